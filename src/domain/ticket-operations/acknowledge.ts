import type { Tx } from '../../platform/db/database.ts';
import type { Work } from '../../platform/db/work.ts';
import { isWaitedFor } from '../callbacks/connect.ts';
import { findEngineer } from '../oncall/engineers/engineer-store.ts';
import { insertDecline, removeDecline } from '../paging/decline-store.ts';
import type { Page } from '../paging/page.ts';
import { changePage, findOpenPages, findPagesOfCall } from '../paging/page-store.ts';
import { withdrawPages } from '../paging/withdraw-pages.ts';
import { lacksHands } from '../tickets/hands.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { windowOf } from '../tickets/ticket-window.ts';
import { writeDecision } from '../tickets/write-decision.ts';
import { type Actor, rowOf, wordOf } from '../users/actor.ts';
import { decideAcknowledgement, decideRelease, type Taking } from './decide-acknowledgement.ts';

export type Acknowledged =
  | { outcome: 'acknowledged' | 'already-yours' | 'helping' | 'taken' | 'over'; ticket: Ticket }
  | { outcome: 'unknown'; ticket: null };

/**
 * Somebody takes a ticket, or helps, see `decideAcknowledgement`: everybody else's pages fall silent at once; as long as hands are
 * lacking, only those of whoever said so.
 * @param request.callId the leg it was keyed on, which stays up
 * @param request.phone the number it was written from, of a supervisor, who is known by it only
 * @param request.hasAnswered they have written an answer, and need not be connected
 */
export async function acknowledge(
  work: Work,
  request: Omit<Taking, 'isWaitedFor'> & {
    ticketNumber: string;
    callId?: string;
    phone?: string;
    hasAnswered?: boolean;
  },
): Promise<Acknowledged> {
  const { tx, now } = work;
  const ticket = await lockTicket(tx, request.ticketNumber);
  if (!ticket) return { outcome: 'unknown', ticket: null };
  if (await hasLeft(tx, request.by)) return { outcome: 'over', ticket };
  // a key says itself whether they want the customer now or later
  const asksNow = request.channel !== 'call' && !request.hasAnswered;
  const taking = { ...request, isWaitedFor: asksNow && (await isWaitedFor(tx, ticket)) };
  const decided = decideAcknowledgement({ ticket, window: await windowOf(tx, ticket) }, taking, now);
  if (!('decision' in decided)) return { outcome: decided.outcome, ticket };
  const { outcome, decision } = decided;
  const page = await findAnswered(tx, ticket.number, request);
  if (page) await changePage(tx, page.id, { status: 'acknowledged', at: now });
  if (outcome !== 'already-yours') {
    const by = wordOf(request.by);
    const isSought = lacksHands({ ...ticket, ...decision.change });
    await removeDecline(tx, ticket.number, by);
    await withdrawPages(work, ticket.number, {
      except: request.callId ?? null,
      of: isSought ? by : 'all',
      isSearch: outcome === 'helping',
    });
  }
  return { outcome, ticket: await writeDecision(work, ticket, decision) };
}

/** An engineer who was retired while their phone rang: for them it is over. A program may bear the name of one. */
async function hasLeft(tx: Tx, by: Actor): Promise<boolean> {
  if (rowOf(by).actorKind !== 'engineer') return false;
  return (await findEngineer(tx, wordOf(by)))?.retired === true;
}

/** The page that somebody answers: the one that their leg carries, or the text that came to their phone. */
async function findAnswered(
  tx: Tx,
  ticketNumber: string,
  { callId, phone }: { callId?: string; phone?: string },
): Promise<Page | undefined> {
  if (callId !== undefined)
    return (await findPagesOfCall(tx, callId)).find((page) => page.ticketNumber === ticketNumber);
  if (phone === undefined) return undefined;
  const open = await findOpenPages(tx, ticketNumber);
  return open.find(({ number, channel }) => number === phone && channel === 'sms');
}

/** Takes a ticket back from whoever had it and pages others anew, at once. */
export async function release(work: Work, ticket: Ticket, why: string): Promise<void> {
  const { tx, now } = work;
  const { decision, declined } = decideRelease(ticket, why, now);
  if (declined) await insertDecline(tx, { ticketNumber: ticket.number, ...declined });
  await writeDecision(work, ticket, decision);
}
