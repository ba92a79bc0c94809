import { DateTime } from 'luxon';
import { doubling } from '../../platform/doubling.ts';
import type { MailOutcome } from '../../platform/mail/send-mail.ts';
import { monthAfter } from '../duty/month-span.ts';
import type { ReportMail } from './report-mail.ts';

/** At this hour of the house's day. */
const HOUR = 8;
/** Not sent so long after it was due, a report is overdue. */
const IN_TIME_MS = 24 * 60 * 60_000;
/** Who gets an address within so many days of a report's day is still sent it; later ones are sent by hand. */
const CATCH_UP_DAYS = 14;
const FIRST_WAIT_MS = 5 * 60_000;
const MAX_WAIT_MS = 6 * 60 * 60_000;
/** About four days. */
const MAX_TRIES = 20;

/**
 * Which month's reports are due by now, and when to look again. It is looked each day, so that an address that is entered
 * a little later still gets the report.
 * @param day of the month on which they are due, 1 to 28
 * @param zone of the house
 * @param meantFor when it should have been looked: what has been due since, nobody could see, however long ago it is
 * @returns month: null before that day, and long after it
 */
export function decideDueMonth(
  day: number,
  zone: string,
  now: Date,
  meantFor: Date,
): { month: string | null; dueAt: Date; lookAt: Date } {
  const local = DateTime.fromJSDate(now, { zone });
  const thisMonth = local.set({ day, hour: HOUR }).startOf('hour');
  // a day late in the month is caught up with in the next one
  const due = [thisMonth, thisMonth.minus({ months: 1 })].find(
    (at) => local >= at && (local < at.plus({ days: CATCH_UP_DAYS }) || at.toMillis() >= meantFor.getTime()),
  );
  const today = local.set({ hour: HOUR }).startOf('hour');
  const month = due ? monthAfter(due.toFormat('yyyy-MM'), -1) : null;
  const look = local < today ? today : today.plus({ days: 1 });
  return { month, dueAt: (due ?? thisMonth).toJSDate(), lookAt: look.toJSDate() };
}

/** What a try leaves behind; `tryAt`: when the next is due, null: there is none. */
export interface DecidedMail {
  change: Pick<ReportMail, 'status' | 'error' | 'sentAt'>;
  tryAt: Date | null;
}

/** What became of a mail says whether it is tried again: only what surely was not taken is. */
export function decideMail(mail: Pick<ReportMail, 'tries'>, sent: MailOutcome, now: Date): DecidedMail {
  if (sent.outcome === 'sent') return { change: { status: 'sent', error: null, sentAt: now }, tryAt: null };
  const { error } = sent;
  if (sent.outcome === 'unknown') return { change: { status: 'unknown', error, sentAt: null }, tryAt: null };
  if (sent.outcome === 'refused' || mail.tries >= MAX_TRIES)
    return { change: { status: 'refused', error, sentAt: null }, tryAt: null };
  const waitMs = doubling(mail.tries, FIRST_WAIT_MS, MAX_WAIT_MS);
  const tryAt = new Date(now.getTime() + waitMs);
  return { change: { status: 'planned', error, sentAt: null }, tryAt };
}

/** Whether somebody has to look: it was not sent in time, or nobody sends it any more. */
export function isInTrouble({ status, dueAt }: Pick<ReportMail, 'status' | 'dueAt'>, now: Date): boolean {
  if (status === 'refused' || status === 'unknown') return true;
  return status !== 'sent' && now.getTime() - dueAt.getTime() > IN_TIME_MS;
}
