import { hash } from 'node:crypto';

/**
 * The tree of RFC 6962, section 2.1: its hashes, and which of them prove that a leaf is in it (2.1.1) and that a later tree
 * begins with an earlier one (2.1.2). What is proven is named by ranges of leaves; whoever keeps the tree looks them up.
 */
export const HASH_BYTES = 32;

const LEAF_PREFIX = '\0';
const NODE_PREFIX = Buffer.of(1);

export function sha256(...parts: readonly (Buffer | string)[]): Buffer {
  const bytes = parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part));
  return digest(Buffer.concat(bytes));
}

/** A tree has millions of small ones: as letters, one a byte, a digest takes a third of the time that it takes as bytes. */
function digest(data: Buffer | string): Buffer {
  return Buffer.from(hash('sha256', data, 'binary'), 'binary');
}

export const EMPTY_ROOT: Buffer = sha256();

export function leafHash(leaf: string): Buffer {
  return digest(LEAF_PREFIX + leaf);
}

export function nodeHash(left: Buffer, right: Buffer): Buffer {
  return digest(Buffer.concat([NODE_PREFIX, left, right]));
}

/** A complete subtree: of 2^level leaves, the index-th of its level. */
export interface Node {
  level: number;
  index: number;
}

/** The leaves from `from` up to, without, `to`. */
export interface Range {
  from: number;
  to: number;
}

/** The complete subtrees that a range of the tree is made of, from the left. */
export function nodesOf({ from, to }: Range): Node[] {
  const nodes: Node[] = [];
  for (let at = from; at < to; ) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= to) level += 1;
    nodes.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}

/** The hash over complete subtrees that stand side by side, the larger ones on the left. */
export function foldNodes(hashes: readonly Buffer[]): Buffer {
  const last = hashes.at(-1);
  if (last === undefined) return EMPTY_ROOT;
  return hashes.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
}

/** What proves that a leaf is in a tree of `size` leaves, from the leaf up. */
export function inclusionRanges(leaf: number, size: number): Range[] {
  const ranges: Range[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    if (leaf < middle) {
      ranges.push({ from: middle, to });
      to = middle;
    } else {
      ranges.push({ from, to: middle });
      from = middle;
    }
  }
  return ranges.reverse();
}

/** What proves that a tree of `size` leaves begins with one of `older` leaves. */
export function consistencyRanges(older: number, size: number): Range[] {
  // nothing leads on from an empty tree, nor from what a table was made to say
  if (older <= 0 || older > size) return [];
  const ranges: Range[] = [];
  let [from, to] = [0, size];
  let [end, isWhole] = [older, true];
  while (end !== to - from) {
    const half = splitOf(to - from);
    if (end <= half) {
      ranges.push({ from: from + half, to });
      to = from + half;
    } else {
      ranges.push({ from, to: from + half });
      from += half;
      end -= half;
      isWhole = false;
    }
  }
  if (!isWhole) ranges.push({ from, to });
  return ranges.reverse();
}

/** The largest power of two below `size`. */
function splitOf(size: number): number {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}
