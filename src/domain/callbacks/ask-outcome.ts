import type { HotlineWork } from '../calls/hotline.ts';
import { findEngineer } from '../oncall/engineers/engineer-store.ts';
import { issueCode } from '../paging/issue-code.ts';
import { notifyEngineer } from '../paging/notify.ts';
import { OUTCOME_STEP } from '../paging/page.ts';
import { sendPage } from '../paging/send-page.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { windowOf } from '../tickets/ticket-window.ts';
import { writeDecision } from '../tickets/write-decision.ts';
import { findLastAttempt } from './callback-store.ts';
import { decideOutcomeCall } from './decide-attempt-end.ts';
import { waitForOutcome } from './decide-next-try.ts';

/**
 * An engineer has talked with the customer and keyed no outcome: they are asked for it, in writing and a moment later by
 * phone, once. They are not connected again and again: if nothing comes of it, the ticket goes to others.
 */
export async function askOutcome(
  work: HotlineWork,
  { ticket, engineer }: { ticket: Ticket; engineer: string },
): Promise<void> {
  const { tx, now } = work;
  await writeDecision(work, ticket, { timers: waitForOutcome(await windowOf(tx, ticket), now) });
  const code = await issueCode(work, [ticket.number], engineer);
  await notifyEngineer(work, engineer, { text: 'outcome-missing', ticket, vars: { code } });
}

/** Rings up whoever has to say what came of a talk, see `decideOutcomeCall`. */
export async function ringForOutcome(work: HotlineWork, ticketNumber: string): Promise<void> {
  const { tx } = work;
  const ticket = await lockTicket(tx, ticketNumber);
  const key = ticket && decideOutcomeCall(ticket, await findLastAttempt(tx, ticket.number));
  const engineer = key === null ? null : await findEngineer(tx, key);
  if (!ticket || !engineer) return;
  const recipient = { ...engineer, engineer: engineer.key };
  const order = { ticket, recipient, channel: 'call' as const, step: OUTCOME_STEP, reason: 'outcome' };
  await sendPage(work, order);
}
