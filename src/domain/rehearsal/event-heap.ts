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
    entries.push({ at, order: later + this.#added, event });
    this.#added += 1;
    let child = entries.length - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.#isBefore(child, parent)) return;
      this.#swap(child, parent);
      child = parent;
    }
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
    if (entries.length > 0) {
      entries[0] = last;
      this.#sink();
    }
    return first;
  }

  #sink(): void {
    const { length } = this.#entries;
    for (let parent = 0; ; ) {
      const [left, right] = [2 * parent + 1, 2 * parent + 2];
      let soonest = parent;
      if (left < length && this.#isBefore(left, soonest)) soonest = left;
      if (right < length && this.#isBefore(right, soonest)) soonest = right;
      if (soonest === parent) return;
      this.#swap(parent, soonest);
      parent = soonest;
    }
  }

  #isBefore(one: number, other: number): boolean {
    const [a, b] = [this.#entries[one], this.#entries[other]];
    if (!a || !b) return false;
    return a.at < b.at || (a.at === b.at && a.order < b.order);
  }

  #swap(one: number, other: number): void {
    const [a, b] = [this.#entries[one], this.#entries[other]];
    if (!a || !b) return;
    this.#entries[one] = b;
    this.#entries[other] = a;
  }
}
