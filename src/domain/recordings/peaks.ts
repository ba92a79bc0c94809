import { type WavFormat, WavHeader } from './wav-header.ts';

/** Loudness is taken over this long: short enough for a word. */
const WINDOW_SECONDS = 0.05;
/**
 * How loud a recording is from its beginning to its end, taken while it passes, so that it is never in memory as a whole.
 * It reads WAV of 16 bits, as carriers give it out.
 */
export class PeakMeter {
  readonly #header = new WavHeader();
  #format: WavFormat | 'unreadable' | undefined;
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
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    if (this.#format) {
      this.#measure(bytes, this.#format);
      return;
    }
    const found = this.#header.take(bytes);
    if (found === undefined) return;
    this.#format = found === 'unreadable' ? found : found.format;
    if (found !== 'unreadable') this.#measure(found.sound, found.format);
  }

  #measure(bytes: Buffer, { channels, rate }: WavFormat): void {
    const length = Math.max(1, Math.round(WINDOW_SECONDS * rate * channels));
    const whole =
      this.#halfSample === undefined ? bytes : Buffer.concat([Buffer.from([this.#halfSample]), bytes]);
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
