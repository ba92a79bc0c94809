import { bytesOf, sameBytes } from './bytes.js';
import { sha256 } from './sha256.js';

// sizes may be larger than what bitwise operators of JavaScript hold: halves are taken by division
const half = (number) => Math.floor(number / 2);
const isOdd = (number) => number % 2 === 1;

export const hashLeaf = (leaf) => sha256(bytesOf(0, leaf));
const hashNode = (left, right) => sha256(bytesOf(1, left, right));

/**
 * From a place to the root, a hash of the path at a time: whether it stands on the left of what has been found so far.
 * @returns whether the path ends where the root is
 */
function climb(path, { place, last }, step) {
  for (const other of path) {
    if (last === 0) return false;
    const isOnLeft = isOdd(place) || place === last;
    step(other, isOnLeft);
    // where nothing stands on the right, the hash is carried up as it is
    while (isOnLeft && !isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    [place, last] = [half(place), half(last)];
  }
  return last === 0;
}

/** RFC 9162, section 2.1.3.2: does a leaf lead to the root of a tree of that size? */
export function isIncluded({ index, size, hash, path, root }) {
  if (index >= size) return false;
  let found = hash;
  const isAtRoot = climb(path, { place: index, last: size - 1 }, (other, isOnLeft) => {
    found = isOnLeft ? hashNode(other, found) : hashNode(found, other);
  });
  return isAtRoot && sameBytes(found, root);
}

/** RFC 9162, section 2.1.4.2: does the older tree stand unchanged at the beginning of the newer one? */
export function isContinued(older, newer, path) {
  if (older.size === 0) return path.length === 0;
  if (older.size === newer.size) return path.length === 0 && sameBytes(older.root, newer.root);
  if (older.size > newer.size || path.length === 0) return false;
  const isWhole = Number.isInteger(Math.log2(older.size));
  const [first, ...others] = isWhole ? [older.root, ...path] : path;
  let [place, last] = [older.size - 1, newer.size - 1];
  while (isOdd(place)) [place, last] = [half(place), half(last)];
  let [old, recent] = [first, first];
  const isAtRoot = climb(others, { place, last }, (other, isOnLeft) => {
    if (isOnLeft) old = hashNode(other, old);
    recent = isOnLeft ? hashNode(other, recent) : hashNode(recent, other);
  });
  return isAtRoot && sameBytes(old, older.root) && sameBytes(recent, newer.root);
}
