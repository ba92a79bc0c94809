import { describe, expect, it } from 'vitest';
import { silentMp3, toneWav } from '../../../../src/telephony/simulator/recording.ts';

describe('the sound of a recording', () => {
  it('is a WAV file of its length', () => {
    const file = toneWav(2);
    expect(file.toString('latin1', 0, 4)).toBe('RIFF');
    expect(file.readUInt32LE(40) / file.readUInt32LE(28)).toBe(2);
    expect(file.length).toBe(44 + file.readUInt32LE(40));
  });

  it('is an MP3 file of whole frames', () => {
    const file = silentMp3(1);
    expect(file.length % 36).toBe(0);
    expect(file.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xf3]));
  });
});
