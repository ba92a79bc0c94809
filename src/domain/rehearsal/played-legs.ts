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

/** The calls to everybody: an engineer has one at a time, and what waits for them goes in the order of `takeNextToDial`. */
export class PlayedLegs {
  readonly #current = new Map<string, PlayedLeg>();
  readonly #waiting = new Map<string, PlayedLeg[]>();

  /** @returns whether it is dialled now; a supervisor's phones are rung however many are */
  add(leg: PlayedLeg): boolean {
    const { engineer } = leg;
    if (engineer !== null && this.#current.has(engineer)) {
      const waiting = this.#waiting.get(engineer);
      if (waiting) waiting.push(leg);
      else this.#waiting.set(engineer, [leg]);
      return false;
    }
    this.#dial(leg);
    return true;
  }

  /** @returns the leg that is dialled now that this one is over */
  end(leg: PlayedLeg): PlayedLeg | null {
    const { engineer } = leg;
    const wasCurrent = engineer !== null && this.#current.get(engineer) === leg;
    leg.state = 'over';
    if (!wasCurrent) return null;
    this.#current.delete(engineer);
    const waiting = (this.#waiting.get(engineer) ?? []).filter(({ state }) => state === 'waiting');
    const next = waiting.toSorted(inOrder)[0];
    this.#waiting.set(
      engineer,
      waiting.filter((one) => one !== next),
    );
    if (!next) return null;
    this.#dial(next);
    return next;
  }

  /** Whether somebody is on the phone with us. */
  isOnPhone(who: string): boolean {
    return this.#current.get(who)?.state === 'answered';
  }

  /** Whether somebody is on the phone about a ticket. */
  speaksAbout(who: string, running: RunningTicket): boolean {
    return this.isOnPhone(who) && this.#current.get(who)?.running === running;
  }

  #dial(leg: PlayedLeg): void {
    leg.state = 'ringing';
    if (leg.engineer !== null) this.#current.set(leg.engineer, leg);
  }
}

function inOrder(one: PlayedLeg, other: PlayedLeg): number {
  return (
    one.urgency - other.urgency || one.wantedAt - other.wantedAt || one.running.call - other.running.call
  );
}
