import type { Database } from '../../platform/db/database.ts';
import {
  type Comparison,
  countLostEntries,
  listSettledTickets,
  saveComparison,
} from '../evidence/compared-store.ts';
import { findLog, lastCheckpoint } from '../evidence/log-store.ts';
import { verifyProof } from '../evidence/verify-proof.ts';
import { changedFacts, findLosses } from './compare-places.ts';
import { exportProof } from './export-proof.ts';

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
  const findings = await findLosses(database, MAX_FINDINGS);
  const log = await findLog(database);
  const last = log && (await lastCheckpoint(database, log.id));
  if (log && last) {
    for await (const number of settledTickets(database, now)) {
      if (findings.length >= MAX_FINDINGS) break;
      findings.push(...(await findingsOf(database, number)));
    }
    const { openedSince: since, ...part } = partOf(now);
    for await (const fault of changedFacts(database, log, last, { since, ...part })) {
      if (findings.length >= MAX_FINDINGS) break;
      findings.push(fault);
    }
  }
  const comparison = { checkedAt: now, findings: [...new Set(findings)].slice(0, MAX_FINDINGS) };
  await saveComparison(database, comparison);
  return comparison;
}

async function findingsOf(database: Database, number: string): Promise<string[]> {
  const lost = await countLostEntries(database, number);
  const gone =
    lost > 0
      ? [
          `Ticket ${number}: ${lost === 1 ? '1 entry of its timeline is' : `${lost} entries of its timeline are`} gone.`,
        ]
      : [];
  return [...gone, ...verifyProof(JSON.stringify(await exportProof(database, { ticket: number }))).faults];
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
