import { fork } from 'node:child_process';
import { rehearsedInForce } from '../../../domain/in-force/rehearsed-in-force.ts';
import type { Impossible } from '../../../domain/rehearsal/proof.ts';
import type { Rehearsed } from '../../../domain/rehearsal/rehearsed.ts';
import type { Database } from '../../../platform/db/database.ts';
import { oneByOne } from '../../../platform/one-by-one.ts';
import type { ProofOrder } from './prove-process.ts';

const DAYS = 90;
const DAY_MS = 86_400_000;
/** Longer than this nobody looks at a page that does not come. */
const TIMEOUT_MS = 10_000;

/**
 * The times of the next 90 days in which a promise cannot be kept, whoever answers, by what is in force. It is worked out in
 * a process of its own: calls and pages wait for nothing in this one.
 * @returns null: it took too long, or failed
 */
export async function proveInForce(database: Database, now: Date): Promise<Impossible[] | null> {
  return proveApart({ after: await rehearsedInForce(database, now), ...ahead(now) });
}

/** Those that a change of the directory would make. @returns null: as above */
export async function proveChange(
  database: Database,
  change: (directory: Rehearsed['directory']) => Rehearsed['directory'],
  now: Date,
): Promise<Impossible[] | null> {
  const before = await rehearsedInForce(database, now);
  return proveApart({
    before,
    after: { ...before, directory: change(before.directory) },
    ...ahead(now),
  });
}

function ahead(now: Date): { from: Date; until: Date } {
  return { from: now, until: new Date(now.getTime() + DAYS * DAY_MS) };
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
