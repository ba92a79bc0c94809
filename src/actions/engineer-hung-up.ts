import { findAttemptOfCall } from '../callbacks/callback-store.ts';
import { attemptFailed } from '../callbacks/end-attempt.ts';
import type { Call } from '../calls/call.ts';
import { release } from '../paging/acknowledge.ts';
import { issueCode } from '../paging/issue-code.ts';
import { CALLBACK_STEP, OPEN_PAGE } from '../paging/page.ts';
import { pageNotReached } from '../paging/page-not-reached.ts';
import { findPageByCall } from '../paging/page-store.ts';
import { textEngineer } from '../paging/text-people.ts';
import { dropClaim } from '../sms/confirm-by-call.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { defineAction } from './action.ts';

/**
 * An engineer's leg has ended. A leg that ended `completed` proves nothing: only a key acknowledges, so a page without
 * one was not reached. A talk without a keyed outcome keeps the clock running.
 */
export const engineerHungUp = defineAction(
  ['page-over', 'attempt-over', 'nothing'],
  async (desk, context) => {
    const { tx, now, call } = context;
    const ticket = await lockTicket(tx, call.ticketNumber ?? '0');
    if (!ticket) return { outcome: 'nothing' };
    await dropClaim({ tx, line: desk.line, now }, call.id, 'unanswered');
    const attempt = await findAttemptOfCall(tx, call.id);
    if (attempt) {
      if (attempt.stage === 'ended') return { outcome: 'nothing' };
      const talked = attempt.stage === 'joined';
      await attemptFailed(tx, desk.line, ticket, attempt, talked ? 'no-outcome' : 'engineer-hung-up', now);
      if (talked && call.engineer) {
        const code = await issueCode(tx, [ticket.number], call.engineer, now);
        const words = { text: 'outcome-missing', ticket, vars: { code } };
        await textEngineer(tx, desk.line, call.engineer, words, now);
      }
      return { outcome: 'attempt-over' };
    }
    const page = await findPageByCall(tx, call.id);
    if (!page || !OPEN_PAGE.includes(page.status)) return { outcome: 'nothing' };
    await pageNotReached(tx, desk.line, ticket, page, reasonOf(call), now);
    const wasRungForCallback = page.step === CALLBACK_STEP && ticket.status === 'acknowledged';
    if (wasRungForCallback) await release(tx, ticket, 'did not answer the callback', now);
    return { outcome: 'page-over' };
  },
);

function reasonOf(call: Call): string {
  return call.status === 'completed' ? 'no key' : call.status;
}
