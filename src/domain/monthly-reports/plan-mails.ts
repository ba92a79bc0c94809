import type { Work } from '../../platform/db/work.ts';
import { LAST } from '../../platform/timers/timer.ts';
import { setTimer, setTimers } from '../../platform/timers/timer-store.ts';
import { houseZone } from '../paging/house-zone.ts';
import { decideDueMonth } from './decide-mail.ts';
import { createDueMails, createWishedMail, markDifferingMails } from './report-mail-store.ts';

/** There is one such work for everybody. */
export const REPORTS_SUBJECT = 'all';

/** Reports of so many days are held against what is so. */
const HELD_AGAINST_MS = 120 * 24 * 60 * 60_000;

/**
 * Each morning: what was sent is held against what is so now, and whoever is due the report of the last month, and has none on its way, gets one.
 * @param meantFor when it should have been looked: before `now` by days where the service was down
 */
export async function planMails(work: Work, day: number, meantFor: Date): Promise<void> {
  const { tx, now } = work;
  const { month, dueAt, lookAt } = decideDueMonth(day, await houseZone(tx), now, meantFor);
  await markDifferingMails(tx, new Date(now.getTime() - HELD_AGAINST_MS).toISOString().slice(0, 10), now);
  if (month !== null) await sendSoon(work, await createDueMails(tx, month, dueAt));
  await setTimer(tx, { kind: 'plan-reports', subject: REPORTS_SUBJECT, dueAt: lookAt, priority: LAST });
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
