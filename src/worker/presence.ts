import { randomUUID } from 'node:crypto';
import type { Database } from '../platform/db/database.ts';
import type { Logger } from '../platform/log.ts';
import {
  deleteSilentWorkers,
  deleteWorker,
  insertWorker,
  noteThere,
  releaseOrphans,
} from './presence-store.ts';

/** A stretch of time in which a worker was there without a gap. What it had in hand in an earlier one may be another's. */
export interface Term {
  /** by which name it has work in hand, `workers.id` */
  owner: string;
  /** Whether nobody can have taken over meanwhile. Asked at the last moment before something leaves. */
  holds(): boolean;
}

/** That a worker is there, and which others are gone. */
export interface Presence {
  current(): Term;
  /** Says so, and hands on what others left behind. To be called every `BEAT_MS`; never throws. */
  beat(): Promise<void>;
  /** It ends in good order: what it has still in hand is handed on at once. */
  leave(): Promise<void>;
}

/** A worker by itself, which nobody takes over. */
export function alone(): Presence {
  const term: Term = { owner: randomUUID(), holds: () => true };
  return { current: () => term, beat: async () => {}, leave: async () => {} };
}

export const BEAT_MS = 500;
/** After this without a beat, a worker does not trust its own hands any more: well before others take over. */
const HOLD_MS = 2_000;
/** After this, others take over. With the beat in which they see it, that is less than 4 s. */
export const SILENT_MS = 3_000;

export interface PresenceDeps {
  /** with connections of its own: a beat must not wait behind work */
  database: Database;
  now: () => Date;
  log: Logger;
  /**
   * told after each beat; `found` if there is work that another left behind. No beat waits for what is done about it, or
   * orders would be refused meanwhile
   */
  onBeat: (found: boolean) => Promise<unknown>;
  /** two clocks, milliseconds: one stands still while a machine sleeps, the other may be moved by people */
  clocks?: () => { monotonic: number; host: number };
}

/**
 * Says twice a second that this worker is there. One that was silent for three seconds is gone: whoever was there all the
 * time (so that the silence was not the database's) hands its work on. If it was only frozen, it finds when it wakes that
 * its term is over, and nothing that it had in hand leaves any more.
 */
export async function openPresence(parts: PresenceDeps): Promise<Presence> {
  const { database, now, log, onBeat, clocks = readClocks } = parts;
  let owner = randomUUID();
  let last = clocks();
  let begun = last;
  /** since whichever clock has moved more: either may have stood still or jumped */
  const since = (then: typeof last) => {
    const { monotonic, host } = clocks();
    return Math.max(monotonic - then.monotonic, Math.abs(host - then.host));
  };
  const newTerm = (): Term => {
    const own = { owner, holds: () => term === own && since(last) < HOLD_MS };
    return own;
  };
  let term: Term;
  term = newTerm();
  await insertWorker(database, owner);

  const beat = async () => {
    const gapMs = since(last);
    const at = clocks();
    const isKnown = await noteThere(database, owner);
    if (!isKnown) {
      owner = randomUUID();
      await insertWorker(database, owner);
    }
    if (!isKnown || gapMs >= HOLD_MS) {
      log.warn(
        { silentForMs: Math.round(gapMs), takenOver: !isKnown },
        'this worker was silent for a while: the work it had begun is started again',
      );
      begun = at;
      term = newTerm();
    }
    last = at;
    onBeat(await handOn()).catch((err: unknown) =>
      log.warn({ err }, 'could not start work that another worker left behind; will be retried'),
    );
  };
  const handOn = async () => {
    const gone = since(begun) < SILENT_MS ? 0 : await deleteSilentWorkers(database, SILENT_MS, owner);
    const found = await database.transaction((tx) => releaseOrphans(tx, now()));
    if (gone > 0) log.warn({ workers: gone, works: found }, 'a worker is gone: others take over its work');
    return found > 0;
  };
  return {
    current: () => term,
    beat: () =>
      beat().catch((err: unknown) =>
        log.warn(
          { err },
          'this worker could not report that it is alive; if that goes on, others take over its work',
        ),
      ),
    leave: () => deleteWorker(database, owner),
  };
}

function readClocks(): { monotonic: number; host: number } {
  return { monotonic: performance.now(), host: Date.now() };
}
