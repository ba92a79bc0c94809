import type { Tx } from '../../platform/db/database.ts';
import { findAttemptOfCall } from '../callbacks/callback-store.ts';
import { attemptFailed } from '../callbacks/end-attempt.ts';
import type { Call } from '../calls/call.ts';
import { CALLBACK_STEP, type Page } from '../paging/page.ts';
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
    const { tx, now, call } = context;
    const ticket = await lockTicket(tx, call.ticketNumber ?? '0');
    if (!ticket) return { outcome: 'nothing' };
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
      if (about) await endPage(deps, tx, { call, page, ticket: about }, now);
    }
    return { outcome: 'page-over' };
  },
);

async function endPage(
  deps: ActionDeps,
  tx: Tx,
  { call, page, ticket }: { call: Call; page: Page; ticket: Ticket },
  now: Date,
): Promise<void> {
  await pageNotReached({ tx, hotline: deps.hotline, now }, ticket, page, reasonOf(call));
  const wasRungForCallback = page.step === CALLBACK_STEP && ticket.status === 'acknowledged';
  if (wasRungForCallback) await release({ tx, now }, ticket, 'did not answer the callback');
}

function reasonOf(call: Call): string {
  return call.status === 'completed' ? 'no key' : call.status;
}
