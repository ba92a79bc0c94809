import type { Line } from '../calls/line.ts';
import type { Db, Tx } from '../db/database.ts';
import type { EscalationPolicy } from '../directory/directory-schema.ts';
import { preferLanguage } from '../oncall/prefer-language.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { changeTicket, lockTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline.ts';
import { setTimer } from '../timers.ts';
import { drawPlan, nextRound } from './draw-plan.ts';
import { findPolicy } from './find-policy.ts';
import { findRecipients, type Recipient } from './find-recipients.ts';
import type { Channel, Page } from './page.ts';
import { phonesFor, sendPage, urgency } from './send-page.ts';
import { windowOf } from './ticket-window.ts';
import { turnAtOpening } from './turn-at-opening.ts';

/** Both channels at once: what the last resort is reached by. */
const EVERY_CHANNEL: readonly Channel[] = ['sms', 'call'];

/** Sets the alarm for a ticket's next step. */
export async function setEscalation(tx: Tx, ticket: Ticket, dueAt: Date): Promise<void> {
  await setTimer(tx, { kind: 'escalate', subject: ticket.number, dueAt, priority: urgency(ticket) });
}

/** When a ticket's steps are due in the round that is running. */
export async function planOf(tx: Db, ticket: Ticket, policy: EscalationPolicy): Promise<Date[]> {
  return drawPlan(policy.steps, await windowOf(tx, ticket), ticket.pagingFrom);
}

/**
 * Takes the next step of the policy, and any further ones that are due, and sets the alarm for the one after.
 * Called when a ticket's alarm has rung: at the step's instant, or earlier because somebody passed the case on.
 * Nothing happens once somebody has acknowledged. After the last step the policy begins anew: nobody is forgotten.
 */
export async function escalate(tx: Tx, line: Line, ticketNumber: string, now: Date): Promise<void> {
  const ticket = await lockTicket(tx, ticketNumber);
  if (ticket?.status !== 'open') return;
  const turn = await turnAtOpening(tx, ticket, now);
  if (turn) {
    await setEscalation(tx, ticket, turn);
    return;
  }
  const [policy, window] = await Promise.all([findPolicy(tx, ticket.escalation), windowOf(tx, ticket)]);
  const plan = drawPlan(policy.steps, window, ticket.pagingFrom);
  const overdue = plan.findLastIndex((at) => at <= now);
  const until = Math.max(ticket.nextStep, overdue) + 1;
  for (const [index, step] of policy.steps.slice(ticket.nextStep, until).entries()) {
    await takeStep(tx, line, ticket, { index: ticket.nextStep + index, ...step }, policy.lastResort, now);
  }
  const next = plan[until];
  if (next) {
    await changeTicket(tx, ticket.number, { nextStep: until });
    await setEscalation(tx, ticket, next);
    return;
  }
  if (ticket.round > 1) await callLastResort(tx, line, ticket, policy.lastResort, now);
  await beginRound(tx, ticket, nextRound(window, now));
}

/** Begins the policy anew at an instant. */
export async function beginRound(tx: Tx, ticket: Ticket, from: Date): Promise<void> {
  await changeTicket(tx, ticket.number, { round: ticket.round + 1, pagingFrom: from, nextStep: 0 });
  await setEscalation(tx, ticket, from);
}

interface Step {
  index: number;
  at: string;
  page: readonly string[];
  by: readonly Channel[];
}

async function takeStep(
  tx: Tx,
  line: Line,
  ticket: Ticket,
  step: Step,
  lastResort: readonly string[],
  now: Date,
): Promise<void> {
  const detail = { step: step.index, round: ticket.round, targets: step.page };
  await addEvent(tx, ticket.number, { at: now, kind: 'step', actor: 'hotline', detail });
  const reached = await page(tx, line, ticket, step.page, step.by, step.index, now);
  if (reached.length > 0) return;
  await addEvent(tx, ticket.number, { at: now, kind: 'nobody-found', actor: 'hotline', detail });
  await callLastResort(tx, line, ticket, lastResort, now);
}

async function callLastResort(
  tx: Tx,
  line: Line,
  ticket: Ticket,
  targets: readonly string[],
  now: Date,
): Promise<void> {
  await page(tx, line, ticket, targets, EVERY_CHANNEL, ticket.nextStep, now, 'last resort');
}

/** Whoever takes no SMS any more is called instead. */
function reachableBy(recipient: Recipient, channels: readonly Channel[]): readonly Channel[] {
  const takesSms = phonesFor(recipient, 'sms').length > 0;
  return takesSms ? channels : ['call'];
}

async function page(
  tx: Tx,
  line: Line,
  ticket: Ticket,
  targets: readonly string[],
  channels: readonly Channel[],
  step: number,
  now: Date,
  reason?: string,
): Promise<Page[]> {
  const recipients = preferLanguage(await findRecipients(tx, ticket, targets, now), ticket.language);
  const pages: Page[] = [];
  for (const recipient of recipients) {
    for (const channel of reachableBy(recipient, channels)) {
      const order = { ticket, recipient, channel, step, ...(reason === undefined ? {} : { reason }) };
      const sent = await sendPage(tx, line, order, now);
      if (sent) pages.push(sent);
    }
  }
  return pages;
}
