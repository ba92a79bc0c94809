import type { Line } from '../calls/line.ts';
import type { Tx } from '../db/database.ts';
import { listSchedules } from '../directory/rule-store.ts';
import { coverageGaps } from '../oncall/shifts.ts';
import { setTimer } from '../timers.ts';
import { textSupervisors } from './text-people.ts';

const AHEAD_MS = 14 * 24 * 3_600_000;
const AGAIN_MS = 6 * 3_600_000;
/** There is one such check for all schedules. */
export const COVERAGE_SUBJECT = 'all';

/** Looks two weeks ahead: a gap that nobody is on call in is told to the supervisors before a call meets it, once. */
export async function checkCoverage(tx: Tx, line: Line, now: Date): Promise<void> {
  const until = new Date(now.getTime() + AHEAD_MS);
  for (const [name, schedule] of await listSchedules(tx)) {
    const gaps = coverageGaps(schedule, now, until);
    if (gaps.at(-1)?.until.getTime() !== until.getTime()) await forgetEndless(tx, name);
    for (const gap of gaps) {
      // a gap that is running moves its beginning with every look: its end tells it apart, or that none is in sight
      const end = gap.until < until ? gap.until : ENDLESS;
      const isNews = await noteReported(tx, name, end, now);
      if (!isNews) continue;
      const { timezone: zone } = schedule;
      const vars = { schedule: name, zone, from: gap.from.toISOString(), until: gap.until.toISOString() };
      await textSupervisors(tx, line, { text: 'coverage-gap', vars }, now);
    }
  }
  await setTimer(tx, {
    kind: 'check-coverage',
    subject: COVERAGE_SUBJECT,
    dueAt: new Date(now.getTime() + AGAIN_MS),
  });
}

/** The end of a gap that reaches further than we look: as PostgreSQL writes it. */
const ENDLESS = 'infinity';

/** Somebody is on call at the end again: should that ever change, it is news. */
async function forgetEndless(tx: Tx, schedule: string): Promise<void> {
  await tx.query('delete from coverage_reports where schedule = $1 and gap_until = $2', [schedule, ENDLESS]);
}

async function noteReported(
  tx: Tx,
  schedule: string,
  gapUntil: Date | typeof ENDLESS,
  now: Date,
): Promise<boolean> {
  const rows = await tx.query(
    `insert into coverage_reports (schedule, gap_until, reported_at) values ($1, $2, $3)
     on conflict do nothing returning schedule`,
    [schedule, gapUntil, now],
  );
  return rows.length > 0;
}
