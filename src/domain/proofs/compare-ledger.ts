import type { Database } from '../../platform/db/database.ts';
import {
  type Comparison,
  countLostEntries,
  listSettledTickets,
  saveComparison,
} from '../evidence/compared-store.ts';
import { listKeptLogs } from '../evidence/kept-store.ts';
import { findLog, lastCheckpoint } from '../evidence/log-store.ts';
import { listLeavesInAll } from '../evidence/proof-store.ts';
import { verifyProof } from '../evidence/verify-proof.ts';
import { tellsTruth } from '../evidence/verify-told.ts';
import { findTickets } from '../tickets/ticket-store.ts';
import { changedColumns } from './compare-columns.ts';
import { changedFacts, findLosses } from './compare-places.ts';
import { changedStates } from './compare-states.ts';
import { entryOf, exportProof, toldOf } from './export-proof.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** What is on record of these is told to customers soon. */
const RECENT_DAYS = 40;
/** Each older ticket and fact has its turn once in so many nights. */
const NIGHTS = 30;
const PIECE = 100;
/** More of them say nothing new. */
const MAX_FINDINGS = 20;

/**
 * Holds the record against the ledger, as a customer would: whether all is there that the ledger counts, and of each ticket what
 * its proof file would say, and whether it holds; then the facts that are about none. It goes on when it has found something,
 * so that all that was changed is known at once.
 * @returns what does not fit, and saves it
 */
export async function compareLedger(database: Database, now: Date): Promise<Comparison> {
  const findings = new Set<string>();
  for await (const finding of allFindings(database, now)) {
    findings.add(finding);
    if (findings.size >= MAX_FINDINGS) break;
  }
  const comparison = { checkedAt: now, findings: [...findings] };
  await saveComparison(database, comparison);
  return comparison;
}

async function* allFindings(database: Database, now: Date): AsyncGenerator<string> {
  const { openedSince: since, part, of } = partOf(now);
  const nightly = { since, part, of };
  yield* await findLosses(database, MAX_FINDINGS);
  yield* await changedStates(database, nightly, latestMonth(now));
  const log = await findLog(database);
  const last = log && (await lastCheckpoint(database, log.id));
  if (log && last) {
    for await (const number of settledTickets(database, now)) yield* await findingsOf(database, number);
    yield* changedFacts(database, log, last, nightly);
  }
  for (const each of await listKeptLogs(database)) yield* changedColumns(database, each, nightly);
}

/** The month that runs where it began first. */
function latestMonth(now: Date): string {
  return new Date(now.getTime() + 14 * HOUR_MS).toISOString().slice(0, 7);
}

async function findingsOf(database: Database, number: string): Promise<string[]> {
  const lost = await countLostEntries(database, number);
  const gone =
    lost > 0
      ? [
          `Ticket ${number}: ${lost === 1 ? '1 entry of its timeline is' : `${lost} entries of its timeline are`} gone.`,
        ]
      : [];
  return [
    ...gone,
    ...(await toldElsewhere(database, number)),
    ...verifyProof(JSON.stringify(await exportProof(database, { ticket: number }))).faults,
  ];
}

/** What facts in several ledgers say of a ticket together: a proof file is of one of them. */
async function toldElsewhere(database: Database, number: string): Promise<string[]> {
  const leaves = await listLeavesInAll(database, number);
  const [ticket] =
    new Set(leaves.map(({ logId }) => logId)).size > 1 ? await findTickets(database, [number]) : [];
  if (!ticket) return [];
  return tellsTruth({ tickets: [toldOf(ticket)], entries: leaves.map((leaf) => entryOf(leaf, [])) }).faults;
}

/** What has its turn tonight. */
function partOf(now: Date): { openedSince: Date; part: number; of: number } {
  return {
    openedSince: new Date(now.getTime() - RECENT_DAYS * DAY_MS),
    part: Math.floor(now.getTime() / DAY_MS) % NIGHTS,
    of: NIGHTS,
  };
}

async function* settledTickets(database: Database, now: Date): AsyncGenerator<string> {
  const which = { ...partOf(now), settledBefore: new Date(now.getTime() - HOUR_MS) };
  for (let after: string | undefined = '0'; after !== undefined; ) {
    const numbers = await listSettledTickets(database, which, after, PIECE);
    yield* numbers;
    after = numbers.at(-1);
  }
}
