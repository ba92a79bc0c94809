import { compareDue, type DueWork } from '../../../platform/due-order.ts';
import type { Says } from '../people.ts';
import type { PlayedLeg } from '../played-legs.ts';
import type { PlayedAlarm, RunningTicket } from '../running-ticket.ts';
import type { WaitingText } from '../text-outbox.ts';

/** The subject of every text's timer: as long as the ids that messages have, and none before another. */
export const A_TEXT = '-'.repeat(36);

/** What comes at an instant of its own. */
export type StageEvent =
  | { kind: 'alarm'; alarm: PlayedAlarm; running: RunningTicket; due: DueWork }
  | { kind: 'given-up'; running: RunningTicket }
  | { kind: 'dial' }
  | { kind: 'text'; text: WaitingText; due: DueWork }
  | { kind: 'read'; text: WaitingText; says: Says }
  | { kind: 'rung'; leg: PlayedLeg; says: Says | null }
  | { kind: 'customer-rung'; leg: PlayedLeg; picksUp: boolean }
  | { kind: 'talked'; leg: PlayedLeg; isAnswer: boolean };

/** Whatever is due at an instant goes in the order in which a worker would take it in hand. */
export function compareEvents(one: StageEvent, other: StageEvent): number {
  return 'due' in one && 'due' in other ? compareDue(one.due, other.due) : 0;
}
