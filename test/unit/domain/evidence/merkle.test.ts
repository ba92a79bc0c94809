import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  consistencyRanges,
  EMPTY_ROOT,
  foldNodes,
  inclusionRanges,
  leafHash,
  nodeHash,
  nodesOf,
  type Range,
} from '../../../../src/domain/evidence/merkle.ts';
import { isConsistent, rootOfInclusion } from '../../../../src/domain/evidence/verify-merkle.ts';

/** The definitions of RFC 6962, section 2.1, word for word. */
function naiveRoot(leaves: readonly string[]): Buffer {
  if (leaves.length === 0) return EMPTY_ROOT;
  if (leaves.length === 1) return leafHash(leaves[0] ?? '');
  const k = split(leaves.length);
  return nodeHash(naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
}

function naivePath(m: number, leaves: readonly string[]): Buffer[] {
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  return m < k
    ? [...naivePath(m, leaves.slice(0, k)), naiveRoot(leaves.slice(k))]
    : [...naivePath(m - k, leaves.slice(k)), naiveRoot(leaves.slice(0, k))];
}

function naiveConsistency(m: number, leaves: readonly string[], isWhole = true): Buffer[] {
  if (m === leaves.length) return isWhole ? [] : [naiveRoot(leaves)];
  const k = split(leaves.length);
  return m <= k
    ? [...naiveConsistency(m, leaves.slice(0, k), isWhole), naiveRoot(leaves.slice(k))]
    : [...naiveConsistency(m - k, leaves.slice(k), false), naiveRoot(leaves.slice(0, k))];
}

function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

const leavesOf = (size: number) => Array.from({ length: size }, (_, index) => `leaf ${index}`);
/** As whoever keeps only complete subtrees finds the hash of a range. */
const lookUp = (leaves: readonly string[]) => (range: Range) =>
  foldNodes(
    nodesOf(range).map(({ level, index }) =>
      naiveRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)),
    ),
  );
const trees = fc
  .integer({ min: 1, max: 70 })
  .chain((size) => fc.record({ size: fc.constant(size), at: fc.integer({ min: 0, max: size - 1 }) }));

test.each([
  [0, 5],
  [-1, 5],
  [6, 5],
])('from %i facts no way leads to %i, and none is looked for without end', (older, size) => {
  expect(consistencyRanges(older, size)).toEqual([]);
});

describe('the tree', () => {
  test('has the root of the definition, also made of complete subtrees', () => {
    for (let size = 0; size < 40; size += 1) {
      const leaves = leavesOf(size);
      expect(lookUp(leaves)({ from: 0, to: size }).equals(naiveRoot(leaves))).toBe(true);
    }
  });

  test('proves that a leaf is in it, with the hashes of the definition', () => {
    fc.assert(
      fc.property(trees, ({ size, at }) => {
        const leaves = leavesOf(size);
        const proof = inclusionRanges(at, size).map(lookUp(leaves));
        expect(proof).toEqual(naivePath(at, leaves));
        const leaf = leafHash(`leaf ${at}`);
        expect(rootOfInclusion(leaf, { index: at, size }, proof)).toEqual(naiveRoot(leaves));
      }),
    );
  });

  test('proves that it begins with an older one, and only with that', () => {
    fc.assert(
      fc.property(trees, ({ size, at }) => {
        const leaves = leavesOf(size);
        const older = { size: at + 1, root: naiveRoot(leaves.slice(0, at + 1)) };
        const newer = { size, root: naiveRoot(leaves) };
        const proof = consistencyRanges(at + 1, size).map(lookUp(leaves));
        expect(proof).toEqual(naiveConsistency(at + 1, leaves));
        expect(isConsistent(older, newer, proof)).toBe(true);
        expect(isConsistent({ ...older, root: EMPTY_ROOT }, newer, proof)).toBe(false);
        expect(isConsistent(older, { ...newer, root: EMPTY_ROOT }, proof)).toBe(false);
        expect(isConsistent(older, newer, [...proof, EMPTY_ROOT])).toBe(false);
      }),
    );
  });

  test('takes no proof for another place, of another length, or with another hash', () => {
    fc.assert(
      fc.property(trees, fc.nat(), fc.integer({ min: 0, max: 255 }), ({ size, at }, which, bit) => {
        const leaves = leavesOf(size);
        const root = naiveRoot(leaves);
        const proof = inclusionRanges(at, size).map(lookUp(leaves));
        const leaf = leafHash(`leaf ${at}`);
        const leads = (index: number, hashes: Buffer[]) =>
          rootOfInclusion(leaf, { index, size }, hashes)?.equals(root) ?? false;
        expect(leads(at, [...proof, EMPTY_ROOT])).toBe(false);
        expect(leads(size, proof)).toBe(false);
        if (proof.length === 0) return;
        expect(leads(at, proof.slice(1))).toBe(false);
        const changed = proof.map((hash) => Buffer.from(hash));
        const hit = changed[which % changed.length] as Buffer;
        hit[bit >> 3] = (hit[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(leads(at, changed)).toBe(false);
      }),
    );
  });
});
