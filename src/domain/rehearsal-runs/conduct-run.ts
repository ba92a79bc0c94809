import type { Database } from '../../platform/db/database.ts';
import type { Logger } from '../../platform/log.ts';
import { every } from '../../platform/run-every.ts';
import { timeAhead } from '../rehearsal/time-ahead.ts';
import { basisInForce } from './basis-in-force.ts';
import { type RehearsalUnderWay, rehearseApart } from './rehearse-apart.ts';
import type { RehearsalOutcome } from './rehearse-process.ts';
import { type AskedRun, RUN_TIMEOUT_MS } from './run.ts';
import { finishRun, noteRunProgress } from './run-store.ts';

/** How far it is can be seen so often, and whether somebody wants it to stop. */
const BEAT_MS = 500;

export interface ConductDeps {
  database: Database;
  log: Logger;
  now: () => Date;
}

/** Plays a rehearsal that was asked for, by what is in force now, and keeps what it came to. Never throws. */
export async function conductRun(deps: ConductDeps, id: string, asked: AskedRun): Promise<void> {
  const { database, log, now } = deps;
  let outcome: RehearsalOutcome | null = null;
  try {
    const at = now();
    const { from, until } = timeAhead(at);
    const basis = await basisInForce(database, at);
    const underWay = rehearseApart({ ...asked, basis, from, until, now: at }, RUN_TIMEOUT_MS);
    const end = every(BEAT_MS, log, () => beat(deps, id, underWay));
    outcome = await underWay.outcome;
    await end();
  } catch (err) {
    log.warn({ err, run: id }, 'a rehearsal could not be played; it can be started again in the console');
  }
  const ended = outcome?.report.interrupted ? 'stopped' : 'done';
  await finishRun(database, id, { status: outcome ? ended : 'failed', result: outcome }, now()).catch((err) =>
    log.warn({ err, run: id }, 'what a rehearsal came to could not be kept; start it again in the console'),
  );
}

async function beat({ database, now }: ConductDeps, id: string, underWay: RehearsalUnderWay): Promise<void> {
  const isToStop = await noteRunProgress(database, id, underWay.progress(), now());
  if (isToStop === null) underWay.kill();
  else if (isToStop) underWay.stop();
}
