import type { Work } from '../../platform/db/work.ts';
import { LAST } from '../../platform/timers/timer.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import { cleanTranscript } from './clean-transcript.ts';
import { giveUpTranscript, saveTranscript } from './transcript-store.ts';

/** What the carrier heard on a recording. */
interface Transcription {
  /** the carrier's name for it */
  sid: string;
  recording: string;
  /** null: it could not make one */
  text: string | null;
}

/** Keeps the carrier's transcription, and has the carrier forget it: deleting the recording there would leave it. */
export async function takeTranscription(
  { tx, now }: Work,
  { sid, recording, text }: Transcription,
): Promise<void> {
  const cleaned = text === null ? null : cleanTranscript(text);
  if (cleaned === null) await giveUpTranscript(tx, recording, now);
  else await saveTranscript(tx, recording, cleaned, now);
  await setTimer(tx, { kind: 'erase-at-carrier', subject: sid, dueAt: now, priority: LAST });
}
