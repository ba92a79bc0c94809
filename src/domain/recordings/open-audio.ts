import { Readable } from 'node:stream';
import type { Db } from '../../platform/db/database.ts';
import { HotlineError } from '../../platform/errors.ts';
import type { Carrier } from '../carrier/carrier.ts';
import { isGone } from './recording.ts';
import { findRecording } from './recording-store.ts';
import type { Piece, RecordingStorage } from './storage.ts';

/** Audio that somebody may listen to, in whatever pieces. */
export interface Audio {
  contentType: string;
  bytes: number;
  /** changes with the audio; null where nothing is known to compare it by */
  etag: string | null;
  read(piece?: Piece): Promise<Readable>;
}

/**
 * A recording from our storage, or from the carrier as long as it is not there yet.
 * @throws HotlineError `not-found` if nobody has it (any more), else as the carrier or the storage does
 */
export async function openAudio(
  { database, storage, carrier }: { database: Db; storage: RecordingStorage; carrier: Carrier },
  sid: string,
): Promise<Audio> {
  const recording = await findRecording(database, sid);
  if (recording && isGone(recording)) throw new HotlineError('not-found', `recording ${sid} was deleted`);
  if (recording?.stored) {
    const { key, contentType, bytes, sha256 } = recording.stored;
    return { contentType, bytes, etag: `"${sha256}"`, read: (piece) => storage.read(key, piece) };
  }
  const { audio, contentType } = await fetchWhole(carrier, sid);
  return {
    contentType,
    bytes: audio.length,
    etag: null,
    read: async (piece) => Readable.from([piece ? audio.subarray(piece.start, piece.end + 1) : audio]),
  };
}

/** What is too large, or lies elsewhere, nobody gives out. */
async function fetchWhole(carrier: Carrier, sid: string): Promise<{ audio: Buffer; contentType: string }> {
  try {
    const { body, contentType } = await carrier.fetchRecording(sid);
    return { audio: Buffer.from(await new Response(body).arrayBuffer()), contentType };
  } catch (error) {
    const isOurs =
      error instanceof HotlineError && (error.code === 'audio-too-large' || error.code === 'audio-elsewhere');
    throw isOurs ? new HotlineError('not-found', error.message, { cause: error }) : error;
  }
}
