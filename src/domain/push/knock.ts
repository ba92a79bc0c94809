import type { Work } from '../../platform/db/work.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';

/** A knock about a ticket on all devices of an engineer. */
export interface Knock {
  ticketNumber: string;
  engineer: string;
}

/**
 * Plans a knock beside a page to an engineer who has a device for it: a timer of its own, which no page waits for. Pages by
 * SMS and by call at the same instant knock once.
 */
export async function queueKnock(
  { tx, now }: Work,
  { ticketNumber, engineer }: Knock,
  priority: number,
): Promise<void> {
  await setTimer(tx, { kind: 'knock', subject: `${ticketNumber} ${engineer}`, dueAt: now, priority });
}

/** The knock that a timer is about. */
export function knockOf(subject: string): Knock {
  const [ticketNumber = '', ...key] = subject.split(' ');
  return { ticketNumber, engineer: key.join(' ') };
}
