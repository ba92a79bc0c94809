import { HotlineError } from '../../platform/errors.ts';
import type { Carrier } from '../carrier/carrier.ts';
import { PeakMeter } from './peaks.ts';
import { type Recording, type StoredAudio, storageKey } from './recording.ts';
import { DigestMeter, type RecordingStorage } from './storage.ts';

/** As many bars as a wide player draws. */
const PEAKS = 160;

/**
 * Takes a recording from the carrier into the storage, and reads it again to see that it lies there as it came: only then
 * may it be deleted at the carrier.
 * @throws HotlineError as the carrier's `fetchRecording` does, or `storage-unavailable`
 */
export async function archiveRecording(
  { carrier, storage }: { carrier: Carrier; storage: RecordingStorage },
  recording: Pick<Recording, 'sid' | 'madeAt'>,
  now: Date,
): Promise<{ stored: StoredAudio; peaks: Uint8Array | null }> {
  const key = storageKey(recording);
  const fetched = await carrier.fetchRecording(recording.sid);
  const { bytes, sha256 } = await storage.keep(key, fetched.body);
  if (fetched.bytes !== null && fetched.bytes !== bytes)
    throw broken(`${bytes} of ${fetched.bytes} bytes came`);
  const [meter, loudness] = [new DigestMeter(), new PeakMeter()];
  for await (const _chunk of loudness.through(meter.through(await storage.read(key))));
  if (meter.digest().sha256 !== sha256) throw broken(`it is not in ${storage.place} as it was written`);
  return {
    stored: { key, contentType: fetched.contentType, bytes, sha256, at: now },
    peaks: loudness.peaks(PEAKS),
  };
}

function broken(reason: string): HotlineError {
  return new HotlineError('storage-unavailable', `A recording could not be stored completely: ${reason}`);
}
