import { archiveRecording } from '../../domain/recordings/archive-recording.ts';
import { type Recording, storageKey } from '../../domain/recordings/recording.ts';
import {
  countRecordingFailure,
  findRecording,
  moveRecording,
  noteDeleted,
  noteStored,
} from '../../domain/recordings/recording-store.ts';
import { queueTranscript } from '../../domain/recordings/transcript-store.ts';
import { doubling } from '../../platform/doubling.ts';
import { HotlineError } from '../../platform/errors.ts';
import { type ClaimedTimer, postponeTimer } from '../../platform/timers/claimed-timers-store.ts';
import type { Job, JobDeps } from './job.ts';

/** Audio is heavy and can wait: however much there is of it, pages have most of the places. */
const AT_ONCE = 4;
const PLACE_MS = 2_000;
const FIRST_MS = 5_000;
const MAX_MS = 600_000;
/** A recording may not be ready as soon as the call says so; later than this it never will be. */
const READY_WITHIN_MS = 3_600_000;
/** By then it has gone wrong, and somebody has to look. */
const ALARMING = 5;

const underWay = new Set<string>();

/**
 * Takes one recording to where it belongs: from the carrier into our storage, then off the carrier; or, when it is unwanted,
 * out of both. Each step is on record before the next is begun, and doing one twice does no harm.
 */
export const keepRecording: Job = async (deps, timer) => {
  const { subject: sid } = timer;
  if (underWay.size >= AT_ONCE || underWay.has(sid)) return later(deps, timer, PLACE_MS);
  underWay.add(sid);
  try {
    await keep(deps, sid);
  } catch (error) {
    await fail(deps, timer, error);
  } finally {
    underWay.delete(sid);
  }
};

async function keep(deps: JobDeps, sid: string): Promise<void> {
  const { database, storage, carrier, now } = deps;
  const recording = await findRecording(database, sid);
  if (!recording) return;
  if (recording.state === 'unwanted') {
    // what was stored may not have been noted any more
    await storage.remove(recording.stored?.key ?? storageKey(recording));
    await carrier.forget(sid);
    await noteDeleted(database, sid, now());
    return;
  }
  if (recording.state === 'at-carrier' && !(await fetchAndStore(deps, recording))) return;
  if (recording.state === 'at-carrier' || recording.state === 'stored') {
    await carrier.forget(sid);
    await moveRecording(database, sid, 'stored', 'deleted-at-carrier');
  }
}

/** @returns whether it is stored now, and so may be deleted at the carrier */
async function fetchAndStore(
  { database, storage, carrier, transcriber, now, log }: JobDeps,
  recording: Recording,
): Promise<boolean> {
  const { sid, madeAt } = recording;
  try {
    const { stored, peaks } = await archiveRecording({ carrier, storage }, recording, now());
    const isKept = await database.transaction(async (tx) => {
      const isNoted = await noteStored(tx, sid, stored, peaks);
      if (isNoted && transcriber) await queueTranscript(tx, sid, now());
      return isNoted;
    });
    if (isKept) return true;
    // somebody has decided meanwhile that it must not be kept
    await storage.remove(stored.key);
    return false;
  } catch (error) {
    if (!(error instanceof HotlineError) || !isFinal(error, now().getTime() - madeAt.getTime())) throw error;
    await moveRecording(database, sid, 'at-carrier', 'missing');
    log.error(
      { recording: sid, reason: error.message },
      'a recording could not be stored and will not be tried again: see whether the carrier still has it',
    );
    return false;
  }
}

/** Whether it makes no sense to ask again. @param ageMs of the recording */
function isFinal({ code }: HotlineError, ageMs: number): boolean {
  if (code === 'audio-too-large') return true;
  return (code === 'not-found' || code === 'audio-elsewhere') && ageMs >= READY_WITHIN_MS;
}

async function fail(deps: JobDeps, timer: ClaimedTimer, error: unknown): Promise<void> {
  const failures = await countRecordingFailure(deps.database, timer.subject);
  deps.log[failures < ALARMING ? 'warn' : 'error'](
    { err: error, recording: timer.subject, failures },
    'a recording could not be fetched, stored or deleted; will be retried',
  );
  await later(deps, timer, doubling(failures, FIRST_MS, MAX_MS));
}

async function later({ database, now }: JobDeps, timer: ClaimedTimer, ms: number): Promise<void> {
  await database.transaction((tx) => postponeTimer(tx, timer, new Date(now().getTime() + ms)));
}
