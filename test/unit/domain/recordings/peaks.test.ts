import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PeakMeter } from '../../../../src/domain/recordings/peaks.ts';
import { toneWav } from '../../../../src/telephony/simulator/recording.ts';

/** What the meter says of a file that comes in pieces of these lengths, over and over. */
async function peaksOf(file: Buffer, lengths: readonly number[], count = 20): Promise<Uint8Array | null> {
  const meter = new PeakMeter();
  async function* pieces() {
    for (let at = 0, turn = 0; at < file.length; turn += 1) {
      const length = lengths[turn % lengths.length] ?? 1;
      yield file.subarray(at, at + length);
      at += length;
    }
  }
  for await (const _piece of meter.through(pieces()));
  return meter.peaks(count);
}

/** A second of silence, then a second of sound. */
function silenceThenSound(): Buffer {
  const tone = toneWav(2);
  tone.fill(0, 44, 44 + 16_000);
  return tone;
}

describe('the loudness of a recording', () => {
  it('is drawn from its beginning to its end', async () => {
    const peaks = await peaksOf(silenceThenSound(), [4_096]);
    expect([...(peaks ?? [])].slice(0, 10)).toEqual(Array(10).fill(0));
    expect([...(peaks ?? [])].slice(10).every((peak) => peak > 250)).toBe(true);
  });

  it('is the same in whatever pieces the audio comes', async () => {
    const whole = await peaksOf(silenceThenSound(), [1_000_000]);
    const lengths = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(lengths, async (some) => {
        expect(await peaksOf(silenceThenSound(), some)).toEqual(whole);
      }),
      { numRuns: 20 },
    );
  });

  it('of less than there are bars fills all bars', async () => {
    expect(await peaksOf(toneWav(0.1), [100])).toHaveLength(20);
  });

  it('is not known of what is no such audio, is empty or silent', async () => {
    const silent = toneWav(1).fill(0, 44);
    const compressed = toneWav(1);
    compressed.writeUInt16LE(7, 20);
    for (const file of [Buffer.from('<xml/>'), Buffer.alloc(0), toneWav(0), silent, compressed])
      expect(await peaksOf(file, [50])).toBeNull();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const file = Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVE'), bytes]);
        const peaks = await peaksOf(file, [7]);
        expect(peaks === null || peaks.length === 20).toBe(true);
      }),
    );
  });
});
