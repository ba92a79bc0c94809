import { DAY, formatLocalTime, type LocalTime, MINUTE } from '../calendar/local-time.ts';
import { MORNING } from '../calendar/morning.ts';
import { type WallClock, wallClock } from '../calendar/wall-clock.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { noteGapReported } from '../oncall/engineers/absence-store.ts';
import type { ScheduleDefinition } from '../oncall/schedule.ts';
import { shiftsBetween } from '../oncall/shifts.ts';
import { readResting } from '../relief/read-resting.ts';
import { nameOf } from '../tickets/describe-ticket.ts';
import { houseZone } from './house-zone.ts';
import { notifySupervisors } from './notify.ts';

/** It is told in the morning, and no more once the day is half over. */
const NOON: LocalTime = 12 * 60 * MINUTE;
/** So many names fit into one text. */
const MAX_NAMED = 3;

/**
 * The supervisors' morning: who is on call today in a schedule that has a rule for it, and is in rest after a broken night.
 * Once a day, and nothing where that is nobody.
 * @returns when to look again: the next morning; null where no schedule has a rule
 */
export async function tellOfRest(
  work: HotlineWork,
  schedules: ReadonlyMap<string, ScheduleDefinition>,
): Promise<Date | null> {
  const ruled = [...schedules].filter(([, { rest }]) => rest && rest.rule !== 'off');
  if (ruled.length === 0) return null;
  const { tx, now } = work;
  const clock = wallClock(await houseZone(tx));
  const local = clock.at(now.getTime());
  const midnight = Math.floor(local / DAY) * DAY;
  const tomorrow = new Date(clock.instantOf(midnight + DAY));
  if (local - midnight >= MORNING && local - midnight < NOON) {
    const people = await listResting(work, ruled, { tomorrow, clock });
    const day = { gap: 'rest', until: tomorrow };
    if (people.length > 0 && (await noteGapReported(tx, day, now)))
      await notifySupervisors(work, { text: 'rest-today', vars: { people: sayPeople(people) } });
  }
  const isAhead = local - midnight < MORNING;
  return new Date(clock.instantOf(midnight + MORNING + (isAhead ? 0 : DAY)));
}

/** `Anna Weber (front, 13:40)`, for everybody who is on call today, and in rest now: by the clock of the house, wherever a schedule is. */
async function listResting(
  { tx, now }: HotlineWork,
  ruled: readonly [string, ScheduleDefinition][],
  { tomorrow, clock }: { tomorrow: Date; clock: WallClock },
): Promise<string[]> {
  const resting = await readResting(tx, new Map(ruled).values(), now);
  const people: string[] = [];
  for (const [name, schedule] of ruled) {
    const onCall = new Set(shiftsBetween(schedule, now, tomorrow).map(({ engineer }) => engineer));
    for (const engineer of onCall) {
      const rests = resting.get(engineer);
      if (!rests) continue;
      const time = formatLocalTime(clock.at(rests.getTime())).slice(11, 16);
      people.push(`${await nameOf(tx, engineer)} (${name}, ${time})`);
    }
  }
  return people;
}

function sayPeople(people: readonly string[]): string {
  const more = people.length - MAX_NAMED;
  return people.slice(0, MAX_NAMED).join(', ') + (more > 0 ? `, +${more}` : '');
}
