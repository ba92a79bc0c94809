import { createHash, type Hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { HotlineError } from '../../platform/errors.ts';
import { fileFault } from '../../platform/file-fault.ts';

/** A bucket that recordings are kept in. */
export interface Bucket {
  bucket: string;
  /** before every key; empty or with a slash at its end */
  prefix: string;
  /** Undefined: Amazon's own. */
  endpoint: string | undefined;
  /** Undefined: as the SDK finds it. */
  region: string | undefined;
  /** Undefined: as the SDK finds it (environment, profile, role of the machine). */
  key: { id: string; secret: string } | undefined;
}

/**
 * Where recordings lie. Keys are of our own making: letters, digits, `-`, `.` and `/`.
 * Every method may throw a HotlineError `storage-unavailable`.
 */
export interface RecordingStorage {
  /** in words for people: a folder or a bucket */
  place: string;
  /** Keeps audio under a key, whole or not at all; what was there before is replaced. */
  keep(key: string, audio: AsyncIterable<Uint8Array>): Promise<Digest>;
  read(key: string, piece?: Piece): Promise<Readable>;
  /** With whatever somebody left of it who was killed while keeping it. What is not there is no error. */
  remove(key: string): Promise<void>;
  /** Whether it could be written to now; how many bytes are free, null if there is no limit. Changes nothing. */
  look(): Promise<{ freeBytes: number | null }>;
  /** Whether what is removed stays in older versions, as where objects are locked; null: whoever keeps it does not say. */
  keepsVersions(): Promise<boolean | null>;
}

/** What was kept: how much, and its SHA-256 in hexadecimal digits. */
export interface Digest {
  bytes: number;
  sha256: string;
}

/** A piece of audio, first and last byte included. */
export interface Piece {
  start: number;
  end: number;
}

/** Counts and hashes what passes. */
export class DigestMeter {
  readonly #hash: Hash = createHash('sha256');
  #bytes = 0;

  async *through(audio: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of audio) {
      this.#hash.update(chunk);
      this.#bytes += chunk.length;
      yield chunk;
    }
  }

  /** Once everything has passed. */
  digest(): Digest {
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }
}

export function storageUnavailable(place: string, cause: unknown): HotlineError {
  const reason = cause instanceof Error ? fileFault(cause) : String(cause);
  return new HotlineError('storage-unavailable', `Recordings cannot be stored in ${place}: ${reason}`, {
    remedy:
      'Check that it exists, is writable and has free space, or correct DATA_DIR or RECORDINGS_BUCKET; "hotline doctor" shows it.',
    cause,
  });
}
