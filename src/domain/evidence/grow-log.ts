import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database, Tx } from '../../platform/db/database.ts';
import type { Work } from '../../platform/db/work.ts';
import { checkpointText } from './checkpoint.ts';
import { customerTags, hashOfLeaf } from './leaf.ts';
import { type LedgerDeps, openLog, type SigningLog } from './log-keys.ts';
import {
  insertCheckpoint,
  type Log,
  lastCheckpoint,
  loadTiles,
  saveTiles,
  setLogSize,
  tryLockLedger,
} from './log-store.ts';
import { HASH_BYTES } from './merkle.ts';
import {
  type LeafPlace,
  type LineOfFacts,
  listWaiting,
  openLines,
  saveLines,
  savePlaces,
  type WaitingLeaf,
} from './place-store.ts';
import { isSignedBy, parseNote, signNote } from './signed-note.ts';
import { edgeOf, growTiles, placeOf, readTiles, tilesOf } from './tiles.ts';

/** So many at a time that the transaction is short. */
const AT_ONCE = 8_000;
/** So many are hashed in one go that nobody waits for it; the database writes them while the next ones are hashed. */
const PIECE = 2_000;
/** A checkpoint is signed at most this often, while the tree grows. */
const SIGN_EVERY_MS = 60_000;

/**
 * Gives the facts that wait their places in the tree, one process at a time, and signs its state when it has grown.
 * @param isUrgent signs at once
 * @returns how many facts were placed; null: another process is at it
 */
export async function growLog(
  database: Database,
  parts: LedgerDeps,
  { now, isUrgent = false }: { now: Date; isUrgent?: boolean },
): Promise<number | null> {
  for (let count = 0; ; ) {
    const placed = await database.transaction(async (tx) => {
      if (!(await tryLockLedger(tx))) return null;
      const signing = await openLog({ tx, now }, parts);
      const piece = await growByPiece(tx, signing);
      if (piece < AT_ONCE) await signState({ tx, now }, signing, isUrgent);
      return piece;
    });
    if (placed === null) return null;
    count += placed;
    if (placed < AT_ONCE) return count;
  }
}

/** Grows by a piece. Changes the size of `signing.log`. */
async function growByPiece(tx: Tx, { log }: SigningLog): Promise<number> {
  const waiting = await listWaiting(tx, AT_ONCE);
  if (waiting.length > 0) await placeWaiting(tx, log, waiting);
  return waiting.length;
}

/** Gives leaves the next places of the tree, in the order in which they come. Whoever calls has locked the ledger. */
export async function placeWaiting(tx: Tx, log: Log, waiting: readonly WaitingLeaf[]): Promise<void> {
  const numbers = [...new Set(waiting.flatMap(({ customerNumber }) => customerNumber ?? []))];
  const lines = await openLines(
    tx,
    numbers,
    numbers.map(() => randomBytes(HASH_BYTES)),
  );
  const lineOf = new Map(lines.map((line) => [line.customerNumber, line]));
  const tiles = await loadTiles(tx, log.id, edgeOf(log.size));
  const grown = new Set<string>();
  for (let from = 0; from < waiting.length; from += PIECE) {
    const { placed, hashes } = placeLeaves(waiting.slice(from, from + PIECE), lineOf);
    await savePlaces(tx, log.id, log.size, placed);
    for (const [key, bytes] of growTiles(tiles, log.size, hashes)) {
      tiles.set(key, bytes);
      grown.add(key);
    }
    log.size += hashes.length;
    await nextTurn();
  }
  await saveTiles(
    tx,
    log.id,
    [...grown].map((key) => ({ ...placeOf(key), hashes: tiles.get(key) as Buffer })),
  );
  await saveLines(tx, lines);
  await setLogSize(tx, log.id, log.size);
}

/** Each leaf its place in the tree and in its customer's line; the lines go on with it. */
function placeLeaves(
  waiting: readonly WaitingLeaf[],
  lines: ReadonlyMap<string, LineOfFacts>,
): { placed: LeafPlace[]; hashes: Buffer[] } {
  const placed: LeafPlace[] = [];
  const hashes: Buffer[] = [];
  const tagOf = customerTags();
  for (const { id, hash, customerNumber, afterwards } of waiting) {
    const line = customerNumber === null ? undefined : lines.get(customerNumber);
    const order = line ? line.facts + 1 : 0;
    const previous = line?.lastHash ?? null;
    const customer = line ? tagOf(line.customerNumber, line.salt) : null;
    const leaf = hashOfLeaf({
      statement: hash,
      customer,
      order,
      previous,
      entered: afterwards ? 'afterwards' : 'at-once',
    });
    if (line) {
      line.facts = order;
      line.lastHash = leaf;
    }
    placed.push({ id, order, previous });
    hashes.push(leaf);
  }
  return { placed, hashes };
}

/** Signs the state where it has grown since it was signed last, and each day. */
async function signState({ tx, now }: Work, { log, key }: SigningLog, isUrgent: boolean): Promise<void> {
  const last = await lastCheckpoint(tx, log.id);
  const isNewDay = last?.at.toISOString().slice(0, 10) !== now.toISOString().slice(0, 10);
  const note = last && parseNote(last.note);
  const isNew = last?.size !== log.size || !note || !isSignedBy(note, key);
  const isTime = isUrgent || !last || now.getTime() - last.at.getTime() >= SIGN_EVERY_MS;
  if (!isNewDay && !(isNew && isTime)) return;
  const whole = { from: 0, to: log.size };
  const root = readTiles(await loadTiles(tx, log.id, tilesOf([whole])))(whole);
  // the tiles are broken: the watchdog says so, and what cannot be shown is not signed
  if (!root) return;
  const signed = signNote(checkpointText({ origin: log.origin, size: log.size, root, at: now }), key);
  await insertCheckpoint(tx, log.id, { size: log.size, at: now, note: signed });
}
