import { takesSms } from '../directory-entry/phone.ts';
import type { Recipient } from '../escalation/decide-recipients.ts';
import type { Channel } from './page.ts';

/** A phone that a leg is to ring. */
interface Phone {
  number: string;
  /** null: a supervisor's */
  engineer: string | null;
}

/** What is ringing, or has rung lately, while there are more unverified tickets than usual. */
export interface Flood {
  /** the numbers that were rung about unverified tickets so lately that they are to be left in peace */
  rung: ReadonlySet<string>;
  /** the legs that wait to be dialled: one that is there can tell of one more ticket */
  waiting: readonly Phone[];
}

/**
 * The phones a person is reached on by a channel, in the order they are tried: texts go to a mobile before a landline, which
 * may read them out or lose them.
 */
export function phonesFor(
  { phones, optedOut }: Pick<Recipient, 'phones' | 'optedOut'>,
  channel: Channel,
): readonly string[] {
  if (channel === 'call') return phones;
  const open = phones.filter((phone) => !optedOut.includes(phone));
  if (open.length < 2) return open;
  return [...open.filter(takesSms), ...open.filter((phone) => !takesSms(phone))];
}

/**
 * By what a person is told of a ticket: whoever takes no SMS any more is called instead. In a flood of unverified tickets it
 * is SMS, and one call for all of them.
 * @param flood null: the ticket is in none
 */
export function decideChannels(
  recipient: Recipient,
  channels: readonly Channel[],
  flood: Flood | null,
): readonly Channel[] {
  if (phonesFor(recipient, 'sms').length === 0) return ['call'];
  const [number] = recipient.phones;
  if (flood === null || number === undefined || !channels.includes('call')) return channels;
  const mayRing = !flood.rung.has(number) || isWaiting(flood, { number, engineer: recipient.engineer });
  return mayRing ? ['sms', 'call'] : ['sms'];
}

/** The flood once a phone is to be rung, too: together with the leg that waits for it, if there is one. */
export function withLeg(flood: Flood, phone: Phone): Flood {
  if (isWaiting(flood, phone)) return flood;
  return { rung: new Set([...flood.rung, phone.number]), waiting: [...flood.waiting, phone] };
}

function isWaiting({ waiting }: Flood, { number, engineer }: Phone): boolean {
  return waiting.some((leg) => leg.number === number && leg.engineer === engineer);
}
