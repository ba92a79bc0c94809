import { Heap } from '../../platform/heap.ts';

/** What follows from all that is due at an instant, before people do anything. */
export const ONCE_ALL_IS_DONE = 1;
/** What people do at an instant comes after whatever is due then: nobody is quicker than a timer. */
export const AFTER_WHAT_IS_DUE = 2;
type Later = 0 | typeof ONCE_ALL_IS_DONE | typeof AFTER_WHAT_IS_DUE;

/** Something that happens at an instant; of what is as late in it, what was added first happens first. */
interface Entry<Event> {
  at: number;
  later: Later;
  order: number;
  event: Event;
}

/** What is yet to come, the soonest first. */
export class EventHeap<Event> {
  readonly #entries = new Heap<Entry<Event>>(isBefore);
  #added = 0;

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

function isBefore(one: Entry<unknown>, other: Entry<unknown>): boolean {
  if (one.at !== other.at) return one.at < other.at;
  return one.later < other.later || (one.later === other.later && one.order < other.order);
}
