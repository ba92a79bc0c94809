import type { HotlineWork } from '../calls/hotline.ts';
import { type Absence, overlap } from '../oncall/engineers/absence.ts';
import { listAbsences, listManagers, noteGapReported } from '../oncall/engineers/absence-store.ts';
import { shiftsBetween } from '../oncall/shifts.ts';
import { listSchedules } from '../plans/rule-store.ts';
import { nameOf } from '../tickets/describe-ticket.ts';
import { houseZone } from './house-zone.ts';
import { notifySupervisors } from './notify.ts';
import { firstNames, tellStandIns } from './tell-stand-ins.ts';

const AHEAD_MS = 14 * 24 * 3_600_000;

/**
 * Looks two weeks ahead for what absences leave open: customers whose account manager and deputy are both away, and people
 * who are on call while they are away. The supervisors are told of each once, deputies for whom they stand in; nobody is taken
 * off a schedule.
 */
export async function checkAbsences(work: HotlineWork): Promise<void> {
  const { tx, now } = work;
  const absences = await listAbsences(tx, now);
  await tellStandIns(work, absences);
  if (absences.length === 0) return;
  const ahead = { from: now, until: new Date(now.getTime() + AHEAD_MS) };
  const near = absences.filter((absence) => overlap(absence, ahead));
  await reportUnmanaged(work, near);
  await reportAwayOnCall(work, near);
}

async function reportUnmanaged(work: HotlineWork, absences: readonly Absence[]): Promise<void> {
  const of = (key: string | null) => absences.filter(({ engineer }) => engineer === key);
  const zone = await houseZone(work.tx);
  for (const { tam, deputy, ...customers } of await listManagers(work.tx)) {
    const [first, second] = tam === null ? [deputy, null] : [tam, deputy];
    const gaps =
      second === null || second === first
        ? of(first)
        : of(first).flatMap((away) => of(second).flatMap((also) => overlap(away, also) ?? []));
    for (const { from, until } of gaps) {
      const isNews = await noteGapReported(work.tx, { gap: pairKey(tam, deputy), until }, work.now);
      if (!isNews) continue;
      const names = [await nameOf(work.tx, first), await nameOf(work.tx, second)].filter(Boolean);
      const vars = {
        managers: names.join(', '),
        customers: firstNames(customers),
        zone,
        ...times(from, until),
      };
      await notifySupervisors(work, { text: 'manager-gap', vars });
    }
  }
}

/** The same pair whichever of the two is the account manager. */
function pairKey(tam: string | null, deputy: string | null): string {
  return ['managers', ...[tam, deputy].map(String).sort()].join(':');
}

async function reportAwayOnCall(work: HotlineWork, absences: readonly Absence[]): Promise<void> {
  const { tx, now } = work;
  for (const [name, schedule] of await listSchedules(tx)) {
    for (const absence of absences) {
      const { engineer, until } = absence;
      const from = absence.from > now ? absence.from : now;
      const shift = shiftsBetween(schedule, from, until).find((one) => one.engineer === engineer);
      if (!shift || !(await noteGapReported(tx, { gap: `schedule:${name}:${engineer}`, until }, now)))
        continue;
      const vars = {
        schedule: name,
        'engineer-name': await nameOf(tx, engineer),
        zone: schedule.timezone,
        ...times(shift.from, shift.until),
      };
      await notifySupervisors(work, { text: 'away-on-call', vars });
    }
  }
}

function times(from: Date, until: Date): { from: string; until: string } {
  return { from: from.toISOString(), until: until.toISOString() };
}
