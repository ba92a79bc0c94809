import type { DecidedEvent, DecidedTimer, Decision } from '../../tickets/decision.ts';
import { ticketAlarm, urgency } from '../../tickets/urgency.ts';
import { draw } from '../draw.ts';
import { AFTER_WHAT_IS_DUE, EventHeap, ONCE_ALL_IS_DONE } from '../event-heap.ts';
import type { Model } from '../model.ts';
import { drawnPeople, type People, type Says } from '../people.ts';
import type { PlayedFold } from '../play-replication.ts';
import { LOOK_AGAIN_MS } from '../played-habits.ts';
import { type PlayedLeg, PlayedLegs } from '../played-legs.ts';
import {
  PLAYED_ALARMS,
  type PlayedAlarm,
  type PlayedPage,
  type RunningTicket,
  whoIs,
} from '../running-ticket.ts';
import { TextOutbox, type WaitingText } from '../text-outbox.ts';
import { TurnsAtOpening } from '../turns-at-opening.ts';
import { A_TEXT, compareEvents, type StageEvent } from './stage-event.ts';

/** A text that somebody saw while they were on the phone. */
interface UnreadText {
  text: WaitingText;
  says: Says;
  seenAt: number;
}

/** A replication while it is played: what everything that happens in it shares. */
export class Stage {
  readonly model: Model;
  readonly replication: number;
  readonly fold: PlayedFold;
  readonly people: People;
  readonly events = new EventHeap(compareEvents);
  readonly legs = new PlayedLegs();
  readonly texts = new TextOutbox();
  readonly turns = new TurnsAtOpening();
  readonly #outage: { from: number; until: number };
  /** of whoever is on the phone, by their key: what they look at once they are off it */
  readonly #unread = new Map<string, UnreadText[]>();
  #pages = 0;
  #dialsAt: number | null = null;

  constructor(model: Model, replication: number, fold: PlayedFold) {
    this.model = model;
    this.replication = replication;
    this.fold = fold;
    this.people = drawnPeople(model, replication);
    const from =
      model.from.getTime() +
      draw(model.seed, 'carrier', { replication, call: 0 }) * (model.until.getTime() - model.from.getTime());
    this.#outage = { from, until: from + model.disturbance.carrierDownMs };
  }

  /** Something is told on a ticket's timeline. */
  note({ call }: RunningTicket, event: DecidedEvent, at: number): void {
    this.fold.onEntry?.({ ...event, call, at });
  }

  /** What was decided of a ticket is done, as the service writes it down. */
  apply(running: RunningTicket, decision: Decision, at: number): void {
    const { events = [], change, cleared = [], timers = [] } = decision;
    for (const event of events) this.note(running, event, at);
    if (change) Object.assign(running.ticket, change);
    for (const kind of cleared) if (isPlayed(kind)) running.alarms[kind] = null;
    for (const { kind, dueAt, unlessSet } of timers) {
      if (!isPlayed(kind) || (unlessSet && running.alarms[kind] !== null)) continue;
      this.set(running, kind, { dueAt: dueAt.getTime(), at });
    }
  }

  /** @param dueAt by which it has its place among what is due; where it has passed it rings at once */
  set(running: RunningTicket, alarm: PlayedAlarm, { dueAt, at }: { dueAt: number; at: number }): void {
    const due = ticketAlarm(running.ticket, { kind: alarm, dueAt });
    const rings = Math.max(at, dueAt);
    running.alarms[alarm] = rings;
    this.events.add(rings, { kind: 'alarm', alarm, running, due });
  }

  /** A text is to go out at an instant, or to be looked at again. */
  leaveText(text: WaitingText, at: number): void {
    const { ticket } = text.running;
    const due = { kind: 'send-message', subject: A_TEXT, priority: urgency(ticket), dueAt: at };
    this.events.add(at, { kind: 'text', text, due });
  }

  /** Somebody will do something. */
  act(at: number, event: StageEvent): void {
    this.events.add(at, event, AFTER_WHAT_IS_DUE);
  }

  /** When the carrier takes what is asked of it now. */
  leavesAt(at: number): number {
    const { from, until } = this.#outage;
    return from <= at && at < until ? until : at;
  }

  newPageId(): string {
    const id = String(this.#pages);
    this.#pages += 1;
    return id;
  }

  /** Somebody is to be rung about a ticket. */
  wantLeg(running: RunningTicket, page: PlayedPage, at: number): void {
    const leg: PlayedLeg = {
      running,
      page,
      engineer: page.engineer,
      urgency: urgency(running.ticket),
      wantedAt: at,
      state: 'waiting',
    };
    page.leg = leg;
    this.legs.add(leg);
    this.#dialSoon(at);
  }

  endLeg(leg: PlayedLeg, at: number): void {
    this.legs.end(leg);
    this.#dialSoon(at);
    if (leg.engineer !== null) this.#lookAtTexts(leg.engineer, at);
  }

  /** A text has come to somebody on the phone: every so often they look at it, and answer it once they are off. */
  leaveUnread(unread: UnreadText): void {
    const who = whoIs(unread.text.page);
    const known = this.#unread.get(who);
    if (known) known.push(unread);
    else this.#unread.set(who, [unread]);
  }

  #lookAtTexts(who: string, at: number): void {
    const unread = this.#unread.get(who);
    if (!unread || this.legs.isOnPhone(who)) return;
    this.#unread.delete(who);
    for (const { text, says, seenAt } of unread) {
      const looks = Math.max(1, Math.ceil((at - seenAt) / LOOK_AGAIN_MS));
      this.act(seenAt + looks * LOOK_AGAIN_MS, { kind: 'read', text, says });
    }
  }

  /** @returns who is rung now, the most urgent first */
  takeDialled(): PlayedLeg[] {
    this.#dialsAt = null;
    return this.legs.dial();
  }

  /** Whoever is free is rung, once all that is due at this instant is done. */
  #dialSoon(at: number): void {
    if (this.#dialsAt === at || !this.legs.isAnyWaiting) return;
    this.#dialsAt = at;
    this.events.add(at, { kind: 'dial' }, ONCE_ALL_IS_DONE);
  }
}

function isPlayed(kind: DecidedTimer['kind']): kind is PlayedAlarm {
  return PLAYED_ALARMS.some((alarm) => alarm === kind);
}
