import type { Work } from '../../platform/db/work.ts';
import { LAST } from '../../platform/timers/timer.ts';
import { clearTimer, setTimer } from '../../platform/timers/timer-store.ts';
import { isOpen } from '../calendar/calendar.ts';
import { takesSms } from '../directory-entry/phone.ts';
import { isAway } from '../oncall/engineers/absence.ts';
import { findAbsencesOf } from '../oncall/engineers/absence-store.ts';
import { findEngineer } from '../oncall/engineers/engineer-store.ts';
import { type HouseHours, houseHours } from '../paging/house-hours.ts';
import type { Channel } from '../paging/page.ts';
import { askForTest } from './ask-for-test.ts';
import { isWeekForTest, longestUnproven, nextWeekly, type WeeklyTime } from './decide-weekly.ts';
import { listProofs } from './proof-store.ts';
import { changeWeekly, findWeekly } from './weekly-store.ts';

/** Whoever has just read the text is called a little later. */
const CALL_AFTER_MS = 2 * 60_000;
/** Of so many weeks ahead one has to be worked at that time: holidays are no reason to refuse it. */
const WEEKS_AHEAD = 6;

/** What can be wrong with a time of the week that somebody typed. */
export type WeeklyFault = 'time' | 'closed' | 'unknown';

/** An engineer allows a test each week, at a time the house works. */
export async function allowWeekly(
  { tx, now }: Work,
  engineer: string,
  { day, time }: WeeklyTime,
): Promise<WeeklyFault | null> {
  const isDay = Number.isInteger(day) && day >= 1 && day <= 7;
  if (!isDay || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return 'time';
  const house = await houseHours(tx);
  const zone = house?.timezone ?? 'UTC';
  const times: Date[] = [];
  for (let at = now; times.length < WEEKS_AHEAD; times.push(at)) at = nextWeekly({ day, time }, zone, at);
  const [dueAt = now] = times;
  if (!times.some((at) => isHouseOpen(house, at))) return 'closed';
  if (!(await changeWeekly(tx, engineer, { day, time }))) return 'unknown';
  await setTimer(tx, { kind: 'weekly-test', subject: engineer, dueAt, priority: LAST });
  return null;
}

/** @returns whether there is somebody of this key */
export async function stopWeekly({ tx }: Work, engineer: string): Promise<boolean> {
  await clearTimer(tx, 'weekly-test', engineer);
  return changeWeekly(tx, engineer, null);
}

/** It is time for somebody's tests of the week: a text, and a call a little later, to the phones that were proven longest ago. */
export async function runWeekly(work: Work, key: string): Promise<void> {
  const { tx, now } = work;
  const weekly = await findWeekly(tx, key);
  const engineer = await findEngineer(tx, key);
  if (!weekly || !engineer) {
    // whoever has left, and comes back one day, is asked anew
    await changeWeekly(tx, key, null);
    return;
  }
  const house = await houseHours(tx);
  const dueAt = nextWeekly(weekly, house?.timezone ?? 'UTC', now);
  await setTimer(tx, { kind: 'weekly-test', subject: key, dueAt, priority: LAST });
  const away = isAway(await findAbsencesOf(tx, [key], now), key, now);
  if (!isWeekForTest({ weekly, isAway: away, isOpen: isHouseOpen(house, now) })) return;
  const proofs = await listProofs(tx, [key], new Date(0));
  const provenAt = (channel: Channel) => (number: string) =>
    proofs.find((proof) => proof.channel === channel && proof.number === number)?.at ?? null;
  const texted = engineer.phones.filter((phone) => takesSms(phone) && !engineer.optedOut.includes(phone));
  const wanted = { engineer: key, isOwn: false, how: 'weekly', by: 'weekly' } as const;
  const text = longestUnproven(texted, provenAt('sms'));
  if (text !== undefined) await askForTest(work, { ...wanted, channel: 'sms', number: text });
  const call = longestUnproven(engineer.phones, provenAt('call'));
  const from = new Date(now.getTime() + CALL_AFTER_MS);
  if (call !== undefined) await askForTest(work, { ...wanted, channel: 'call', number: call, from });
}

function isHouseOpen(house: HouseHours | null, at: Date): boolean {
  return house !== null && isOpen(house.calendar, at);
}
