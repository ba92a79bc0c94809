import { nodeHash } from './merkle.ts';

/**
 * The root that a leaf and its proof lead to (RFC 9162, section 2.1.3.2).
 * @returns null: the proof has too many or too few hashes for a tree of this size
 */
export function rootOfInclusion(
  leaf: Buffer,
  { index, size }: { index: number; size: number },
  proof: readonly Buffer[],
): Buffer | null {
  if (!isSize(index) || !isSize(size) || index >= size) return null;
  const sides = sidesOf({ at: index, last: size - 1 }, proof.length);
  return sides && climb(leaf, sides, proof);
}

export interface Head {
  size: number;
  root: Buffer;
}

/** Whether a tree begins with an older one (RFC 9162, section 2.1.4.2). */
export function isConsistent(older: Head, newer: Head, proof: readonly Buffer[]): boolean {
  if (!isSize(older.size) || !isSize(newer.size) || older.size > newer.size) return false;
  if (older.size === newer.size) return proof.length === 0 && older.root.equals(newer.root);
  if (older.size === 0) return proof.length === 0;
  let [at, last] = [older.size - 1, newer.size - 1];
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  const [first, ...rest] = at === 0 ? [older.root, ...proof] : proof;
  const sides = sidesOf({ at, last }, rest.length);
  if (first === undefined || sides === null) return false;
  const shared = rest.filter((_, place) => sides[place] === 'left');
  const before = climb(
    first,
    shared.map(() => 'left'),
    shared,
  );
  return before.equals(older.root) && climb(first, sides, rest).equals(newer.root);
}

type Side = 'left' | 'right';

/** On which side of the way up each hash of a proof stands; null: there are too many or too few. */
function sidesOf(start: { at: number; last: number }, count: number): Side[] | null {
  let { at, last } = start;
  const sides: Side[] = [];
  for (let step = 0; step < count; step += 1) {
    if (last === 0) return null;
    const isLeft = at % 2 === 1 || at === last;
    sides.push(isLeft ? 'left' : 'right');
    // the edge of the tree has no neighbour on some levels
    if (isLeft) while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? sides : null;
}

function climb(from: Buffer, sides: readonly Side[], proof: readonly Buffer[]): Buffer {
  return proof.reduce(
    (hash, sibling, place) => (sides[place] === 'left' ? nodeHash(sibling, hash) : nodeHash(hash, sibling)),
    from,
  );
}

function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
