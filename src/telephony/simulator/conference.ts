import type { Leg } from './leg.ts';
import { newSid } from './sid.ts';

/** How a leg takes part in a conference. */
interface Seat {
  startsOnEnter: boolean;
  endsOnExit: boolean;
  /** hears, and is not heard */
  muted?: boolean;
}

export type ConferenceEvent = 'start' | 'end' | 'join' | 'leave';

/** Who is told of a room, and of what. */
export interface RoomWatcher {
  url: string;
  method: 'GET' | 'POST';
  events: readonly string[];
}

/** A room in which legs hear each other. Lives until the last one leaves, or one leaves that ends it. */
export class Conference {
  readonly sid = newSid('CF');
  readonly name: string;
  readonly #seats = new Map<Leg, Seat>();
  /** the first one in the room says who; whoever comes later is not asked */
  watcher: RoomWatcher | undefined;
  /** number of the next report */
  sequence = 0;
  #started = false;
  #ended = false;

  constructor(name: string) {
    this.name = name;
  }

  get legs(): Leg[] {
    return [...this.#seats.keys()];
  }

  /** Two people at least, and one of them has the right to start. */
  get talking(): boolean {
    return this.#started && this.#seats.size > 1;
  }

  get started(): boolean {
    return this.#started;
  }

  get status(): 'init' | 'in-progress' | 'completed' {
    if (this.#ended) return 'completed';
    return this.#started ? 'in-progress' : 'init';
  }

  isMuted(leg: Leg): boolean {
    return this.#seats.get(leg)?.muted ?? false;
  }

  /** Everybody is sent away. */
  end(): void {
    this.#sendAllAway();
  }

  /** Takes a leg in. Returns what is to be told to whoever watches the room. */
  enter(leg: Leg, seat: Seat): ConferenceEvent[] {
    this.#seats.set(leg, seat);
    leg.room = this;
    const starts = !this.#started && this.legs.some((each) => this.#seats.get(each)?.startsOnEnter);
    if (starts) this.#started = true;
    return starts ? ['join', 'start'] : ['join'];
  }

  /** Lets a leg go, and everybody with it if its seat ends the room. */
  leave(leg: Leg): ConferenceEvent[] {
    const seat = this.#seats.get(leg);
    if (!seat) return [];
    this.#seats.delete(leg);
    leg.room = undefined;
    if (!seat.endsOnExit && this.#seats.size > 0) return ['leave'];
    this.#sendAllAway();
    return ['leave', 'end'];
  }

  #sendAllAway(): void {
    this.#ended = true;
    const others = this.legs;
    this.#seats.clear();
    for (const other of others) {
      other.room = undefined;
      other.deliver({ kind: 'other-party-left' });
    }
  }
}
