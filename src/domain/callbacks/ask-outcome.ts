import type { Tx } from '../../platform/db/database.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import type { Hotline } from '../calls/hotline.ts';
import { staleAt } from '../escalation/acknowledgement-clock.ts';
import { findEngineer } from '../oncall/engineers/engineer-store.ts';
import { issueCode } from '../paging/issue-code.ts';
import { notifyEngineer } from '../paging/notify.ts';
import { OUTCOME_STEP } from '../paging/page.ts';
import { sendPage } from '../paging/send-page.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { windowOf } from '../tickets/ticket-window.ts';
import { laneOf } from '../tickets/urgency.ts';
import { findLastAttempt } from './callback-store.ts';

/** So long an engineer has to write what came of a talk, before they are rung up for it. */
const WRITE_MS = 60_000;

/**
 * An engineer has talked with the customer and keyed no outcome: they are asked for it, in writing and a moment later by
 * phone, once. They are not connected again and again: if nothing comes of it, the ticket goes to others.
 */
export async function askOutcome(
  tx: Tx,
  hotline: Hotline,
  ticket: Ticket,
  engineer: string,
  now: Date,
): Promise<void> {
  const timer = { subject: ticket.number, priority: laneOf(ticket) };
  await setTimer(tx, {
    ...timer,
    kind: 'acknowledgement-stale',
    dueAt: staleAt(await windowOf(tx, ticket), now),
  });
  await setTimer(tx, { ...timer, kind: 'ask-outcome', dueAt: new Date(now.getTime() + WRITE_MS) });
  const code = await issueCode(tx, [ticket.number], engineer, now);
  await notifyEngineer(tx, hotline, engineer, { text: 'outcome-missing', ticket, vars: { code } }, now);
}

/** Rings up whoever has talked last and has not said what came of it, as long as the ticket is theirs. */
export async function ringForOutcome(
  tx: Tx,
  hotline: Hotline,
  ticketNumber: string,
  now: Date,
): Promise<void> {
  const ticket = await lockTicket(tx, ticketNumber);
  if (ticket?.status !== 'acknowledged') return;
  const last = await findLastAttempt(tx, ticket.number);
  if (last?.outcome !== 'no-outcome' || last.engineer !== ticket.acknowledgedBy) return;
  const engineer = last.engineer === null ? null : await findEngineer(tx, last.engineer);
  if (!engineer) return;
  const recipient = { ...engineer, engineer: engineer.key };
  const order = { ticket, recipient, channel: 'call' as const, step: OUTCOME_STEP, reason: 'outcome' };
  await sendPage(tx, hotline, order, now);
}
