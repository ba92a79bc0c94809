import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanTranscript, MAX_TRANSCRIPT_CHARS } from '../../../../src/domain/recordings/clean-transcript.ts';

test.each([
  [
    'Seit acht Uhr  steht\tdie Anlage.\r\n\r\n Bitte   melden. ',
    'Seit acht Uhr steht die Anlage.\nBitte melden.',
  ],
  ['\u0000\u001b[31mrot\u202e', '[31mrot'],
  ['', null],
  [' \n\t', null],
  ['... \n -', null],
])('%j', (heard, kept) => {
  expect(cleanTranscript(heard)).toBe(kept);
});

test('whatever a program writes: bounded, without control characters, and cleaned again it stays', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), fc.nat(60), (text, times) => {
      const kept = cleanTranscript(text.repeat(times + 1));
      if (kept === null) return;
      expect(kept.length).toBeLessThanOrEqual(MAX_TRANSCRIPT_CHARS);
      expect(kept).not.toMatch(/[\p{Cs}\p{Cf}]|(?!\n)\p{Cc}/u);
      expect(cleanTranscript(kept)).toBe(kept.trimEnd());
    }),
  );
});
