import { Heap } from '../../platform/heap.ts';

/** What follows from all that is due at an instant, before people do anything. */
export const ONCE_ALL_IS_DONE = 1;
/** What people do at an instant comes after whatever is due then: nobody is quicker than a timer. */
export const AFTER_WHAT_IS_DUE = 2;
type Later = 0 | typeof ONCE_ALL_IS_DONE | typeof AFTER_WHAT_IS_DUE;

/** Something that happens at an instant. */
interface Entry<Event> {
  at: number;
  later: Later;
  order: number;
  event: Event;
}

/** What is yet to come, the soonest first. */
export class EventHeap<Event> {
  readonly #entries: Heap<Entry<Event>>;
  #added = 0;

  /** @param compare which of two goes first that are as late in one instant; of equal ones it is what was added first */
  constructor(compare: (one: Event, other: Event) => number = () => 0) {
    this.#entries = new Heap((one, other) => {
      if (one.at !== other.at) return one.at < other.at;
      if (one.later !== other.later) return one.later < other.later;
      return (compare(one.event, other.event) || one.order - other.order) < 0;
    });
  }

  /**
   * @param at epoch milliseconds
   * @param later among what happens at the same instant
   */
  add(at: number, event: Event, later: Later = 0): void {
    this.#entries.add({ at, later, order: this.#added, event });
    this.#added += 1;
  }

  /** When the next thing happens. @returns null: nothing is left */
  soonest(): number | null {
    return this.#entries.first?.at ?? null;
  }

  /** @returns null: nothing is left */
  take(): { at: number; event: Event } | null {
    return this.#entries.take() ?? null;
  }
}
