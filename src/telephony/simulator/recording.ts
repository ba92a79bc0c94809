import { newSid } from './sid.ts';

/** A recording as the carrier keeps it. There is no sound in the practice line; a soft tone of the right length stands for it. */
export interface SimulatedRecording {
  sid: string;
  callSid: string;
  seconds: number;
  createdAt: Date;
}

export function newRecording(callSid: string, seconds: number, createdAt: Date): SimulatedRecording {
  return { sid: newSid('RE'), callSid, seconds, createdAt };
}

const SAMPLES_A_SECOND = 8000;
const TONE_HZ = 330;
const LOUDNESS = 0.08;
const HEADER_BYTES = 44;

/** A WAV file, one channel of 16 bits, of a soft tone that long. */
export function toneWav(seconds: number): Buffer {
  const samples = Math.round(seconds * SAMPLES_A_SECOND);
  const file = Buffer.alloc(HEADER_BYTES + samples * 2);
  file.write('RIFF', 0);
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(SAMPLES_A_SECOND, 24);
  file.writeUInt32LE(SAMPLES_A_SECOND * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(samples * 2, 40);
  for (let index = 0; index < samples; index += 1) {
    const wave = Math.sin((2 * Math.PI * TONE_HZ * index) / SAMPLES_A_SECOND);
    file.writeInt16LE(Math.round(wave * LOUDNESS * 32767), HEADER_BYTES + index * 2);
  }
  return file;
}

const MP3_FRAME_BYTES = 36;
const MP3_FRAME_SECONDS = 0.036;
/** MPEG-2 layer III, 8 kbit/s, 16 kHz, one channel: a frame of zeros after this header is silence. */
const MP3_HEADER = [0xff, 0xf3, 0x18, 0xc4] as const;

/** An MP3 file of silence that long. */
export function silentMp3(seconds: number): Buffer {
  const frames = Math.max(1, Math.round(seconds / MP3_FRAME_SECONDS));
  const file = Buffer.alloc(frames * MP3_FRAME_BYTES);
  for (let frame = 0; frame < frames; frame += 1) file.set(MP3_HEADER, frame * MP3_FRAME_BYTES);
  return file;
}
