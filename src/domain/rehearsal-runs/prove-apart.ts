import type { Database } from '../../platform/db/database.ts';
import { rehearsedInForce } from '../in-force/rehearsed-in-force.ts';
import type { Impossible } from '../rehearsal/proof.ts';
import type { Rehearsed } from '../rehearsal/rehearsed.ts';
import { timeAhead } from '../rehearsal/time-ahead.ts';
import { inTurn } from './in-turn.ts';
import type { ProofOrder, Proven } from './prove-process.ts';
import { startChild } from './start-child.ts';

/** Longer than this nobody looks at a page that does not come. */
const TIMEOUT_MS = 10_000;

/**
 * The times of the next 90 days in which a promise cannot be kept, whoever answers, by what is in force. It is worked out in
 * a process of its own: calls and pages wait for nothing in this one.
 * @param timeoutMs left out: as long as somebody waits for a page
 * @returns null: it took too long, or failed
 */
export async function proveInForce(
  database: Database,
  now: Date,
  timeoutMs = TIMEOUT_MS,
): Promise<Impossible[] | null> {
  const after = await rehearsedInForce(database, now);
  return (await proveApart({ after, ...timeAhead(now) }, timeoutMs))?.holes ?? null;
}

/** What a change does to the promises of the next 90 days. */
export type ChangeOfProof = Pick<Proven, 'breaks' | 'mends'>;

/** @returns null: it took too long, or failed, so nobody knows what the change does */
export function proveChange(
  before: Rehearsed,
  after: Rehearsed,
  now: Date,
  timeoutMs = TIMEOUT_MS,
): Promise<ChangeOfProof | null> {
  return proveApart({ before, after, ...timeAhead(now) }, timeoutMs);
}

function proveApart(order: ProofOrder, timeoutMs: number): Promise<Proven | null> {
  return inTurn(() => proveInProcess(order, timeoutMs));
}

function proveInProcess(order: ProofOrder, timeoutMs: number): Promise<Proven | null> {
  return new Promise((resolve) => {
    const child = startChild(new URL('./prove-process.ts', import.meta.url));
    const timeout = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    child.once('message', (proven) => resolve(proven as Proven));
    child.once('error', () => resolve(null));
    child.once('exit', () => {
      clearTimeout(timeout);
      resolve(null);
    });
    child.send(order, () => {});
  });
}
