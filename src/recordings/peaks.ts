/** Loudness is taken over this long: short enough for a word. */
const WINDOW_SECONDS = 0.05;
const HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;
const PCM = 1;

interface Format {
  channels: number;
  rate: number;
}

/**
 * How loud a recording is from its beginning to its end, taken while it passes, so that it is never in memory as a whole.
 * It reads WAV of 16 bits, as carriers give it out.
 */
export class PeakMeter {
  #head = Buffer.alloc(0);
  #format: Format | 'unreadable' | undefined;
  readonly #windows: number[] = [];
  #inWindow = 0;
  #loudest = 0;
  #halfSample: number | undefined;

  async *through(audio: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of audio) {
      this.#take(chunk);
      yield chunk;
    }
  }

  /** @returns a byte each, the loudest one 255; null if it was no such audio, or there was none */
  peaks(count: number): Uint8Array | null {
    if (this.#inWindow > 0) this.#closeWindow();
    const loudest = this.#windows.reduce((most, each) => Math.max(most, each), 0);
    if (loudest === 0) return null;
    return Uint8Array.from({ length: count }, (_, index) => {
      const from = Math.floor((index * this.#windows.length) / count);
      const until = Math.max(from + 1, Math.floor(((index + 1) * this.#windows.length) / count));
      const most = this.#windows.slice(from, until).reduce((each, value) => Math.max(each, value), 0);
      return Math.round((most / loudest) * 255);
    });
  }

  #take(chunk: Uint8Array): void {
    if (this.#format === 'unreadable') return;
    if (this.#format) {
      this.#measure(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length), this.#format);
      return;
    }
    this.#head = Buffer.concat([this.#head, chunk]);
    const found = readHeader(this.#head);
    if (found === undefined) return;
    if (found === 'unreadable') {
      this.#format = found;
      return;
    }
    this.#format = found.format;
    this.#measure(this.#head.subarray(found.dataAt), found.format);
    this.#head = Buffer.alloc(0);
  }

  #measure(bytes: Buffer, { channels, rate }: Format): void {
    const length = Math.max(1, Math.round(WINDOW_SECONDS * rate * channels));
    const whole = this.#halfSample === undefined ? bytes : Buffer.from([this.#halfSample, ...bytes]);
    const samples = Math.floor(whole.length / 2);
    this.#halfSample = whole.length % 2 === 1 ? whole.at(-1) : undefined;
    for (let index = 0; index < samples; index += 1) {
      this.#loudest = Math.max(this.#loudest, Math.abs(whole.readInt16LE(index * 2)));
      this.#inWindow += 1;
      if (this.#inWindow >= length) this.#closeWindow();
    }
  }

  #closeWindow(): void {
    this.#windows.push(this.#loudest);
    this.#loudest = 0;
    this.#inWindow = 0;
  }
}

/** Notes before the sound are short; whatever claims to be longer is no recording of a carrier. */
const LARGEST_CHUNK = 100_000;

/** @returns undefined as long as more is needed */
function readHeader(head: Buffer): { format: Format; dataAt: number } | 'unreadable' | undefined {
  if (head.length < HEADER_BYTES) return undefined;
  if (head.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8, 12) !== 'WAVE')
    return 'unreadable';
  let format: Format | null = null;
  for (const { name, at, size } of chunksOf(head)) {
    if (name === 'data') return format ? { format, dataAt: at } : 'unreadable';
    if (size > LARGEST_CHUNK) return 'unreadable';
    if (name === 'fmt ' && at + size <= head.length) format = readFormat(head.subarray(at, at + size));
  }
  return undefined;
}

/** The chunks whose headers have come; they begin at even places. */
function* chunksOf(head: Buffer): Generator<{ name: string; at: number; size: number }> {
  for (let at = HEADER_BYTES + CHUNK_HEADER_BYTES; at <= head.length; ) {
    const size = head.readUInt32LE(at - 4);
    yield { name: head.toString('latin1', at - 8, at - 4), at, size };
    at += size + (size % 2) + CHUNK_HEADER_BYTES;
  }
}

function readFormat(chunk: Buffer): Format | null {
  const isPcm = chunk.length >= 16 && chunk.readUInt16LE(0) === PCM && chunk.readUInt16LE(14) === 16;
  return isPcm ? { channels: chunk.readUInt16LE(2), rate: chunk.readUInt32LE(4) } : null;
}
