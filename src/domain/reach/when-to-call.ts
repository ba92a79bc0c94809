import { DateTime } from 'luxon';
import { PROMISE_TEXTS } from '../messages/message.ts';
import { isUnanswered, type Ticket } from '../tickets/ticket.ts';

/** Nobody is rung outside these hours, `[from, until)` by the clock on their wall, for what they do not wait for. */
const WAKING_HOURS = { from: 8, until: 20 };

/** Texts about what whoever has phoned is waiting for. */
const AWAITED = [...PROMISE_TEXTS, 'callback-missed'];

/** Texts about a request that has to be phoned: no news once it was. */
export function isToBePhoned(textName: string | null): boolean {
  return textName === 'must-be-phoned' || textName === 'phone-reminder';
}

/** Texts that only say that there is an answer, or a question: the words were said on the phone, if there was a talk. */
export function isConfirmation(textName: string | null): boolean {
  return textName === 'customer-told' || textName === 'customer-facts-told';
}

/** Once somebody is talking to the customer, or has, there is no promise left to tell of. */
export function isAwaited(textName: string | null): boolean {
  return textName !== null && AWAITED.includes(textName);
}

/** When a customer may be rung to be told something: now if they wait for it, else not at night. */
export function whenToCall(
  about: { textName: string | null; ticket: Pick<Ticket, 'channel' | 'status'> | null; zone: string },
  now: Date,
): Date {
  const { textName, ticket, zone } = about;
  if (ticket?.channel === 'phone' && isUnanswered(ticket) && isAwaited(textName)) return now;
  const local = DateTime.fromJSDate(now, { zone });
  const { from, until } = WAKING_HOURS;
  if (local.hour >= from && local.hour < until) return now;
  const day = local.hour < from ? local : local.plus({ days: 1 });
  return day.startOf('day').set({ hour: from }).toJSDate();
}
