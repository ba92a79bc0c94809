import { describe, expect, it } from 'vitest';
import { PeakMeter } from '../../../../src/domain/recordings/peaks.ts';
import { toneWav } from '../../../../src/telephony/simulator/recording.ts';

/** A WAV with so many empty notes before the sound, in pieces of one size. */
function* withNotes(notes: number, piece: number): Generator<Buffer> {
  const tone = toneWav(1);
  const note = Buffer.from('LIST\0\0\0\0', 'latin1');
  const file = Buffer.concat([tone.subarray(0, 12), ...Array<Buffer>(notes).fill(note), tone.subarray(12)]);
  for (let at = 0; at < file.length; at += piece) yield file.subarray(at, at + piece);
}

async function measure(pieces: Iterable<Buffer>) {
  const meter = new PeakMeter();
  async function* audio() {
    yield* pieces;
  }
  for await (const _piece of meter.through(audio()));
  return meter.peaks(10);
}

/** How many bytes are copied together while this is read. */
async function copied(work: () => Promise<unknown>): Promise<number> {
  const { concat } = Buffer;
  let bytes = 0;
  Buffer.concat = ((list: Uint8Array[], length?: number) => {
    bytes += list.reduce((sum, each) => sum + each.length, 0);
    return concat(list, length);
  }) as typeof concat;
  try {
    await work();
  } finally {
    Buffer.concat = concat;
  }
  return bytes;
}

describe('the beginning of a WAV file', () => {
  it('is found behind many notes, in whatever pieces', async () => {
    for (const piece of [1, 7, 8, 100, 100_000])
      expect(await measure(withNotes(1_000, piece)), `${piece}`).toHaveLength(10);
  });

  it('is read in work that grows with its length', async () => {
    const small = await copied(() => measure([...withNotes(5_000, 8)]));
    const twice = await copied(() => measure([...withNotes(10_000, 8)]));
    expect(twice).toBeLessThan(small * 2.5);
  });

  it('is not looked for without an end', async () => {
    expect(await measure(withNotes(40_000, 1_000))).toBeNull();
  });

  it('with lengths that lie, or a rate nobody has, is no such audio', async () => {
    for (const [at, value] of [
      [16, 0xffff_ffff],
      [16, 0],
      [24, 1],
      [24, 0xffff_ffff],
    ] as const) {
      const tone = toneWav(1);
      tone.writeUInt32LE(value, at);
      expect(await measure([tone]), `${at} ${value}`).toBeNull();
    }
    for (const channels of [0, 9, 65_535]) {
      const tone = toneWav(1);
      tone.writeUInt16LE(channels, 22);
      expect(await measure([tone])).toBeNull();
    }
  });
});
