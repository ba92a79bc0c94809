/**
 * A binary heap: whatever goes before everything else in it is found at once, and adding and taking cost the logarithm of how
 * much there is.
 */
export class Heap<Item> {
  readonly #items: Item[] = [];
  readonly #isBefore: (one: Item, other: Item) => boolean;

  /** @param isBefore a strict order: of two, at most one goes before the other */
  constructor(isBefore: (one: Item, other: Item) => boolean) {
    this.#isBefore = isBefore;
  }

  get size(): number {
    return this.#items.length;
  }

  /** What goes first; undefined: there is nothing. */
  get first(): Item | undefined {
    return this.#items[0];
  }

  add(item: Item): void {
    const items = this.#items;
    let place = items.length;
    items.push(item);
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = items[above] as Item;
      if (!this.#isBefore(item, parent)) break;
      items[place] = parent;
      place = above;
    }
    items[place] = item;
  }

  /** Takes out what goes first. */
  take(): Item | undefined {
    const items = this.#items;
    const [first] = items;
    const last = items.pop();
    if (last !== undefined && items.length > 0) this.#sink(last);
    return first;
  }

  /** The item takes the place of the first, and goes down to where it belongs. */
  #sink(item: Item): void {
    const items = this.#items;
    const { length } = items;
    let place = 0;
    for (let below = 1; below < length; below = 2 * place + 1) {
      let child = items[below] as Item;
      const right = below + 1 < length ? (items[below + 1] as Item) : child;
      if (this.#isBefore(right, child)) {
        child = right;
        below += 1;
      }
      if (!this.#isBefore(child, item)) break;
      items[place] = child;
      place = below;
    }
    items[place] = item;
  }
}
