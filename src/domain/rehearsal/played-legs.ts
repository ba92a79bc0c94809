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
  #waiting: PlayedLeg[] = [];

  add(leg: PlayedLeg): void {
    this.#waiting.push(leg);
  }

  end(leg: PlayedLeg): void {
    leg.state = 'over';
    if (leg.engineer !== null && this.#current.get(leg.engineer) === leg) this.#current.delete(leg.engineer);
  }

  get isAnyWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** @returns what is dialled now; a supervisor's phones are rung however many are */
  dial(): PlayedLeg[] {
    const dialled: PlayedLeg[] = [];
    const waiting = this.#waiting.filter(({ state }) => state === 'waiting');
    if (waiting.length > 1) waiting.sort(inOrder);
    this.#waiting = waiting.filter((leg) => {
      if (leg.engineer !== null && this.#current.has(leg.engineer)) return true;
      leg.state = 'ringing';
      if (leg.engineer !== null) this.#current.set(leg.engineer, leg);
      dialled.push(leg);
      return false;
    });
    return dialled;
  }

  /** Whether somebody is on the phone with us. */
  isOnPhone(who: string): boolean {
    return this.#current.get(who)?.state === 'answered';
  }

  /** Whether somebody is on the phone about a ticket. */
  speaksAbout(who: string, running: RunningTicket): boolean {
    return this.isOnPhone(who) && this.#current.get(who)?.running === running;
  }
}

function inOrder(one: PlayedLeg, other: PlayedLeg): number {
  return (
    one.urgency - other.urgency || one.wantedAt - other.wantedAt || one.running.call - other.running.call
  );
}
