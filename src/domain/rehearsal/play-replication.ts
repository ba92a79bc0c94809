import { respondBy } from '../calendar/response-target.ts';
import { decideConnecting } from '../callbacks/decide-callback.ts';
import { decideNextTry } from '../callbacks/decide-next-try.ts';
import { roundTimes } from '../escalation/step-times.ts';
import { type DecidedPage, decideEscalation } from '../paging/decide-escalation.ts';
import { waitsForOpening } from '../paging/decide-turn.ts';
import { decideAcknowledgement, decideRelease } from '../ticket-operations/decide-acknowledgement.ts';
import { decidePassOn } from '../ticket-operations/decide-pass-on.ts';
import type { Decision } from '../tickets/decision.ts';
import type { Severity } from '../tickets/ticket.ts';
import { draw, drawMs, numberOf } from './draw.ts';
import { EventHeap } from './event-heap.ts';
import { isNight } from './local-hours.ts';
import { drawRings, indexOfShare, type Model } from './model.ts';
import {
  decline,
  enter,
  longestPhase,
  type Phase,
  PLAYED_ALARMS,
  type PlayedAlarm,
  type RunningTicket,
  runTicket,
} from './running-ticket.ts';
import { virtualTicket } from './virtual-ticket.ts';

/** A ticket that has been played. */
export interface PlayedTicket {
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

const RING_MS = 20_000;
const CONNECT_MS = 15_000;
/** A ticket that was missed so long ago is looked at no more. */
const AFTER_MISS_MS = 3_600_000;

type Event =
  | { kind: 'alarm'; alarm: PlayedAlarm; ticket: RunningTicket }
  | { kind: 'reaction'; ticket: RunningTicket; who: string; turn: number }
  | { kind: 'connected'; ticket: RunningTicket; who: string }
  | { kind: 'talked'; ticket: RunningTicket; who: string; isAnswer: boolean };

/** One replication: all its calls, and what the people do who are paged about them. */
export function playReplication(model: Model, replication: number): Played {
  return new Replication(model, replication).run();
}

class Replication {
  readonly #model: Model;
  readonly #replication: number;
  readonly #events = new EventHeap<Event>();
  readonly #busyUntil = new Map<string, number>();
  readonly #waiting = new Map<string, RunningTicket[]>();
  readonly #outage: { from: number; until: number };
  readonly #played: Played = { tickets: [], pages: new Map() };

  constructor(model: Model, replication: number) {
    this.#model = model;
    this.#replication = replication;
    const from =
      model.from.getTime() +
      draw(model.seed, 'carrier', { replication, call: 0 }) * (model.until.getTime() - model.from.getTime());
    this.#outage = { from, until: from + model.disturbance.carrierDownMs };
  }

  run(): Played {
    const rings = drawRings(this.#model, this.#replication);
    let call = 0;
    for (let next = this.#events.take(); next !== null || call < rings.length; ) {
      const ring = rings[call];
      if (ring !== undefined && (next === null || ring <= next.at)) {
        this.#open(call, ring);
        call += 1;
        // what it has brought may come before what was taken
        if (next !== null) this.#events.add(next.at, next.event);
      } else if (next !== null) this.#happen(next.at, next.event);
      next = this.#events.take();
    }
    return this.#played;
  }

  #draw(what: Parameters<typeof draw>[1], { call }: RunningTicket, who = -1, turn = -1): number {
    return draw(this.#model.seed, what, { replication: this.#replication, call, who, turn });
  }

  #open(call: number, at: number): void {
    const { seed, groups, groupShares, severityShares, habits } = this.#model;
    const place = { replication: this.#replication, call };
    const severity = (indexOfShare(severityShares, draw(seed, 'severity', place)) + 1) as Severity;
    const group = groups[indexOfShare(groupShares, draw(seed, 'customer', place))];
    if (!group) return;
    const kind = draw(seed, 'kind', place) < habits.signatures ? 'signature' : 'problem';
    const window = respondBy(group.rules.response[severity], group.calendar, new Date(at));
    const policy = group.policies[kind];
    const ticket = virtualTicket({
      number: String(call),
      kind,
      severity,
      customerNumber: group.customers[0] ?? null,
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
    const [first = window.windowFrom] = roundTimes(policy.steps, window, ticket).steps;
    this.#set(running, 'escalate', Math.max(at, first.getTime()));
  }

  #happen(at: number, event: Event): void {
    const running = event.ticket;
    if (running.ticket.status === 'answered') return;
    if (at > running.ticket.respondBy.getTime() + AFTER_MISS_MS) this.#close(running, null);
    else if (event.kind === 'alarm') this.#ring(running, event.alarm, at);
    else if (event.kind === 'reaction') this.#react(running, event, at);
    else if (event.kind === 'connected') this.#connect(running, event.who, at);
    else this.#talked(running, event, at);
  }

  #ring(running: RunningTicket, alarm: PlayedAlarm, at: number): void {
    // it was called off, or set for another time
    if (running.alarms[alarm] !== at) return;
    running.alarms[alarm] = null;
    if (alarm === 'escalate' && running.ticket.status === 'open') this.#escalate(running, at);
    if (running.ticket.status !== 'acknowledged') return;
    if (alarm === 'begin-callback') this.#ringHolder(running, at);
    if (alarm === 'acknowledgement-stale') {
      const { decision, declined } = decideRelease(running.ticket, 'no callback in time', new Date(at));
      this.#apply(running, decision, at);
      decline(running, declined);
      enter(running, 'not-acknowledged', at);
    }
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
    running.ticket = { ...ticket, ...change };
    const [{ dueAt }] = timers;
    this.#set(running, 'escalate', dueAt.getTime());
    const pages = acts.flatMap((act) => ('page' in act ? [act.page] : []));
    // the last resort alone says nothing of who is on call
    if (acts.some((act) => 'event' in act && act.event.kind === 'step')) {
      const isAnybody = pages.some(({ recipient }) => recipient.engineer !== null);
      enter(running, isAnybody ? 'not-acknowledged' : 'nobody-on-call', at);
    }
    for (const page of pages) this.#page(running, page, at);
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

  #page(running: RunningTicket, { recipient, channel }: DecidedPage, at: number): void {
    const who = recipient.engineer ?? 'supervisors';
    if (recipient.engineer !== null) {
      const pages = this.#played.pages.get(who) ?? [];
      pages.push(at);
      this.#played.pages.set(who, pages);
    }
    if (this.#model.disturbance.phonesOff.has(who)) return;
    const leaves = this.#leaves(at);
    const turn = running.turns;
    running.turns += 1;
    const { smsSeen, smsMs, callAnswered } = this.#reaction(leaves, who);
    const person = numberOf(who);
    if (channel === 'sms') {
      if (this.#draw('sms-seen', running, person, turn) >= smsSeen) return;
      const seen = leaves + drawMs(this.#draw('sms-delay', running, person, turn), smsMs, 1);
      // whoever is in a talk reads it afterwards
      const free = Math.max(seen, this.#busyUntil.get(who) ?? 0);
      this.#events.add(free, { kind: 'reaction', ticket: running, who, turn });
    } else if (this.#draw('call-answered', running, person, turn) < callAnswered)
      this.#events.add(leaves + RING_MS, { kind: 'reaction', ticket: running, who, turn });
  }

  /** Somebody has read a text or picked up, and says what they do with it. */
  #react(running: RunningTicket, { who, turn }: { who: string; turn: number }, at: number): void {
    if (running.ticket.status !== 'open' || this.#isBusy(who, at)) return;
    const { connects, callsLater } = this.#model.habits;
    const word = this.#draw('call-key', running, numberOf(who), turn);
    const now = new Date(at);
    if (word >= connects + callsLater) {
      const passing = { by: who, engineer: who === 'supervisors' ? null : who };
      const passed = decidePassOn(running.ticket, passing, { open: [], keyed: [] }, now);
      if (passed.outcome !== 'passed-on') return;
      this.#apply(running, passed.decision, at);
      decline(running, passed.declined);
      return;
    }
    const taken = decideAcknowledgement(running, { by: who, channel: 'call' }, now);
    if (taken.outcome !== 'acknowledged') return;
    this.#apply(running, taken.decision, at);
    enter(running, 'not-connected', at);
    if (word < connects) this.#connect(running, who, at);
  }

  /** Whoever has the ticket is rung up, to be connected. */
  #ringHolder(running: RunningTicket, at: number): void {
    const who = running.ticket.acknowledgedBy;
    if (who === null || this.#model.disturbance.phonesOff.has(who)) return;
    const turn = running.turns;
    running.turns += 1;
    const picksUp = this.#draw('connect-answered', running, numberOf(who), turn);
    if (picksUp >= this.#model.habits.connectAnswered) return;
    this.#events.add(this.#leaves(at) + RING_MS, { kind: 'connected', ticket: running, who });
  }

  /** An engineer is on the line, and the customer is rung. */
  #connect(running: RunningTicket, who: string, at: number): void {
    const { ticket } = running;
    if (ticket.status !== 'acknowledged' || ticket.acknowledgedBy !== who || this.#isBusy(who, at)) return;
    const now = new Date(at);
    this.#apply(running, decideConnecting(ticket, { engineer: who, way: 'calling' }, now), at);
    running.attempts += 1;
    const { customerAnswers, talkMs, answers } = this.#model.habits;
    const asked = this.#leaves(at) + CONNECT_MS;
    if (this.#draw('customer-answered', running, -1, running.attempts) >= customerAnswers) {
      enter(running, 'customer-away', at);
      const end = asked + RING_MS;
      this.#busyUntil.set(who, end);
      this.#planNextTry(running, end);
      return;
    }
    enter(running, 'talk', at);
    const ends = asked + drawMs(this.#draw('talk', running, -1, running.attempts), talkMs, 0.6);
    this.#busyUntil.set(who, ends);
    const isAnswer = this.#draw('outcome', running, -1, running.attempts) < answers;
    this.#events.add(ends, { kind: 'talked', ticket: running, who, isAnswer });
  }

  #talked(running: RunningTicket, { isAnswer }: { isAnswer: boolean }, at: number): void {
    if (isAnswer) this.#close(running, at);
    else {
      enter(running, 'not-connected', at);
      this.#planNextTry(running, at);
    }
  }

  #planNextTry(running: RunningTicket, at: number): void {
    const { decision } = decideNextTry(running, { attempts: running.attempts }, new Date(at));
    this.#apply(running, decision, at);
  }

  /** @param answeredAt null: it is looked at no more */
  #close(running: RunningTicket, answeredAt: number | null): void {
    const deadline = running.ticket.respondBy.getTime();
    enter(running, running.phase, answeredAt ?? deadline);
    running.ticket = { ...running.ticket, status: 'answered' };
    const isKept = answeredAt !== null && answeredAt <= deadline;
    const { plan, severity, openedAt } = running.ticket;
    const cause = isKept ? null : longestPhase(running);
    this.#played.tickets.push({ plan, severity, openedAt: openedAt.getTime(), isKept, cause });
  }

  #apply(running: RunningTicket, { change = {}, cleared = [], timers = [] }: Decision, at: number): void {
    running.ticket = { ...running.ticket, ...change };
    for (const alarm of PLAYED_ALARMS) if (cleared.includes(alarm)) running.alarms[alarm] = null;
    for (const { kind, dueAt, unlessSet } of timers) {
      const alarm = PLAYED_ALARMS.find((known) => known === kind);
      if (!alarm || (unlessSet && running.alarms[alarm] !== null)) continue;
      this.#set(running, alarm, Math.max(at, dueAt.getTime()));
    }
  }

  #set(running: RunningTicket, alarm: PlayedAlarm, at: number): void {
    running.alarms[alarm] = at;
    this.#events.add(at, { kind: 'alarm', alarm, ticket: running });
  }

  /** When the carrier takes what is asked of it now. */
  #leaves(at: number): number {
    const { from, until } = this.#outage;
    return from <= at && at < until ? until : at;
  }

  #isBusy(who: string, at: number): boolean {
    return who !== 'supervisors' && (this.#busyUntil.get(who) ?? 0) > at;
  }

  #reaction(at: number, who: string) {
    const { habits, localTime } = this.#model;
    const { day, night } = habits.people.get(who) ?? habits;
    return isNight(localTime(at)) ? night : day;
  }
}
