import { fork } from 'node:child_process';
import { rehearsedInForce } from '../../../domain/in-force/rehearsed-in-force.ts';
import type { Impossible } from '../../../domain/rehearsal/proof.ts';
import type { Rehearsed } from '../../../domain/rehearsal/rehearsed.ts';
import { timeAhead } from '../../../domain/rehearsal/time-ahead.ts';
import type { Database } from '../../../platform/db/database.ts';
import { oneByOne } from '../../../platform/one-by-one.ts';
import type { RouteContext } from '../route.ts';
import type { ProofOrder } from './prove-process.ts';

/** Longer than this nobody looks at a page that does not come. */
const TIMEOUT_MS = 10_000;

/**
 * The times of the next 90 days in which a promise cannot be kept, whoever answers, by what is in force. It is worked out in
 * a process of its own: calls and pages wait for nothing in this one.
 * @returns null: it took too long, or failed
 */
export async function proveInForce(database: Database, now: Date): Promise<Impossible[] | null> {
  return proveApart({ after: await rehearsedInForce(database, now), ...timeAhead(now) });
}

/** Those that a change of the directory would make; where that cannot be worked out in time, nobody is kept waiting for it. */
export async function holesMadeBy(
  change: (directory: Rehearsed['directory']) => Rehearsed['directory'],
  { deps, now }: Pick<RouteContext, 'deps' | 'now'>,
): Promise<Impossible[]> {
  const before = await rehearsedInForce(deps.database, now);
  const after = { ...before, directory: change(before.directory) };
  return (await proveApart({ before, after, ...timeAhead(now) })) ?? [];
}

/** However many look at once, one processor is enough for them: callers need the other. */
const inTurn = oneByOne();

function proveApart(order: ProofOrder): Promise<Impossible[] | null> {
  return inTurn(() => proveInProcess(order));
}

function proveInProcess(order: ProofOrder): Promise<Impossible[] | null> {
  return new Promise((resolve) => {
    const child = fork(new URL('./prove-process.ts', import.meta.url), {
      serialization: 'advanced',
      stdio: 'ignore',
    });
    const timeout = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_MS);
    child.once('message', (holes) => resolve(holes as Impossible[]));
    child.once('error', () => resolve(null));
    child.once('exit', () => {
      clearTimeout(timeout);
      resolve(null);
    });
    child.send(order, () => {});
  });
}
