const HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;
const FORMAT_BYTES = 16;
const PCM = 1;

/** Notes before the sound are short; whatever has more of them is no recording of a carrier. */
const MAX_BEFORE_SOUND = 200_000;
/** What telephones and studios use; with anything else a moment has no length. */
const RATES = { min: 4_000, max: 192_000 };
const MAX_CHANNELS = 8;

export interface WavFormat {
  channels: number;
  /** samples a second */
  rate: number;
}

/**
 * Reads the beginning of a WAV file of 16 bits as it comes. Each byte is looked at once, however many notes stand before the
 * sound and in whatever pieces they come; no more than a chunk's header and format are kept.
 */
export class WavHeader {
  #kept = Buffer.alloc(0);
  /** of a chunk that is passed over */
  #toSkip = 0;
  #seen = 0;
  #isWav = false;
  #format: WavFormat | null = null;

  /** @returns undefined as long as more is needed; `sound` is what came of it already */
  take(piece: Buffer): { format: WavFormat; sound: Buffer } | 'unreadable' | undefined {
    let bytes = this.#passOver(piece);
    if (this.#seen > MAX_BEFORE_SOUND) return 'unreadable';
    bytes = Buffer.concat([this.#kept, bytes]);
    for (;;) {
      const found = this.#next(bytes);
      if (found === undefined) {
        this.#kept = Buffer.from(bytes);
        return undefined;
      }
      if (found === 'unreadable') return found;
      bytes = bytes.subarray(found.length);
      if (found.sound) return this.#format ? { format: this.#format, sound: bytes } : 'unreadable';
      bytes = this.#passOver(bytes);
      if (this.#seen > MAX_BEFORE_SOUND) return 'unreadable';
    }
  }

  #passOver(bytes: Buffer): Buffer {
    const skipped = Math.min(this.#toSkip, bytes.length);
    this.#toSkip -= skipped;
    this.#seen += skipped;
    return bytes.subarray(skipped);
  }

  /** The next header, if all of it has come: how long it is, and whether the sound begins behind it. */
  #next(bytes: Buffer): { length: number; sound: boolean } | 'unreadable' | undefined {
    if (!this.#isWav) return this.#begin(bytes);
    if (bytes.length < CHUNK_HEADER_BYTES) return undefined;
    const name = bytes.toString('latin1', 0, 4);
    const size = bytes.readUInt32LE(4);
    if (name === 'data') return { length: CHUNK_HEADER_BYTES, sound: true };
    if (size > MAX_BEFORE_SOUND) return 'unreadable';
    const isFormat = name === 'fmt ' && size >= FORMAT_BYTES;
    const length = CHUNK_HEADER_BYTES + (isFormat ? FORMAT_BYTES : 0);
    if (bytes.length < length) return undefined;
    if (isFormat) this.#format = readFormat(bytes.subarray(CHUNK_HEADER_BYTES, length));
    // chunks begin at even places
    this.#toSkip = size + (size % 2) - (isFormat ? FORMAT_BYTES : 0);
    this.#seen += length;
    return { length, sound: false };
  }

  #begin(bytes: Buffer): { length: number; sound: boolean } | 'unreadable' | undefined {
    if (bytes.length < HEADER_BYTES) return undefined;
    if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE')
      return 'unreadable';
    this.#isWav = true;
    return { length: HEADER_BYTES, sound: false };
  }
}

function readFormat(chunk: Buffer): WavFormat | null {
  if (chunk.readUInt16LE(0) !== PCM || chunk.readUInt16LE(14) !== 16) return null;
  const format = { channels: chunk.readUInt16LE(2), rate: chunk.readUInt32LE(4) };
  const isUsual = format.channels >= 1 && format.channels <= MAX_CHANNELS;
  return isUsual && format.rate >= RATES.min && format.rate <= RATES.max ? format : null;
}
