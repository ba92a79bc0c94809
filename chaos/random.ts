/** Chance that can be had again: the same seed gives the same numbers. */
export interface Random {
  /** from 0 up to 1 */
  next(): number;
  between(least: number, most: number): number;
  happens(share: number): boolean;
  pick<T>(among: readonly T[]): T;
  shuffled<T>(items: readonly T[]): T[];
}

/** Mulberry32: small, quick, and even enough to choose moments by. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const random: Random = {
    next,
    between: (least, most) => least + next() * (most - least),
    happens: (share) => next() < share,
    pick(among) {
      const picked = among[Math.floor(next() * among.length)];
      if (picked === undefined) throw new RangeError('there is nothing to pick from');
      return picked;
    },
    shuffled(items) {
      const places = items.map((item) => ({ item, place: next() }));
      return places.toSorted((a, b) => a.place - b.place).map(({ item }) => item);
    },
  };
  return random;
}
