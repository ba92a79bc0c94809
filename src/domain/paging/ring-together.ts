import { advanceTimer, clearTimer } from '../../platform/timers/timer-store.ts';
import { findLegToJoin } from '../calls/dial-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { queueCall, queueSharedCall } from '../calls/place-call.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { urgency } from '../tickets/urgency.ts';

/** A ticket that a person is to be rung about, on one of their phones. */
export interface Ringing {
  ticket: Pick<Ticket, 'number' | 'verified' | 'priority' | 'respondBy'>;
  /** null: a supervisor */
  engineer: string | null;
  number: string;
  language: string;
  /** the call is about this ticket only, however many wait */
  alone: boolean;
}

/** The leg that could be joined may just be dialled: then another one can be. */
const MAX_TRIES = 3;

/**
 * The leg that a page by call goes out with. Unverified tickets that are to be rung about on the same phone share the one
 * that waits to be dialled, however many they are; a verified ticket has one of its own.
 * @returns the leg's id
 */
export async function ringAbout(work: HotlineWork, ringing: Ringing): Promise<string> {
  const { tx, now } = work;
  const { ticket, engineer, number, language } = ringing;
  const wanted = {
    party: 'engineer' as const,
    flow: 'engineer' as const,
    to: number,
    language,
    ticketNumber: ticket.number,
    engineer,
    urgency: urgency(ticket),
  };
  const tries = ticket.verified || ringing.alone ? 0 : MAX_TRIES;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const waiting = await findLegToJoin(tx, { number, engineer });
    const leg = waiting ?? (await queueSharedCall(work, wanted))?.id;
    if (leg === undefined) continue;
    // nobody may have needed it any more until now
    if (waiting && (await clearTimer(tx, 'end-call', leg)))
      await advanceTimer(tx, { kind: 'place-call', subject: leg }, now);
    return leg;
  }
  return (await queueCall(work, wanted)).id;
}
