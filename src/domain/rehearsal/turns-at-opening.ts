import { placeIn } from '../../platform/place-in.ts';
import { waitsForOpening } from '../paging/decide-turn.ts';
import type { RunningTicket } from './running-ticket.ts';

/** What a ticket's place among those depends on that wait for the same opening. */
type Turn = readonly [priority: number, respondBy: number, call: number];

/** The tickets of the night, by the opening that they wait for and their policy, in the order of `countBeforeAtOpening`. */
export class TurnsAtOpening {
  readonly #turns = new Map<string, Turn[]>();

  /** @param running just opened */
  add(running: RunningTicket): void {
    if (!waitsForOpening(running.ticket)) return;
    const key = keyOf(running);
    const known = this.#turns.get(key);
    const turn = turnOf(running);
    if (known) known.splice(placeIn(known, turn, goesBefore), 0, turn);
    else this.#turns.set(key, [turn]);
  }

  /** How many come before a ticket, whose turn it may have been already. */
  before(running: RunningTicket): number {
    if (!waitsForOpening(running.ticket)) return 0;
    return placeIn(this.#turns.get(keyOf(running)) ?? [], turnOf(running), goesBefore);
  }
}

function keyOf({ window, ticket }: RunningTicket): string {
  return `${window.windowFrom.getTime()} ${ticket.escalation}`;
}

/** A ticket's number is the order in which it was opened. */
function turnOf({ ticket, call }: RunningTicket): Turn {
  return [ticket.priority, ticket.respondBy.getTime(), call];
}

function goesBefore(one: Turn, other: Turn): boolean {
  return (one[0] - other[0] || one[1] - other[1] || one[2] - other[2]) < 0;
}
