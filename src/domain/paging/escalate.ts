import type { Db, Tx } from '../../platform/db/database.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import { findLegToJoin } from '../calls/call-store.ts';
import type { Hotline } from '../calls/hotline.ts';
import type { EscalationPolicy } from '../directory-entry/directory-schema.ts';
import { findPolicy } from '../escalation/find-policy.ts';
import { findRecipients, type Recipient } from '../escalation/find-recipients.ts';
import { nextRound, type RoundTimes, roundTimes } from '../escalation/step-times.ts';
import { preferLanguage } from '../oncall/prefer-language.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { changeTicket, lockTicket } from '../tickets/ticket-store.ts';
import { windowOf } from '../tickets/ticket-window.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { urgency } from '../tickets/urgency.ts';
import { type Chosen, choosePaged } from './decline.ts';
import { findDeclined } from './decline-store.ts';
import { isInFlood, wasRungAboutFlood } from './flood.ts';
import type { Channel, Page } from './page.ts';
import { phonesFor, sendPage } from './send-page.ts';
import { stagger } from './stagger.ts';

/** Both channels at once: what the last resort is reached by. */
export const EVERY_CHANNEL: readonly Channel[] = ['sms', 'call'];

/** Sets the alarm for a ticket's next step. */
export async function setEscalation(tx: Tx, ticket: Ticket, dueAt: Date): Promise<void> {
  await setTimer(tx, { kind: 'escalate', subject: ticket.number, dueAt, priority: urgency(ticket) });
}

/** When a ticket's steps are due in the round that is running, and its last resort. */
export async function planOf(db: Db, ticket: Ticket, policy: EscalationPolicy): Promise<RoundTimes> {
  return roundTimes(policy.steps, await windowOf(db, ticket), ticket);
}

/** Pages whoever is due at once about a ticket that was just opened, or sets the alarm for its first step. */
export async function beginPaging(tx: Tx, hotline: Hotline, ticket: Ticket, now: Date): Promise<void> {
  const { steps } = await planOf(tx, ticket, await findPolicy(tx, ticket.escalation));
  const first = steps[0] ?? ticket.windowFrom;
  if (first <= now) await escalate(tx, hotline, ticket.number, now);
  else await setEscalation(tx, ticket, first);
}

/**
 * Takes the next step of the policy, and any further ones that are due, and sets the alarm for the one after.
 * Called when a ticket's alarm has rung: at the step's instant, when the last resort's share begins, or earlier because
 * somebody passed the ticket on. A step whose people have all said no is passed over for the one after.
 * Nothing happens once somebody has acknowledged. After the last step the policy begins anew: nobody is forgotten.
 */
export async function escalate(tx: Tx, hotline: Hotline, ticketNumber: string, now: Date): Promise<void> {
  const ticket = await lockTicket(tx, ticketNumber);
  if (ticket?.status !== 'open') return;
  const turn = await stagger(tx, ticket, now);
  if (turn) {
    await setEscalation(tx, ticket, turn);
    return;
  }
  const [policy, window] = await Promise.all([findPolicy(tx, ticket.escalation), windowOf(tx, ticket)]);
  const plan = roundTimes(policy.steps, window, ticket);
  const isLastResort = isLastResortDue(ticket, plan, now);
  const declined = await findDeclined(tx, ticket.number, now);
  const paging: Paging = {
    tx,
    hotline,
    ticket,
    policy,
    declined,
    now,
    needsLastResort: isLastResort,
    sent: new Map(),
  };
  // the alarm may have rung for the last resort alone: then the next step keeps its place
  const isStepDue = !isLastResort || (plan.steps[ticket.nextStep] ?? now) <= now;
  const { next, passedOver } = isStepDue
    ? await takeDueSteps(paging, plan)
    : { next: ticket.nextStep, passedOver: 0 };
  const isRoundOver = next >= policy.steps.length;
  // a round that is over at once, since most of its people have said no, is no second try yet
  const triedTwice = isRoundOver && ticket.round > (passedOver > 0 ? 2 : 1);
  const calledInRound = ticket.lastResortAt !== null && ticket.lastResortAt >= ticket.pagingFrom;
  if (paging.needsLastResort || (triedTwice && !calledInRound)) await callLastResort(paging);
  const due = plan.steps[next] ?? nextRound(window, now);
  const round = isRoundOver ? { round: ticket.round + 1, pagingFrom: due, nextStep: 0 } : { nextStep: next };
  await changeTicket(tx, ticket.number, round);
  const waitsForLastResort = plan.lastResort > now && plan.lastResort < due;
  await setEscalation(tx, ticket, waitsForLastResort ? plan.lastResort : due);
}

/** Takes the ticket's next step, those after it that are due, and one more for each that is passed over. */
async function takeDueSteps(paging: Paging, plan: RoundTimes): Promise<{ next: number; passedOver: number }> {
  let next = paging.ticket.nextStep;
  let passedOver = 0;
  for (let isDue = true; isDue; ) {
    const isPassedOver = await takeStep(paging, next, plan.steps[next]);
    if (isPassedOver) passedOver += 1;
    next += 1;
    const at = plan.steps[next];
    isDue = at !== undefined && (isPassedOver || at <= paging.now);
  }
  return { next, passedOver };
}

/** The share of the window that is kept for the last resort has begun, and it has not been called in it. */
function isLastResortDue({ lastResortAt }: Ticket, plan: RoundTimes, now: Date): boolean {
  return plan.lastResort <= now && (lastResortAt === null || lastResortAt < plan.lastResort);
}

/** Begins the policy anew at an instant. */
export async function beginRound(tx: Tx, ticket: Ticket, from: Date): Promise<void> {
  await changeTicket(tx, ticket.number, { round: ticket.round + 1, pagingFrom: from, nextStep: 0 });
  await setEscalation(tx, ticket, from);
}

/** What one ringing of a ticket's alarm does. */
interface Paging {
  tx: Tx;
  hotline: Hotline;
  ticket: Ticket;
  policy: EscalationPolicy;
  now: Date;
  /** who has said no to the ticket */
  declined: ReadonlySet<string>;
  needsLastResort: boolean;
  /** the pages of this ringing: steps that are due together, and the last resort, can mean the same people */
  sent: Map<string, Page>;
}

/**
 * @param dueAt when the plan has the step
 * @returns whether the step was passed over, since whoever it means has said no
 */
async function takeStep(paging: Paging, index: number, dueAt: Date | undefined): Promise<boolean> {
  const { tx, ticket, policy, now } = paging;
  const step = policy.steps[index];
  if (!step) return false;
  const { paged, skipped, nobodyElse } = await findPaged(paging, step.page);
  const detail = {
    step: index,
    round: ticket.round,
    targets: step.page,
    // later than its event: somebody passed the ticket on
    ...(dueAt && dueAt <= now ? { dueAt: dueAt.toISOString() } : {}),
    ...(skipped.length > 0 ? { skipped: skipped.map(({ engineer }) => engineer) } : {}),
  };
  await addEvent(tx, ticket.number, { at: now, kind: 'step', actor: 'hotline', detail });
  const reason = nobodyElse ? { reason: 'nobody else' } : {};
  const pages = await page(paging, paged, step.by, { step: index, ...reason });
  if (pages.length === 0 && skipped.length > 0) return true;
  if (pages.length === 0)
    await addEvent(tx, ticket.number, { at: now, kind: 'nobody-found', actor: 'hotline', detail });
  if (pages.length === 0 || nobodyElse) paging.needsLastResort = true;
  return false;
}

/** Whom a step pages, in the order in which they are. */
async function findPaged(
  { tx, ticket, policy, declined, now }: Paging,
  targets: readonly string[],
): Promise<Chosen<Recipient>> {
  const meant = await findRecipients(tx, ticket, targets, now);
  if (declined.size === 0) return { paged: meant, skipped: [], nobodyElse: false };
  const everybody = await findRecipients(
    tx,
    ticket,
    policy.steps.flatMap(({ page }) => page),
    now,
  );
  return choosePaged(meant, everybody, declined);
}

async function callLastResort(paging: Paging): Promise<void> {
  const { tx, ticket, policy, now } = paging;
  await changeTicket(tx, ticket.number, { lastResortAt: now });
  const recipients = await findRecipients(tx, ticket, policy.lastResort, now);
  await page(paging, recipients, EVERY_CHANNEL, { step: ticket.nextStep, reason: 'last resort' });
}

/** Whoever takes no SMS any more is called instead. */
function reachableBy(recipient: Recipient, channels: readonly Channel[]): readonly Channel[] {
  const takesSms = phonesFor(recipient, 'sms').length > 0;
  return takesSms ? channels : ['call'];
}

/**
 * By what a person is told of a ticket. In a flood of unverified tickets that is SMS, and one call for all of them; a leg
 * that waits to be dialled tells of one more.
 */
async function channelsFor(
  tx: Tx,
  ticket: Ticket,
  recipient: Recipient,
  channels: readonly Channel[],
  now: Date,
): Promise<readonly Channel[]> {
  const reachable = reachableBy(recipient, channels);
  const [number] = phonesFor(recipient, 'call');
  if (number === undefined || !reachable.includes('call') || !(await isInFlood(tx, ticket))) return reachable;
  if (phonesFor(recipient, 'sms').length === 0) return reachable;
  const wasRung = await wasRungAboutFlood(tx, number, now);
  // in this order: a leg that is planned between the two looks is one that can be joined
  const rings = !wasRung || (await findLegToJoin(tx, { number, engineer: recipient.engineer })) !== null;
  return rings ? ['sms', 'call'] : ['sms'];
}

/** @returns the pages of those who were reached for, also of those who were already in this ringing */
async function page(
  { tx, hotline, ticket, now, sent }: Paging,
  to: readonly Recipient[],
  channels: readonly Channel[],
  why: { step: number; reason?: string },
): Promise<Page[]> {
  const pages: Page[] = [];
  for (const recipient of preferLanguage(to, ticket.language)) {
    for (const channel of await channelsFor(tx, ticket, recipient, channels, now)) {
      const key = `${channel} ${recipient.engineer ?? recipient.phones[0]}`;
      const order = { ticket, recipient, channel, ...why };
      const page = sent.get(key) ?? (await sendPage(tx, hotline, order, now));
      if (!page) continue;
      sent.set(key, page);
      pages.push(page);
    }
  }
  return pages;
}
