import { respondBy } from '../calendar/response-target.ts';
import { decideConnecting, hindranceOf } from '../callbacks/decide-callback.ts';
import { decideNextTry } from '../callbacks/decide-next-try.ts';
import { RING_SECONDS } from '../calls/ring-seconds.ts';
import { roundTimes } from '../escalation/step-times.ts';
import { phonesFor } from '../paging/decide-channels.ts';
import { type DecidedPage, decideEscalation } from '../paging/decide-escalation.ts';
import { decideNotReached } from '../paging/decide-not-reached.ts';
import { waitsForOpening } from '../paging/decide-turn.ts';
import { ASKED_FOR, BESIDES_POLICY, CALLBACK_STEP, IS_TIME } from '../paging/page.ts';
import { decideAcknowledgement, decideRelease } from '../ticket-operations/decide-acknowledgement.ts';
import { decideAnswered } from '../ticket-operations/decide-answered.ts';
import { decideMiss } from '../ticket-operations/decide-miss.ts';
import { decidePassOn } from '../ticket-operations/decide-pass-on.ts';
import type { DecidedEvent, Decision } from '../tickets/decision.ts';
import { isHelper, lacksHands, mayHelp, seeksHelp } from '../tickets/hands.ts';
import { isUnanswered, type Means, type Severity } from '../tickets/ticket.ts';
import { urgency } from '../tickets/urgency.ts';
import { draw } from './draw.ts';
import { drawOpening } from './draw-opening.ts';
import { AFTER_WHAT_IS_DUE, EventHeap, ONCE_ALL_IS_DONE } from './event-heap.ts';
import { drawRings, type Model } from './model.ts';
import { drawnPeople, type People, type Says } from './people.ts';
import { type PlayedLeg, PlayedLegs } from './played-legs.ts';
import {
  decline,
  enter,
  longestPhase,
  nextTurn,
  openPages,
  type Phase,
  PLAYED_ALARMS,
  type PlayedAlarm,
  type PlayedPage,
  type RunningTicket,
  runTicket,
} from './running-ticket.ts';
import { TextOutbox, type WaitingText } from './text-outbox.ts';
import { virtualTicket } from './virtual-ticket.ts';

/** A ticket that has been played. */
export interface PlayedTicket {
  /** which call of the replication brought it */
  call: number;
  plan: string;
  severity: Severity;
  openedAt: number;
  isKept: boolean;
  /** what took the most of its window, if it was not kept */
  cause: Phase | null;
}

/** Everything a replication came to. */
export interface Played {
  tickets: PlayedTicket[];
  /** of each engineer, the instants at which they were paged */
  pages: Map<string, number[]>;
}

/** An entry of a played ticket's timeline. */
export interface PlayedEntry extends DecidedEvent {
  call: number;
  /** epoch milliseconds */
  at: number;
}

/** What happens is told as it happens, the entries of one ticket in their order. */
export type PlayedWatch = (entry: PlayedEntry) => void;

/** Who picks up does so after this long. */
export const ANSWER_MS = 20_000;
/** Whoever is on the phone looks at their texts again after this long. */
export const LOOK_AGAIN_MS = 30_000;
/** A ticket that was missed so long ago is looked at no more. */
export const AFTER_MISS_MS = 3_600_000;

type Event =
  | { kind: 'alarm'; alarm: PlayedAlarm; running: RunningTicket }
  | { kind: 'given-up'; running: RunningTicket }
  | { kind: 'dial' }
  | { kind: 'texts'; number: string }
  | { kind: 'read'; text: WaitingText; says: Says }
  | { kind: 'rung'; leg: PlayedLeg; says: Says | null }
  | { kind: 'customer-rung'; leg: PlayedLeg; picksUp: boolean }
  | { kind: 'talked'; leg: PlayedLeg; isAnswer: boolean };

/** One replication: all its calls, and what the people do who are paged about them. */
export function playReplication(model: Model, replication: number, watch: PlayedWatch | null = null): Played {
  return new Replication(model, replication, watch).run();
}

class Replication {
  readonly #model: Model;
  readonly #replication: number;
  readonly #watch: PlayedWatch | null;
  readonly #people: People;
  readonly #events = new EventHeap<Event>();
  readonly #legs = new PlayedLegs();
  readonly #texts = new TextOutbox();
  readonly #waiting = new Map<string, RunningTicket[]>();
  readonly #outage: { from: number; until: number };
  readonly #played: Played = { tickets: [], pages: new Map() };
  #pages = 0;
  #dialsAt: number | null = null;

  constructor(model: Model, replication: number, watch: PlayedWatch | null) {
    this.#model = model;
    this.#replication = replication;
    this.#watch = watch;
    this.#people = drawnPeople(model, replication);
    const from =
      model.from.getTime() +
      draw(model.seed, 'carrier', { replication, call: 0 }) * (model.until.getTime() - model.from.getTime());
    this.#outage = { from, until: from + model.disturbance.carrierDownMs };
  }

  run(): Played {
    const rings = drawRings(this.#model, this.#replication);
    let call = 0;
    for (;;) {
      const ring = rings[call];
      const due = this.#events.soonest();
      if (ring !== undefined && (due === null || ring <= due)) {
        this.#open(call, ring);
        call += 1;
        continue;
      }
      const next = this.#events.take();
      if (next === null) return this.#played;
      this.#happen(next.at, next.event);
    }
  }

  #open(call: number, at: number): void {
    const opening = drawOpening(this.#model, this.#replication, call);
    if (!opening) return;
    const { group, severity, kind, customerNumber } = opening;
    const target = group.rules.response[severity];
    const window = respondBy(target, group.calendar, new Date(at));
    const policy = group.policies[kind];
    const ticket = virtualTicket({
      number: String(call),
      kind,
      severity,
      customerNumber,
      language: 'en',
      plan: group.plan,
      priority: group.rules.priority,
      calendar: group.calendarName,
      escalation: group.rules.escalation[kind],
      openedAt: new Date(at),
      window,
    });
    const running = runTicket({ ticket, window, group, policy, call }, at);
    if (waitsForOpening(ticket)) {
      const key = `${window.windowFrom.getTime()} ${ticket.escalation}`;
      const waiting = this.#waiting.get(key) ?? [];
      waiting.push(running);
      this.#waiting.set(key, waiting);
    }
    if (this.#watch) {
      const { channel, verified, abandoned } = ticket;
      const detail = {
        severity,
        channel,
        verified,
        abandoned,
        target,
        respondBy: ticket.respondBy.toISOString(),
      };
      this.#note(running, { kind: 'opened', actor: 'caller', detail }, at);
    }
    this.#set(running, 'deadline', ticket.respondBy.getTime());
    const [first = window.windowFrom] = roundTimes(policy.steps, window, ticket).steps;
    this.#set(running, 'escalate', Math.max(at, first.getTime()));
  }

  #happen(at: number, event: Event): void {
    switch (event.kind) {
      case 'alarm':
        this.#ring(event.running, event.alarm, at);
        break;
      case 'given-up':
        this.#giveUp(event.running, at);
        break;
      case 'dial':
        this.#dial(at);
        break;
      case 'texts':
        this.#send(this.#texts.flush(event.number, at), at);
        break;
      case 'read':
        this.#read(event.text, event.says, at);
        break;
      case 'rung':
        this.#rung(event.leg, event.says, at);
        break;
      case 'customer-rung':
        this.#customerRung(event.leg, event.picksUp, at);
        break;
      case 'talked':
        this.#talked(event.leg, event.isAnswer, at);
        break;
    }
  }

  #ring(running: RunningTicket, alarm: PlayedAlarm, at: number): void {
    // it was called off, or set for another time
    if (running.alarms[alarm] !== at) return;
    running.alarms[alarm] = null;
    const { status } = running.ticket;
    const now = new Date(at);
    if (alarm === 'escalate' && (status === 'open' || seeksHelp(running.ticket, now)))
      this.#escalate(running, at);
    if (alarm === 'deadline') this.#miss(running, at);
    if (alarm === 'begin-callback') this.#beginCallback(running, IS_TIME, at);
    if (alarm === 'acknowledgement-stale' && status === 'acknowledged')
      this.#release(running, 'no callback in time', at);
  }

  #escalate(running: RunningTicket, at: number): void {
    const { ticket, window, policy, group, declined } = running;
    const saidNo = new Set([...declined].flatMap(([key, until]) => (until > at ? [key] : [])));
    const rows = {
      ticket,
      window,
      policy,
      people: group.people,
      declined: saidNo,
      // who is worn out by the night before is not played
      resting: new Map(),
      flood: null,
      before: waitsForOpening(ticket) ? this.#before(running) : 0,
    };
    const { acts, change, timers } = decideEscalation(rows, new Date(at));
    const isStep = acts.some((act) => 'event' in act && act.event.kind === 'step');
    // the last resort alone says nothing of who is on call
    if (isStep && ticket.status === 'open') {
      const isAnybody = acts.some((act) => 'page' in act && act.page.recipient.engineer !== null);
      enter(running, isAnybody ? 'not-acknowledged' : 'nobody-on-call', at);
    }
    for (const act of acts)
      if ('event' in act) this.#note(running, act.event, at);
      else this.#page(running, act.page, at);
    this.#apply(running, { change, timers }, at);
  }

  /** See `countBeforeAtOpening`: a ticket's number is the order in which it was opened. */
  #before(running: RunningTicket): number {
    const key = `${running.window.windowFrom.getTime()} ${running.ticket.escalation}`;
    const mine = [running.ticket.priority, running.ticket.respondBy.getTime(), running.call];
    const goesFirst = ({ ticket, call }: RunningTicket) => {
      const theirs = [ticket.priority, ticket.respondBy.getTime(), call];
      const differs = theirs.findIndex((value, index) => value !== mine[index]);
      return differs >= 0 && (theirs[differs] ?? 0) < (mine[differs] ?? 0);
    };
    return (this.#waiting.get(key) ?? []).filter(goesFirst).length;
  }

  /** See `sendPage`. */
  #page(running: RunningTicket, order: DecidedPage & { phone?: number }, at: number): void {
    const { recipient, channel, step, phone = 0, reason } = order;
    const number = phonesFor(recipient, channel)[phone];
    if (number === undefined) return;
    const { engineer } = recipient;
    const id = String(this.#pages);
    this.#pages += 1;
    const about = { id, ticketNumber: running.ticket.number, step, engineer, channel, number };
    const page: PlayedPage = { ...about, recipient, status: 'planned', leg: null };
    running.pages.push(page);
    this.#note(
      running,
      {
        kind: 'page',
        actor: 'hotline',
        detail: {
          engineer: engineer ?? 'supervisors',
          channel,
          step,
          ...(reason === undefined ? {} : { reason }),
        },
      },
      at,
    );
    if (engineer !== null && !BESIDES_POLICY.includes(step)) this.#countPage(engineer, at);
    if (channel === 'call') this.#wantLeg(running, page, at);
    else {
      const added = this.#texts.add({ running, page }, at);
      if ('sent' in added) this.#send(added.sent, at);
      else this.#events.add(added.until, { kind: 'texts', number });
    }
  }

  #countPage(engineer: string, at: number): void {
    const pages = this.#played.pages.get(engineer);
    if (pages) pages.push(at);
    else this.#played.pages.set(engineer, [at]);
  }

  #send(texts: readonly WaitingText[], at: number): void {
    for (const text of texts) {
      const who = text.page.engineer ?? 'supervisors';
      const { running } = text;
      const leaves = this.#leaves(at);
      const contact = { call: running.call, who, turn: nextTurn(running, 'text', who), at: leaves };
      const reading = this.#people.readText(contact);
      if (reading) this.#act(leaves + reading.afterMs, { kind: 'read', text, says: reading.says });
    }
  }

  /** Somebody has read a text, and answers it, if the ticket still looks for somebody. */
  #read(text: WaitingText, says: Says, at: number): void {
    const { running, page } = text;
    const { ticket } = running;
    const who = page.engineer ?? 'supervisors';
    if (this.#legs.isOnPhone(who)) {
      this.#act(at + LOOK_AGAIN_MS, { kind: 'read', text, says });
      return;
    }
    const isSought = ticket.status === 'open' || lacksHands(ticket);
    if (!isSought || ticket.acknowledgedBy === who || isHelper(ticket, who)) return;
    if (says === 'pass-on') this.#passOn(running, { by: who, engineer: page.engineer }, null, at);
    else {
      const outcome = this.#acknowledge(running, { by: who, channel: 'sms' }, null, at);
      if (outcome === 'acknowledged' && page.engineer === null) running.supervisor = page.recipient;
      if (outcome === 'acknowledged' && says === 'connect-me') this.#beginCallback(running, ASKED_FOR, at);
    }
  }

  #wantLeg(running: RunningTicket, page: PlayedPage, at: number): void {
    const leg: PlayedLeg = {
      running,
      page,
      engineer: page.engineer,
      urgency: urgency(running.ticket),
      wantedAt: at,
      state: 'waiting',
    };
    page.leg = leg;
    this.#legs.add(leg);
    this.#dialSoon(at);
  }

  /** Whoever is free is rung, once all that is due at this instant is done. */
  #dialSoon(at: number): void {
    if (this.#dialsAt === at || !this.#legs.isAnyWaiting) return;
    this.#dialsAt = at;
    this.#events.add(at, { kind: 'dial' }, ONCE_ALL_IS_DONE);
  }

  #dial(at: number): void {
    this.#dialsAt = null;
    for (const leg of this.#legs.dial()) this.#dialled(leg, at);
  }

  #dialled(leg: PlayedLeg, at: number): void {
    const { running, page } = leg;
    const who = page.engineer ?? 'supervisors';
    const isCallback = page.step === CALLBACK_STEP;
    const leaves = this.#leaves(at);
    const turn = nextTurn(running, isCallback ? 'callback' : 'call', who);
    const contact = { call: running.call, who, turn, at: leaves };
    const says = isCallback ? this.#takesCallback(contact) : this.#people.takePageCall(contact);
    if (page.status === 'planned') page.status = 'sent';
    const rings = says === null ? RING_SECONDS.engineer * 1_000 : ANSWER_MS;
    this.#act(leaves + rings, { kind: 'rung', leg, says });
  }

  #takesCallback(contact: Parameters<People['takeCallback']>[0]): Says | null {
    return this.#people.takeCallback(contact) ? 'connect-me' : null;
  }

  #endLeg(leg: PlayedLeg, at: number): void {
    this.#legs.end(leg);
    this.#dialSoon(at);
  }

  /** A phone has rung: somebody has picked up and keys what they want, or nobody has. */
  #rung(leg: PlayedLeg, says: Says | null, at: number): void {
    if (leg.state !== 'ringing') return;
    if (says === null) {
      this.#notReached(leg, 'no-answer', at);
      return;
    }
    leg.state = 'answered';
    const { running, page } = leg;
    const { ticket } = running;
    const who = page.engineer ?? 'supervisors';
    const isTaken = ticket.acknowledgedBy !== null && ticket.acknowledgedBy !== who && !mayHelp(ticket, who);
    if (!isUnanswered(ticket) || isTaken) {
      this.#notReached(leg, 'no key', at);
      return;
    }
    if (says === 'pass-on') {
      this.#passOn(running, { by: who, engineer: page.engineer }, page, at);
      this.#endLeg(leg, at);
      return;
    }
    const outcome = this.#acknowledge(running, { by: who, channel: 'call' }, leg, at);
    const isTheirs = outcome === 'acknowledged' || outcome === 'already-yours';
    if (isTheirs && says === 'connect-me') this.#connect(leg, at);
    else this.#endLeg(leg, at);
  }

  /** See `engineerHungUp`: a call has ended without a key. */
  #notReached(leg: PlayedLeg, reason: string, at: number): void {
    const { running, page } = leg;
    const recipient = page.engineer === null ? null : page.recipient;
    const rows = { ticket: running.ticket, page, recipient, open: openPages(running) };
    const decided = decideNotReached(rows, reason, new Date(at));
    if (decided) {
      page.status = 'not-reached';
      this.#apply(running, decided.decision, at);
      if (decided.page) this.#page(running, decided.page, at);
      if (page.step === CALLBACK_STEP && running.ticket.status === 'acknowledged')
        this.#release(running, 'did not answer the callback', at);
    }
    this.#endLeg(leg, at);
  }

  /** See `acknowledge`. @param leg on which it was keyed */
  #acknowledge(
    running: RunningTicket,
    taking: { by: string; channel: Means },
    leg: PlayedLeg | null,
    at: number,
  ): string {
    const decided = decideAcknowledgement(running, taking, new Date(at));
    if (!('decision' in decided)) return decided.outcome;
    const { outcome, decision } = decided;
    if (leg) leg.page.status = 'acknowledged';
    if (leg?.engineer === null) running.supervisor = leg.page.recipient;
    const isSought = lacksHands({ ...running.ticket, ...decision.change });
    const { by } = taking;
    this.#apply(running, decision, at);
    if (outcome === 'acknowledged') enter(running, 'not-connected', at);
    if (outcome !== 'already-yours') {
      running.declined.delete(by);
      this.#withdraw(running, { of: isSought ? by : 'all', isSearch: outcome === 'helping' }, at);
    }
    return outcome;
  }

  /** See `withdrawPages`. */
  #withdraw(running: RunningTicket, which: { of: string; isSearch: boolean }, at: number): void {
    for (const page of openPages(running)) {
      if (which.of !== 'all' && (page.engineer ?? 'supervisors') !== which.of) continue;
      if (which.isSearch && BESIDES_POLICY.includes(page.step)) continue;
      page.status = 'withdrawn';
      if (page.leg && (page.leg.state === 'ringing' || page.leg.state === 'waiting'))
        this.#endLeg(page.leg, at);
    }
  }

  #passOn(
    running: RunningTicket,
    passing: Parameters<typeof decidePassOn>[1],
    keyed: PlayedPage | null,
    at: number,
  ): void {
    const open = openPages(running);
    const passed = decidePassOn(running.ticket, passing, { open, keyed: keyed ? [keyed] : [] }, new Date(at));
    if (passed.outcome !== 'passed-on') return;
    for (const page of open) if (passed.pages.includes(page.id)) page.status = 'passed-on';
    decline(running, passed.declined);
    this.#apply(running, passed.decision, at);
  }

  #release(running: RunningTicket, why: string, at: number): void {
    const { decision, declined } = decideRelease(running.ticket, why, new Date(at));
    decline(running, declined);
    this.#apply(running, decision, at);
    enter(running, 'not-acknowledged', at);
  }

  /** Whoever has the ticket is rung up, to be connected, see `beginCallback`. */
  #beginCallback(running: RunningTicket, reason: string, at: number): void {
    const { ticket, group } = running;
    const key = ticket.acknowledgedBy;
    const engineer = key === null ? undefined : group.people.engineers.get(key);
    // see `findHolder`
    const holder =
      key === 'supervisors' ? running.supervisor : engineer && { ...engineer, engineer: engineer.key };
    const speaks = key !== null && this.#legs.speaksAbout(key, running);
    const hindrance = hindranceOf(ticket, {
      isConnecting: running.connection !== null,
      isKnown: Boolean(holder),
      pages: openPages(running),
      legs: speaks ? [{ ticketNumber: ticket.number, answeredAt: new Date(at) }] : [],
    });
    if (hindrance !== null || !holder) return;
    this.#page(running, { recipient: holder, channel: 'call', step: CALLBACK_STEP, reason }, at);
  }

  /** An engineer on the line wants the customer, who is rung, see `connectCustomer`. */
  #connect(leg: PlayedLeg, at: number): void {
    const { running, engineer } = leg;
    if (running.connection !== null) {
      this.#endLeg(leg, at);
      return;
    }
    running.connection = { leg, isJoined: false };
    this.#apply(running, decideConnecting(running.ticket, { engineer, way: 'calling' }, new Date(at)), at);
    this.#note(running, { kind: 'customer-called', actor: 'hotline' }, at);
    running.attempts += 1;
    const leaves = this.#leaves(at);
    const picksUp = this.#people.customerPicksUp(customerOf(running, leaves));
    enter(running, picksUp ? 'talk' : 'customer-away', at);
    const rings = picksUp ? ANSWER_MS : RING_SECONDS.customer * 1_000;
    this.#act(leaves + rings, { kind: 'customer-rung', leg, picksUp });
  }

  #customerRung(leg: PlayedLeg, picksUp: boolean, at: number): void {
    const { running } = leg;
    if (running.connection?.leg !== leg) return;
    const actor = leg.engineer ?? 'supervisors';
    if (!picksUp) {
      this.#failAttempt(leg, 'customer-not-reached', at);
      return;
    }
    running.connection = { leg, isJoined: true };
    this.#note(running, { kind: 'joined', actor }, at);
    const { ms, isAnswer } = this.#people.talk(customerOf(running, at));
    this.#act(at + ms, { kind: 'talked', leg, isAnswer });
  }

  #talked(leg: PlayedLeg, isAnswer: boolean, at: number): void {
    const { running } = leg;
    const actor = leg.engineer ?? 'supervisors';
    const talked = { by: actor, how: 'qualified-answer', channel: 'call', reached: 'joined call' } as const;
    const answered = decideAnswered(running.ticket, talked, new Date(at));
    if (!answered) this.#endLeg(leg, at);
    else if (isAnswer) {
      this.#apply(running, answered.decision, at);
      this.#close(running, at);
      this.#endLeg(leg, at);
    } else {
      this.#note(running, { kind: 'outcome', actor, detail: { outcome: 'not-yet' } }, at);
      this.#failAttempt(leg, 'not-yet', at);
    }
  }

  /** See `attemptFailed`: the next try is planned. */
  #failAttempt(leg: PlayedLeg, outcome: string, at: number): void {
    const { running } = leg;
    running.connection = null;
    const actor = leg.engineer ?? 'supervisors';
    this.#note(running, { kind: 'callback-ended', actor, detail: { outcome } }, at);
    const { decision } = decideNextTry(running, { attempts: running.attempts }, new Date(at));
    this.#apply(running, decision, at);
    if (outcome === 'not-yet') enter(running, 'not-connected', at);
    this.#endLeg(leg, at);
  }

  #miss(running: RunningTicket, at: number): void {
    const decision = decideMiss(running.ticket, new Date(at));
    if (!decision) return;
    this.#apply(running, decision, at);
    this.#act(at + AFTER_MISS_MS, { kind: 'given-up', running });
  }

  #giveUp(running: RunningTicket, at: number): void {
    if (!isUnanswered(running.ticket)) return;
    const { connection } = running;
    this.#close(running, null);
    // two who talk are left to talk
    if (connection && !connection.isJoined) this.#endLeg(connection.leg, at);
  }

  /** @param answeredAt null: it is looked at no more */
  #close(running: RunningTicket, answeredAt: number | null): void {
    const deadline = running.ticket.respondBy.getTime();
    const at = answeredAt ?? deadline + AFTER_MISS_MS;
    enter(running, running.phase, answeredAt ?? deadline);
    running.ticket = { ...running.ticket, status: answeredAt === null ? 'closed' : 'answered' };
    running.connection = null;
    for (const alarm of PLAYED_ALARMS) running.alarms[alarm] = null;
    this.#withdraw(running, { of: 'all', isSearch: false }, at);
    const isKept = answeredAt !== null && answeredAt <= deadline;
    const { plan, severity, openedAt } = running.ticket;
    const cause = isKept ? null : longestPhase(running);
    this.#played.tickets.push({
      call: running.call,
      plan,
      severity,
      openedAt: openedAt.getTime(),
      isKept,
      cause,
    });
  }

  #apply(running: RunningTicket, decision: Decision, at: number): void {
    const { events = [], change, cleared = [], timers = [] } = decision;
    for (const event of events) this.#note(running, event, at);
    if (change) running.ticket = { ...running.ticket, ...change };
    for (const alarm of PLAYED_ALARMS) if (cleared.includes(alarm)) running.alarms[alarm] = null;
    for (const { kind, dueAt, unlessSet } of timers) {
      const alarm = PLAYED_ALARMS.find((known) => known === kind);
      if (!alarm || (unlessSet && running.alarms[alarm] !== null)) continue;
      this.#set(running, alarm, Math.max(at, dueAt.getTime()));
    }
  }

  #note({ call }: RunningTicket, event: DecidedEvent, at: number): void {
    this.#watch?.({ ...event, call, at });
  }

  #set(running: RunningTicket, alarm: PlayedAlarm, at: number): void {
    running.alarms[alarm] = at;
    this.#events.add(at, { kind: 'alarm', alarm, running });
  }

  /** Somebody will do something. */
  #act(at: number, event: Event): void {
    this.#events.add(at, event, AFTER_WHAT_IS_DUE);
  }

  /** When the carrier takes what is asked of it now. */
  #leaves(at: number): number {
    const { from, until } = this.#outage;
    return from <= at && at < until ? until : at;
  }
}

function customerOf({ call, attempts }: RunningTicket, at: number) {
  return { call, who: 'customer', turn: attempts, at };
}
