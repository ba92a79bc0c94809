import type { ResponseWindow } from '../calendar/response-target.ts';
import type { EscalationPolicy } from '../directory-entry/directory-schema.ts';
import { decideRecipients, type Recipient, type TargetRows } from '../escalation/decide-recipients.ts';
import { nextRound, type RoundTimes, roundTimes } from '../escalation/step-times.ts';
import { preferLanguage } from '../oncall/prefer-language.ts';
import type { Resting } from '../relief/decide-rest.ts';
import { decideSpared } from '../relief/decide-spared.ts';
import type { DecidedEvent, DecidedTimer } from '../tickets/decision.ts';
import { handsAtIt } from '../tickets/hands.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { engineerOrSupervisors } from '../users/actor.ts';
import { decideChannels, type Flood, phonesFor, withLeg } from './decide-channels.ts';
import { decideTurn, waitsForOpening } from './decide-turn.ts';
import { type Chosen, choosePaged } from './decline.ts';
import { type Channel, NOBODY_ELSE } from './page.ts';

/** Both channels at once: what the last resort is reached by. */
export const EVERY_CHANNEL: readonly Channel[] = ['sms', 'call'];

/** Who is called where a policy's last resort means nobody. */
export const NOBODY_MEANT: readonly string[] = ['supervisors'];

/** All that a ringing of a ticket's alarm is decided by. */
export interface EscalationRows {
  /** open, or somebody has it and is to be helped */
  ticket: Ticket;
  window: ResponseWindow;
  policy: EscalationPolicy;
  /** of all targets of the policy, and the supervisors */
  people: TargetRows;
  /** the keys of the engineers who have said no to the ticket */
  declined: ReadonlySet<string>;
  /** after a broken night; empty where no schedule of the policy has a rule for it */
  resting: Resting;
  /** null: the ticket is in none */
  flood: Flood | null;
  /** how many tickets that wait for the same opening come first */
  before: number;
}

/** A page that is to go out; whoever it goes to has a phone for it. */
export interface DecidedPage {
  recipient: Recipient;
  channel: Channel;
  step: number;
  reason?: string;
}

/** What a ringing of a ticket's alarm does. */
export interface Escalation {
  /** entries of the timeline, and pages, in the order in which the timeline tells them */
  acts: readonly ({ event: DecidedEvent } | { page: DecidedPage })[];
  change: Partial<Pick<Ticket, 'round' | 'pagingFrom' | 'nextStep' | 'lastResortAt' | 'hands'>>;
  /** the alarm is always set again: nobody is forgotten */
  timers: readonly [DecidedTimer];
}

/**
 * What follows when the alarm of an open ticket rings: at a step's instant, when the last resort's share begins, or earlier
 * because somebody passed the ticket on. The next step of the policy is taken, and any further ones that are due. A step
 * whose people have all said no is passed over for the one after. After the last step the policy begins anew.
 * It goes on in the same way for a second pair of hands once somebody has the ticket, without whoever is at it already; a
 * step that means nobody else is passed over, and the last resort is for tickets that nobody has.
 */
export function decideEscalation(rows: EscalationRows, now: Date): Escalation {
  const { ticket, window, policy, flood } = rows;
  const turn = decideTurn(ticket, window, rows.before, now);
  if (turn) return waitFor(turn, ticket);
  const times = roundTimes(policy.steps, window, ticket);
  const isLastResort = isLastResortDue(ticket, times, now);
  const ringing: Ringing = {
    rows,
    now,
    acts: [],
    sent: new Set(),
    breached: new Set(),
    flood,
    needsLastResort: isLastResort,
  };
  // the alarm may have rung for the last resort alone: then the next step keeps its place
  const isStepDue = !isLastResort || isBy(times.steps[ticket.nextStep] ?? now, now);
  const { next, passedOver } = isStepDue
    ? takeDueSteps(ringing, times)
    : { next: ticket.nextStep, passedOver: 0 };
  const isRoundOver = next >= policy.steps.length;
  const isUnheld = ticket.status === 'open';
  const callsLastResort =
    isUnheld && (ringing.needsLastResort || isTriedTwice(ticket, isRoundOver, passedOver));
  if (callsLastResort) callLastResort(ringing);
  const hands = wantedHands(rows, next);
  const due = times.steps[next] ?? nextRound(window, now);
  const waitsForLastResort = isUnheld && !isBy(times.lastResort, now) && !isBy(due, times.lastResort);
  return {
    acts: ringing.acts,
    change: {
      ...(callsLastResort ? { lastResortAt: now } : {}),
      ...(hands > ticket.hands ? { hands } : {}),
      ...(isRoundOver ? { round: ticket.round + 1, pagingFrom: due, nextStep: 0 } : { nextStep: next }),
    },
    timers: [{ kind: 'escalate', dueAt: waitsForLastResort ? times.lastResort : due }],
  };
}

/** A request of the night has its steps from its turn on: else those after the first would come with it. */
function waitFor(turn: Date, ticket: Ticket): Escalation {
  const change = waitsForOpening(ticket) ? { pagingFrom: turn } : {};
  return { acts: [], change, timers: [{ kind: 'escalate', dueAt: turn }] };
}

/** A second round is over without the last resort. One that is over at once, since most of its people have said no, is no try yet. */
function isTriedTwice(
  { round, lastResortAt, pagingFrom }: Ticket,
  isRoundOver: boolean,
  passedOver: number,
): boolean {
  const calledInRound = lastResortAt !== null && lastResortAt >= pagingFrom;
  return isRoundOver && round > (passedOver > 0 ? 2 : 1) && !calledInRound;
}

/** How many are to have the ticket once the steps before `next` are taken. What a step has asked for stays asked for. */
function wantedHands({ ticket, policy }: EscalationRows, next: number): number {
  const taken = policy.steps.slice(ticket.nextStep, next);
  return Math.max(ticket.hands, ...taken.map(({ hands = 1 }) => hands));
}

/** The share of the window that is kept for the last resort has begun, and it has not been called in it. */
function isLastResortDue({ status, lastResortAt }: Ticket, times: RoundTimes, now: Date): boolean {
  if (status !== 'open') return false;
  return isBy(times.lastResort, now) && (lastResortAt === null || lastResortAt < times.lastResort);
}

/** As numbers: comparing instants as objects takes several times as long, and this is asked at every ringing. */
function isBy(at: Date, other: Date): boolean {
  return at.getTime() <= other.getTime();
}

/** One ringing, as far as it has been decided. */
interface Ringing {
  readonly rows: EscalationRows;
  readonly now: Date;
  readonly acts: Escalation['acts'][number][];
  /** who is paged by what: steps that are due together, and the last resort, can mean the same people */
  readonly sent: Set<string>;
  /** whose rest is on the timeline as broken: once a ringing */
  readonly breached: Set<string>;
  /** with the legs of this ringing */
  flood: Flood | null;
  needsLastResort: boolean;
}

/** Takes the ticket's next step, those after it that are due, and one more for each that is passed over. */
function takeDueSteps(ringing: Ringing, times: RoundTimes): { next: number; passedOver: number } {
  let next = ringing.rows.ticket.nextStep;
  let passedOver = 0;
  for (let isDue = true; isDue; ) {
    const isPassedOver = takeStep(ringing, next, times.steps[next]);
    if (isPassedOver) passedOver += 1;
    next += 1;
    const at = times.steps[next];
    isDue = at !== undefined && (isPassedOver || isBy(at, ringing.now));
  }
  return { next, passedOver };
}

/**
 * @param dueAt when the plan has the step
 * @returns whether the step was passed over, since whoever it means has said no
 */
function takeStep(ringing: Ringing, index: number, dueAt: Date | undefined): boolean {
  const { ticket, policy } = ringing.rows;
  const step = policy.steps[index];
  if (!step) return false;
  const { paged: chosen, skipped, nobodyElse } = choose(ringing, step.page);
  const { paged, spared } = decideSpared(chosen, ringing.rows.resting, (recipient) =>
    isReached(ringing, recipient, step.by),
  );
  const detail = {
    step: index,
    round: ticket.round,
    targets: step.page,
    // later than its event: somebody passed the ticket on
    ...(dueAt && isBy(dueAt, ringing.now) ? { dueAt: dueAt.toISOString() } : {}),
    ...(skipped.length > 0 ? { skipped: skipped.map(({ engineer }) => engineer) } : {}),
    ...(spared.length > 0 ? { resting: spared.map(({ engineer }) => engineer) } : {}),
  };
  ringing.acts.push({ event: { kind: 'step', actor: 'hotline', detail } });
  const reason = nobodyElse ? { reason: NOBODY_ELSE } : {};
  const isAnybodyPaged = page(ringing, paged, step.by, { step: index, ...reason });
  if (!isAnybodyPaged && (skipped.length > 0 || ticket.status !== 'open')) return true;
  if (!isAnybodyPaged) ringing.acts.push({ event: { kind: 'nobody-found', actor: 'hotline', detail } });
  if (!isAnybodyPaged || nobodyElse) ringing.needsLastResort = true;
  return false;
}

/** Whom a step pages, in the order in which they are. */
function choose({ rows, now }: Ringing, targets: readonly string[]): Chosen<Recipient> {
  const { policy, people, declined } = rows;
  const atIt = handsAtIt(rows.ticket);
  const meant = decideRecipients(targets, people, now).filter(
    ({ engineer }) => !atIt.includes(engineerOrSupervisors(engineer)),
  );
  if (declined.size === 0) return { paged: meant, skipped: [], nobodyElse: false };
  const everybody = policy.steps.flatMap((step) => step.page);
  return choosePaged(meant, decideRecipients(everybody, people, now), declined);
}

/** One that means nobody (the account manager of a customer who has none, a gap in a schedule) is the supervisors. */
function callLastResort(ringing: Ringing): void {
  const { policy, people, ticket } = ringing.rows;
  const meant = decideRecipients(policy.lastResort, people, ringing.now);
  const recipients = meant.length > 0 ? meant : decideRecipients(NOBODY_MEANT, people, ringing.now);
  page(ringing, recipients, EVERY_CHANNEL, { step: ticket.nextStep, reason: 'last resort' });
}

/** @returns whether anybody is reached for; also whoever was already in this ringing counts */
function page(
  ringing: Ringing,
  to: readonly Recipient[],
  channels: readonly Channel[],
  why: { step: number; reason?: string },
): boolean {
  let isAnybodyPaged = false;
  for (const recipient of preferLanguage(to, ringing.rows.ticket.language)) {
    noteBreach(ringing, recipient, channels, why.step);
    for (const channel of decideChannels(recipient, channels, ringing.flood)) {
      const [number] = phonesFor(recipient, channel);
      if (number === undefined) continue;
      isAnybodyPaged = true;
      const key = `${channel} ${recipient.engineer ?? number}`;
      if (ringing.sent.has(key)) continue;
      ringing.sent.add(key);
      ringing.acts.push({ page: { recipient, channel, ...why } });
      if (ringing.flood && channel === 'call')
        ringing.flood = withLeg(ringing.flood, { number, engineer: recipient.engineer });
    }
  }
  return isAnybodyPaged;
}

/** Whether there is a phone for somebody by any of these channels. */
function isReached({ flood }: Ringing, recipient: Recipient, channels: readonly Channel[]): boolean {
  return decideChannels(recipient, channels, flood).some(
    (channel) => phonesFor(recipient, channel).length > 0,
  );
}

/** Somebody is paged although they are in rest. */
function noteBreach(
  ringing: Ringing,
  recipient: Recipient,
  channels: readonly Channel[],
  step: number,
): void {
  const { rows, acts, breached } = ringing;
  const { engineer } = recipient;
  const until = engineer === null ? undefined : rows.resting.get(engineer);
  if (engineer === null || until === undefined || breached.has(engineer)) return;
  if (!isReached(ringing, recipient, channels)) return;
  breached.add(engineer);
  const detail = { step, round: rows.ticket.round, engineer, until: until.toISOString() };
  acts.push({ event: { kind: 'rest-breached', actor: 'hotline', detail } });
}
