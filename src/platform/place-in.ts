/**
 * Where an item belongs in a list that is in order: behind all that go before it. Found by halving.
 * @param isBefore a strict order, by which the list stands
 * @returns how many go before it
 */
export function placeIn<Item>(
  items: readonly Item[],
  item: Item,
  isBefore: (one: Item, other: Item) => boolean,
): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(items[middle] as Item, item)) low = middle + 1;
    else high = middle;
  }
  return low;
}
