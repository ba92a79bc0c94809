import type { TimerKind } from '../../platform/timers/timer.ts';
import type { Actor } from '../users/actor.ts';
import type { TicketChange } from './ticket-store.ts';
import type { TimelineKind } from './timeline-store.ts';

/** An entry for a ticket's timeline; it is written at the instant of the decision. */
export interface DecidedEvent {
  kind: TimelineKind;
  actor: Actor;
  detail?: Record<string, unknown>;
}

/** A timer of a ticket. */
export interface DecidedTimer {
  kind: TimerKind;
  dueAt: Date;
  /** one that is set already stands */
  unlessSet?: boolean;
}

/** What a decision about one ticket has to be written down: its timeline, its row, its timers. */
export interface Decision {
  events?: readonly DecidedEvent[];
  change?: TicketChange;
  cleared?: readonly TimerKind[];
  timers?: readonly DecidedTimer[];
}
