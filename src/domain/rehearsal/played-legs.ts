import { placeIn } from '../../platform/place-in.ts';
import type { PlayedPage, RunningTicket } from './running-ticket.ts';

/** A call to an engineer or supervisor about a ticket. */
export interface PlayedLeg {
  readonly running: RunningTicket;
  readonly page: PlayedPage;
  /** an engineer's key; null: a supervisor */
  readonly engineer: string | null;
  /** lower goes first */
  readonly urgency: number;
  /** epoch milliseconds */
  readonly wantedAt: number;
  state: 'waiting' | 'ringing' | 'answered' | 'over';
}

/** A leg, and the how-manyth it was that was wanted. */
interface Waiting {
  leg: PlayedLeg;
  order: number;
}

/** An engineer's phone: one leg at a time, and what waits for it. */
interface Line {
  current: PlayedLeg | null;
  /** whoever goes first stands last */
  readonly waiting: Waiting[];
}

/** The calls to everybody: an engineer has one at a time, and what waits for them goes in the order of `takeNextToDial`. */
export class PlayedLegs {
  readonly #lines = new Map<string, Line>();
  #supervisors: Waiting[] = [];
  /** where something waits, and something has changed since it was dialled last */
  readonly #changed = new Set<Line>();
  #wanted = 0;

  add(leg: PlayedLeg): void {
    const waiting = { leg, order: this.#wanted };
    this.#wanted += 1;
    if (leg.engineer === null) this.#supervisors.push(waiting);
    else {
      const line = this.#lineOf(leg.engineer);
      line.waiting.splice(placeIn(line.waiting, waiting, goesAfter), 0, waiting);
      this.#changed.add(line);
    }
  }

  end(leg: PlayedLeg): void {
    leg.state = 'over';
    const line = leg.engineer === null ? undefined : this.#lines.get(leg.engineer);
    if (line?.current !== leg) return;
    line.current = null;
    if (line.waiting.length > 0) this.#changed.add(line);
  }

  get isAnyWaiting(): boolean {
    return this.#supervisors.length > 0 || this.#changed.size > 0;
  }

  /** @returns what is dialled now; a supervisor's phones are rung however many are */
  dial(): PlayedLeg[] {
    const dialled = this.#supervisors.filter(({ leg }) => leg.state === 'waiting');
    this.#supervisors = [];
    for (const line of this.#changed) {
      const next = line.current === null ? takeWaiting(line) : undefined;
      if (!next) continue;
      line.current = next.leg;
      dialled.push(next);
    }
    this.#changed.clear();
    if (dialled.length > 1) dialled.sort(inOrder);
    return dialled.map(({ leg }) => {
      leg.state = 'ringing';
      return leg;
    });
  }

  /** Whether somebody is on the phone with us. */
  isOnPhone(who: string): boolean {
    return this.#lines.get(who)?.current?.state === 'answered';
  }

  /** Whether somebody is on the phone about a ticket. */
  speaksAbout(who: string, running: RunningTicket): boolean {
    return this.isOnPhone(who) && this.#lines.get(who)?.current?.running === running;
  }

  #lineOf(engineer: string): Line {
    const known = this.#lines.get(engineer);
    if (known) return known;
    const line: Line = { current: null, waiting: [] };
    this.#lines.set(engineer, line);
    return line;
  }
}

/** What was called off meanwhile is passed over. */
function takeWaiting({ waiting }: Line): Waiting | undefined {
  let next = waiting.pop();
  while (next && next.leg.state !== 'waiting') next = waiting.pop();
  return next;
}

function goesAfter(one: Waiting, other: Waiting): boolean {
  return inOrder(one, other) > 0;
}

function inOrder({ leg: one, order }: Waiting, { leg: other, order: others }: Waiting): number {
  return (
    one.urgency - other.urgency ||
    one.wantedAt - other.wantedAt ||
    one.running.call - other.running.call ||
    order - others
  );
}
