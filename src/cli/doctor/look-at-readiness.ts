import { listSchedules } from '../../domain/plans/rule-store.ts';
import type { ReadinessFault } from '../../domain/readiness/decide-readiness.ts';
import { AHEAD_MS, findShiftsAtRisk } from '../../domain/readiness/not-ready.ts';
import type { Db } from '../../platform/db/database.ts';
import { sayInZone } from '../support/say-in-zone.ts';
import { type Finding, ok, warning } from './finding.ts';

const ABOUT = 'readiness';

const FAULTS: Partial<Record<ReadinessFault, string>> = {
  'no-phone': 'no phone',
  'call-failed': 'test call not confirmed',
  'text-failed': 'test text not confirmed',
  'opted-out': 'opted out of texts',
  silent: 'the phone stays silent on do-not-disturb',
  'call-untested': 'no call answered in five weeks',
  'text-untested': 'no text answered in five weeks',
};

/** Who is on call within a week and may not be reached: each person once, with their next shift. */
export async function lookAtReadiness(db: Db, now: Date): Promise<Finding[]> {
  const schedules = await listSchedules(db);
  const span = { schedules, from: now, until: new Date(now.getTime() + AHEAD_MS) };
  const shifts = await findShiftsAtRisk(db, span, now);
  const people = new Map(shifts.toReversed().map((shift) => [shift.engineer, shift]));
  if (schedules.size === 0) return [];
  if (people.size === 0) return [ok(ABOUT, 'everybody on call within a week was reached lately')];
  return [...people.values()].toReversed().map(({ engineer, name, schedule, zone, from, faults }) => {
    const begins = sayInZone(from, zone);
    const when = from <= now ? `on call now: ${schedule}` : `on call: ${schedule} from ${begins}`;
    const missing = faults.map((fault) => FAULTS[fault] ?? fault).join(', ');
    return warning(
      ABOUT,
      `${name} (${when}): ${missing}`,
      `Have them tested: npm run hotline -- engineer test ${engineer}`,
    );
  });
}
