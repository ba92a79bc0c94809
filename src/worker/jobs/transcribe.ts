import { cleanTranscript } from '../../domain/recordings/clean-transcript.ts';
import type { Recording } from '../../domain/recordings/recording.ts';
import { findRecording } from '../../domain/recordings/recording-store.ts';
import { runTranscriber } from '../../domain/recordings/run-transcriber.ts';
import {
  countTranscriptFailure,
  giveUpTranscript,
  MAX_TRANSCRIPT_TRIES,
  saveTranscript,
  spokenLanguage,
} from '../../domain/recordings/transcript-store.ts';
import { type ClaimedTimer, postponeTimer } from '../../platform/timers/claimed-timers-store.ts';
import { clearTimer } from '../../platform/timers/timer-store.ts';
import type { Job, JobDeps } from './job.ts';

/** Hearing takes a whole processor: one recording at a time in each worker. */
let isBusy = false;
const PLACE_MS = 5_000;
const AGAIN_MS = 60_000;

/**
 * Has the operator's program write down what was said. Nobody waits for it: pages and people go before, and a transcript
 * that cannot be made is given up after a few tries and said.
 */
export const transcribe: Job = async (deps, timer) => {
  const { database, transcriber, now } = deps;
  const recording = await findRecording(database, timer.subject);
  if (!transcriber || !recording?.stored) return;
  const later = (ms: number) =>
    database.transaction((tx) => postponeTimer(tx, timer, new Date(now().getTime() + ms)));
  if (isBusy) return later(PLACE_MS);
  isBusy = true;
  try {
    await hear(deps, recording, recording.stored.key);
    await clearTimer(database, 'transcribe', recording.sid);
  } catch (error) {
    await fail(deps, timer, error);
  } finally {
    isBusy = false;
  }
};

async function hear({ database, storage, transcriber, now }: JobDeps, { sid }: Recording, key: string) {
  if (!transcriber) return;
  const language = (await spokenLanguage(database, sid)) ?? 'en';
  const text = cleanTranscript(await runTranscriber(transcriber, await storage.read(key), language));
  // silence: there is nothing to write down
  if (text === null) await giveUpTranscript(database, sid, now());
  else await database.transaction((tx) => saveTranscript(tx, sid, text, now()));
}

async function fail({ database, now, log }: JobDeps, timer: ClaimedTimer, error: unknown): Promise<void> {
  const { subject: recording } = timer;
  const tries = await countTranscriptFailure(database, recording);
  const reason = (error as Error).message;
  if (tries < MAX_TRANSCRIPT_TRIES) {
    log.warn({ recording, tries, reason }, 'a transcript could not be made and will be retried');
    const again = new Date(now().getTime() + AGAIN_MS * tries);
    await database.transaction((tx) => postponeTimer(tx, timer, again));
    return;
  }
  log.error(
    { recording, tries, reason },
    'a transcript failed for good: run the program in TRANSCRIBE_COMMAND by hand on a WAV file to see why',
  );
  await giveUpTranscript(database, recording, now());
  await clearTimer(database, 'transcribe', recording);
}
