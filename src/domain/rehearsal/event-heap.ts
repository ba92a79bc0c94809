/** What people do at an instant comes after whatever is due then: nobody is quicker than a timer. */
export const AFTER_WHAT_IS_DUE = 1e12;
/** What follows from all that is due at an instant, before people do anything. */
export const ONCE_ALL_IS_DONE = AFTER_WHAT_IS_DUE / 2;

/** Something that happens at an instant; what was added first happens first. */
interface Entry<Event> {
  at: number;
  order: number;
  event: Event;
}

/** What is yet to come, the soonest first. Adding and taking cost the logarithm of how much is waiting. */
export class EventHeap<Event> {
  readonly #entries: Entry<Event>[] = [];
  #added = 0;

  /**
   * @param at epoch milliseconds
   * @param later among what happens at the same instant: 0, `ONCE_ALL_IS_DONE` or `AFTER_WHAT_IS_DUE`
   */
  add(at: number, event: Event, later = 0): void {
    const entries = this.#entries;
    const entry = { at, order: later + this.#added, event };
    this.#added += 1;
    let place = entries.length;
    entries.push(entry);
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = entries[above] as Entry<Event>;
      if (!isBefore(entry, parent)) break;
      entries[place] = parent;
      place = above;
    }
    entries[place] = entry;
  }

  /** When the next thing happens. @returns null: nothing is left */
  soonest(): number | null {
    return this.#entries[0]?.at ?? null;
  }

  /** @returns null: nothing is left */
  take(): { at: number; event: Event } | null {
    const entries = this.#entries;
    const [first] = entries;
    const last = entries.pop();
    if (!first || !last) return null;
    if (entries.length > 0) sink(entries, last);
    return first;
  }
}

/** The last entry takes the place of the first, and goes down to where it belongs. */
function sink<Event>(entries: Entry<Event>[], entry: Entry<Event>): void {
  const { length } = entries;
  let place = 0;
  for (let below = 1; below < length; below = 2 * place + 1) {
    let child = entries[below] as Entry<Event>;
    const right = below + 1 < length ? (entries[below + 1] as Entry<Event>) : child;
    if (isBefore(right, child)) {
      child = right;
      below += 1;
    }
    if (!isBefore(child, entry)) break;
    entries[place] = child;
    place = below;
  }
  entries[place] = entry;
}

function isBefore(one: Entry<unknown>, other: Entry<unknown>): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}
