import { callInNext } from '../callbacks/call-in.ts';
import { findAttemptOfCall } from '../callbacks/callback-store.ts';
import { attemptFailed } from '../callbacks/end-attempt.ts';
import { findTalk } from '../callbacks/find-talk.ts';
import { sendCustomerOn } from '../callbacks/part-talk.ts';
import type { ActionContext } from '../calls/action.ts';
import type { Call } from '../calls/call.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { flowOf } from '../calls/run-flow.ts';
import { type Flow, wordsOfStar } from '../flow/flow.ts';
import { createAnnouncement } from '../listening/create-announcement.ts';
import { ASKED_BY_KEY, CALLBACK_STEP, type Page } from '../paging/page.ts';
import { pageNotReached } from '../paging/page-not-reached.ts';
import { findOpenPagesOfCall } from '../paging/page-store.ts';
import { dropClaim } from '../sms/confirm-by-call.ts';
import { release } from '../ticket-operations/acknowledge.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { lockTicket, lockTickets } from '../tickets/ticket-store.ts';
import { type ActionDeps, defineAction } from './action.ts';

/**
 * An engineer's leg has ended. A leg that ended `completed` proves nothing: only a key acknowledges, so a page without
 * one was not reached. A talk without a keyed outcome keeps the clock running, and the engineer is asked for it.
 */
export const engineerHungUp = defineAction(
  {
    'page-over': {},
    'attempt-over': {},
    nothing: {},
  },
  async (deps, context) => {
    const { tx, now, call, script } = context;
    const ticket = await lockTicket(tx, call.ticketNumber ?? '0');
    if (!ticket) return { outcome: 'nothing' };
    await sendCustomerOn({ tx, now }, call, script);
    await dropClaim({ tx, hotline: deps.hotline, now }, call.id, 'unanswered');
    const attempt = await findAttemptOfCall(tx, call.id);
    if (attempt) {
      if (attempt.stage === 'ended') return { outcome: 'nothing' };
      const talked = attempt.stage === 'joined';
      const outcome = talked ? 'no-outcome' : 'engineer-hung-up';
      await attemptFailed({ tx, hotline: deps.hotline, now }, { ticket, attempt, outcome });
      return { outcome: 'attempt-over' };
    }
    const pages = await findOpenPagesOfCall(tx, call.id);
    if (pages.length === 0) return { outcome: 'nothing' };
    const tickets = await lockTickets(
      tx,
      pages.map(({ ticketNumber }) => ticketNumber),
    );
    for (const page of pages) {
      const about = tickets.get(page.ticketNumber);
      if (about) await endPage(deps, context, page, about);
    }
    return { outcome: 'page-over' };
  },
);

async function endPage(
  deps: ActionDeps,
  { tx, now, call, visit, script }: ActionContext,
  page: Page,
  ticket: Ticket,
): Promise<void> {
  const work = { tx, hotline: deps.hotline, now };
  await pageNotReached(work, ticket, page, reasonOf(call));
  if (page.reason === ASKED_BY_KEY) await tellNobodyJoins(work, { page, ticket }, flowOf(script, visit));
  const wasRungForCallback = page.step === CALLBACK_STEP && ticket.status === 'acknowledged';
  if (wasRungForCallback) await release({ tx, now }, ticket, 'did not answer the callback');
}

/** Whoever was called in by a key does not come: whoever talks is told, once no other phone is left to ring. */
async function tellNobodyJoins(
  work: HotlineWork,
  { page, ticket }: { page: Page; ticket: Ticket },
  flow: Flow,
): Promise<void> {
  if (await callInNext(work, ticket, page)) return;
  const talk = await findTalk(work.tx, ticket.number);
  const words = wordsOfStar(flow);
  if (talk && words) await createAnnouncement(work, talk, words['nobody-joins']);
}

function reasonOf(call: Call): string {
  return call.status === 'completed' ? 'no key' : call.status;
}
