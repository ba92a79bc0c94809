import type { Db } from '../../platform/db/database.ts';
import { readCheckpoint } from '../evidence/checkpoint.ts';
import {
  countFactsOfNoLog,
  type LogState,
  listBrokenLines,
  listLogStates,
  listLostTickets,
} from '../evidence/compared-store.ts';
import type { Log, StoredCheckpoint } from '../evidence/log-store.ts';
import { inclusionRanges } from '../evidence/merkle.ts';
import { listLines } from '../evidence/place-store.ts';
import { listOtherLeaves, type PlacedLeaf } from '../evidence/proof-store.ts';
import { parseNote } from '../evidence/signed-note.ts';
import { entryFaults } from '../evidence/verify-proof.ts';
import { customerOf, entryOf, lookUpPaths } from './export-proof.ts';

const PIECE = 1_000;

/** Whether all is there that the ledger counts: who takes a fact away with its row leaves nothing that could be compared. */
export async function findLosses(db: Db, limit: number): Promise<string[]> {
  const states = await listLogStates(db);
  const astray = await countFactsOfNoLog(db);
  const tickets = await listLostTickets(db, limit);
  const customers = await listBrokenLines(db, limit);
  return [
    ...states.flatMap(lossesOf),
    ...(astray > 0 ? [`The ledger that ${astray} facts have their places in is gone.`] : []),
    ...tickets.map((number) => `Ticket ${number} is gone; the ledger has facts about it.`),
    ...customers.map((number) => `The facts of customer ${number} are not counted on from their last one.`),
  ];
}

function lossesOf({ origin, size, placed, signed }: LogState): string[] {
  const gone =
    placed < size ? [`The ledger ${origin} counts ${size} facts, and ${placed} of them are there.`] : [];
  if (signed === null)
    return size > 0 ? [...gone, `The signed states of the ledger ${origin} are gone.`] : gone;
  return signed > size
    ? [...gone, `The ledger ${origin} was set back to ${size} facts; ${signed} were signed.`]
    : gone;
}

/** Facts about no ticket, held against the tree like those of tickets. @param which as `listOtherLeaves` has it */
export async function* changedFacts(
  db: Db,
  log: Log,
  last: StoredCheckpoint,
  which: Parameters<typeof listOtherLeaves>[2],
): AsyncGenerator<string> {
  const checkpoint = readCheckpoint(parseNote(last.note)?.text ?? '');
  if (!checkpoint) return;
  for (let after = -1; ; ) {
    const leaves = await listOtherLeaves(db, { logId: log.id, size: checkpoint.size, after }, which, PIECE);
    const { hashes, places } = await lookUpPaths(
      db,
      log,
      leaves.map(({ index }) => inclusionRanges(index, checkpoint.size)),
    );
    const known = hashes.map((hash) => Buffer.from(hash, 'base64'));
    const paths = new Map(leaves.map(({ index }, place) => [index, places[place] ?? []]));
    for (const [customer, own] of byCustomer(leaves)) {
      const [line] = customer === null ? [] : await listLines(db, [customer]);
      const entries = own.map((leaf) => entryOf(leaf, paths.get(leaf.index) ?? []));
      yield* entryFaults({ customer: customerOf(line), entries }, checkpoint, known);
    }
    const end = leaves.at(-1)?.index;
    if (end === undefined || leaves.length < PIECE) return;
    after = end;
  }
}

function byCustomer(leaves: readonly PlacedLeaf[]): Map<string | null, PlacedLeaf[]> {
  const groups = new Map<string | null, PlacedLeaf[]>();
  for (const leaf of leaves) {
    const group = groups.get(leaf.customerNumber) ?? [];
    group.push(leaf);
    groups.set(leaf.customerNumber, group);
  }
  return groups;
}
