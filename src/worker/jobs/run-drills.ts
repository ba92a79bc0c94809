import { randomInt, randomUUID } from 'node:crypto';
import { decideDrill, MAX_WAIT_MS } from '../../domain/drill/decide-drill.ts';
import { DRILL_DIGITS, type Drill, type DrillFault, type DrillLine } from '../../domain/drill/drill.ts';
import {
  dropDrill,
  findLastDrill,
  insertDrill,
  lockDrillUnderWay,
  noteDrillPlaced,
} from '../../domain/drill/drill-store.ts';
import { DRILL_SUBJECT, endDrill } from '../../domain/drill/end-drill.ts';
import type { Tx } from '../../platform/db/database.ts';
import { HotlineError } from '../../platform/errors.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import type { Job, JobDeps } from './job.ts';

const RING_SECONDS = 30;

/** Tries the line by a call to ourselves when it is time for one, and ends one that does not come through. */
export const runDrills: Job = async (deps) => {
  const { database, drills, now } = deps;
  if (!drills) return;
  const at = now();
  const last = await findLastDrill(database);
  const decided = decideDrill(last, at, drills.everyMs);
  if (decided.act === 'begin') return begin(deps, drills, { begunAt: at, dueAgainAt: decided.dueAgainAt });
  if (decided.act === 'end') await end(deps, decided);
  else if (decided.act === 'drop') await drop(deps, decided);
  else if (decided.act === 'wait') await database.transaction((tx) => ringAt(tx, decided.until));
};

async function begin(
  deps: JobDeps,
  { number }: DrillLine,
  times: Pick<Drill, 'begunAt' | 'dueAgainAt'>,
): Promise<void> {
  const { database, carrier, hotline, urls, now } = deps;
  const id = randomUUID();
  const digits = String(randomInt(10 ** DRILL_DIGITS)).padStart(DRILL_DIGITS, '0');
  const isBegun = await database.transaction(async (tx) => {
    await ringAt(tx, new Date(times.begunAt.getTime() + MAX_WAIT_MS));
    return insertDrill(tx, { id, ...times, number, digits });
  });
  if (!isBegun) return;
  try {
    await carrier.startCall({
      to: hotline.number,
      from: number,
      url: urls.drill(id),
      ringSeconds: RING_SECONDS,
    });
  } catch (error) {
    const code = error instanceof HotlineError ? error.code : undefined;
    if (code === 'overtaken') throw error;
    // so many calls go out: that says nothing of the way in
    if (code === 'carrier-busy') return;
    deps.log.warn({ err: error }, 'a drill could not be placed: the carrier did not take the call');
    if (code !== 'carrier-unknown-outcome') return end(deps, { id, fault: 'not-placed' });
  }
  await noteDrillPlaced(database, id, now());
}

/** Another one may be under way by now: the answer of the carrier can take long. */
async function end(
  { database, hotline, now, log }: JobDeps,
  { id, fault }: { id: string; fault: DrillFault },
): Promise<void> {
  const news = await database.transaction(async (tx) => {
    const drill = await lockDrillUnderWay(tx);
    return drill?.id === id ? endDrill({ tx, hotline, now: now() }, drill, fault) : undefined;
  });
  if (news === undefined) return;
  if (news === 'failed')
    log.error(
      { fault },
      'drills do not come through, so callers may not either: see HotlineLineClosed in the run book',
    );
  else log.warn({ fault }, 'a drill did not come through');
}

async function drop({ database, now }: JobDeps, { id }: Pick<Drill, 'id'>): Promise<void> {
  await database.transaction(async (tx) => {
    await dropDrill(tx, id);
    await ringAt(tx, now());
  });
}

async function ringAt(tx: Tx, dueAt: Date): Promise<void> {
  await setTimer(tx, { kind: 'drill', subject: DRILL_SUBJECT, dueAt });
}
