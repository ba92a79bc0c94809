import type { Work } from '../../platform/db/work.ts';
import { LAST } from '../../platform/timers/timer.ts';
import { setTimer, setTimers, timerDueAt } from '../../platform/timers/timer-store.ts';
import { houseZone } from '../paging/house-zone.ts';
import { decideDueMonth } from './decide-mail.ts';
import { createDueMails, createWishedMail, markDifferingMails } from './report-mail-store.ts';

/** Reports of so many days are held against what is so. */
const HELD_AGAINST_MS = 120 * 24 * 60 * 60_000;

/**
 * Each morning: what was sent is held against what is so now, and whoever is due the report of the last month, and has none on its way, gets one.
 * @param since when it should have been looked: before `now` by days where the service was down
 */
export async function planMails(work: Work, day: number, since: Date): Promise<void> {
  const { tx, now } = work;
  const { month, dueAt, lookAt } = decideDueMonth(day, await houseZone(tx), now, since);
  await markDifferingMails(tx, new Date(now.getTime() - HELD_AGAINST_MS).toISOString().slice(0, 10), now);
  if (month !== null) await sendSoon(work, await createDueMails(tx, month, dueAt));
  await setLook(work, lookAt);
}

/** Sees to it that somebody looks, each morning from now on. */
export async function keepPlanning(work: Work): Promise<void> {
  if ((await timerDueAt(work.tx, 'plan-reports')) === null) await setLook(work, work.now);
}

/** @returns when it should have been looked, however often that was begun since; of a look that was set before subjects said so, when it is due */
export function meantFor({ subject, dueAt }: { subject: string; dueAt: Date }): Date {
  const at = new Date(subject);
  return Number.isNaN(at.getTime()) ? dueAt : at;
}

/** What takes a timer in hand moves it: the instant that it is meant for is its subject. */
async function setLook({ tx }: Work, at: Date): Promise<void> {
  await setTimer(tx, { kind: 'plan-reports', subject: at.toISOString(), dueAt: at, priority: LAST });
}

/** Somebody wishes for a report to be sent now, whether it was before or not. @returns whether the customer has an address */
export async function wishForMail(
  work: Work,
  wish: { customer: string; month: string; by: string },
): Promise<boolean> {
  const id = await createWishedMail(work.tx, wish, work.now);
  if (id !== null) await sendSoon(work, [id]);
  return id !== null;
}

async function sendSoon({ tx, now }: Work, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await setTimers(
    tx,
    ids.map((subject) => ({ kind: 'send-report', subject, dueAt: now, priority: LAST })),
  );
}
