import type { DecidedEvent } from '../tickets/decision.ts';
import type { Severity } from '../tickets/ticket.ts';
import { drawRings, type Model } from './model.ts';
import { happen } from './play/happen.ts';
import { openPlayed } from './play/open.ts';
import { Stage } from './play/stage.ts';
import { playEvents } from './play-events.ts';
import type { Phase } from './running-ticket.ts';

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

/** Who takes in what a replication comes to, while it is played: nothing of it is kept otherwise. */
export interface PlayedFold {
  /** a ticket is over */
  onTicket: (ticket: PlayedTicket) => void;
  /** an engineer is paged by a step of a policy; instants come in their order */
  onPage: (engineer: string, at: number) => void;
  onEntry: PlayedWatch | null;
}

/** One replication: all its calls, and what the people do who are paged about them. */
export function playReplication(model: Model, replication: number, watch: PlayedWatch | null = null): Played {
  const played: Played = { tickets: [], pages: new Map() };
  foldReplication(model, replication, {
    onTicket: (ticket) => void played.tickets.push(ticket),
    onPage: (engineer, at) => {
      const pages = played.pages.get(engineer);
      if (pages) pages.push(at);
      else played.pages.set(engineer, [at]);
    },
    onEntry: watch,
  });
  return played;
}

/** The same, taken in as it goes: nothing is kept of a ticket that is over. */
export function foldReplication(model: Model, replication: number, fold: PlayedFold): void {
  const stage = new Stage(model, replication, fold);
  playEvents({
    rings: drawRings(model, replication),
    events: stage.events,
    onRing: (call, at) => openPlayed(stage, call, at),
    onEvent: (event, at) => happen(stage, event, at),
  });
}
