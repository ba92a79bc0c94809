import type { Db } from '../../platform/db/database.ts';
import type { KeptLog } from '../evidence/kept-store.ts';
import { customerTags, hashOfLeaf } from '../evidence/leaf.ts';
import { loadTiles } from '../evidence/log-store.ts';
import { sha256 } from '../evidence/merkle.ts';
import { listLines } from '../evidence/place-store.ts';
import { listLeavesOfNight, type NightlyLeaf, type NightlyPart } from '../evidence/proof-store.ts';
import { statementText } from '../evidence/statement.ts';
import { mayBeHidden } from '../evidence/ticket-facts.ts';
import { readTiles, tilesOf } from '../evidence/tiles.ts';
import { commitmentsOf } from '../evidence/verify-proof.ts';
import { entryOf, valuesOf } from './export-proof.ts';

const PIECE = 1_000;

/**
 * What the tables say of a fact beside what a proof file shows of it: by which it is found, chosen and receipted. Whoever changes
 * that leaves each file whole.
 */
export async function* changedColumns(
  db: Db,
  log: Pick<KeptLog, 'id' | 'size' | 'closedAt'>,
  part: NightlyPart,
): AsyncGenerator<string> {
  for (let after = -1; ; ) {
    const leaves = await listLeavesOfNight(db, { logId: log.id, size: log.size, after }, part, PIECE);
    const placeOf = ({ index }: NightlyLeaf) => ({ from: index, to: index + 1 });
    const lookUp = readTiles(await loadTiles(db, log.id, tilesOf(leaves.map(placeOf))));
    const tagOf = await tagsOf(db, leaves);
    for (const leaf of leaves) {
      const isPlaced = isInItsPlace(leaf, tagOf(leaf), lookUp(placeOf(leaf)));
      const changed = [...changedIn(leaf, log.closedAt !== null), ...(isPlaced ? [] : ['hash'])];
      if (changed.length > 0) yield tell(leaf, changed);
    }
    const end = leaves.at(-1)?.index;
    if (end === undefined || leaves.length < PIECE) return;
    after = end;
  }
}

function tell({ index, fact }: NightlyLeaf, changed: readonly string[]): string {
  return `Fact ${index} (${fact.slice(0, 40)}) was changed in its table: ${changed.join(', ')}.`;
}

async function tagsOf(db: Db, leaves: readonly NightlyLeaf[]): Promise<(leaf: NightlyLeaf) => Buffer | null> {
  const customers = [...new Set(leaves.flatMap(({ customerNumber }) => customerNumber ?? []))];
  const salts = new Map(
    (await listLines(db, customers)).map(({ customerNumber, salt }) => [customerNumber, salt]),
  );
  const tagOf = customerTags();
  return ({ customerNumber }) => {
    const salt = customerNumber === null ? undefined : salts.get(customerNumber);
    return customerNumber !== null && salt ? tagOf(customerNumber, salt) : null;
  };
}

/** The columns that are not what the fact says of itself. @param isClosed of the current ledger a proof of each ticket says whether it says the same */
function changedIn(leaf: NightlyLeaf, isClosed: boolean): string[] {
  const { fact, at, ticketNumber, commitments, hash, eventId, event } = leaf;
  const isCommitted = sha256(statementText(commitments)).equals(hash);
  // an entry that is gone is told as such
  if (eventId !== null && !event) return isCommitted ? [] : ['commitments'];
  const values = valuesOf(leaf);
  return [
    ...(isCommitted ? [] : ['commitments']),
    ...(!isClosed || saysTheSame(leaf) ? [] : ['what it says']),
    ...(values.fact === fact ? [] : ['fact']),
    ...(values.at === at?.toISOString() ? [] : ['at']),
    ...((values.ticket ?? null) === ticketNumber ? [] : ['ticket_number']),
  ];
}

/** Whether what the tables say of a fact now is what was committed to; a text may be erased, and nothing else be hidden. */
function saysTheSame(leaf: NightlyLeaf): boolean {
  const entry = entryOf(leaf, []);
  const isHidden = Object.entries(entry.fields).some(
    ([name, field]) => typeof field === 'string' && !mayBeHidden(name),
  );
  return !isHidden && sha256(statementText(commitmentsOf(entry))).equals(leaf.hash);
}

/** Whether what a receipt finds a fact by is what has its place in the tree. */
function isInItsPlace(leaf: NightlyLeaf, customer: Buffer | null, placed: Buffer | null): boolean {
  const { hash: statement, order, previous, afterwards } = leaf;
  const entered = afterwards ? 'afterwards' : 'at-once';
  return placed !== null && hashOfLeaf({ statement, customer, order, previous, entered }).equals(placed);
}
