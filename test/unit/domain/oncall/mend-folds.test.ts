import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mendFolds } from '../../../../src/domain/oncall/mend-folds.ts';
import { decodeText } from '../../../../src/platform/text-file.ts';

/** Folds each line after so many bytes, wherever a character may be. */
function foldedBy(bytes: Buffer, length: number): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += length) {
    if (at > 0) parts.push(Buffer.from('\r\n '));
    parts.push(bytes.subarray(at, at + length));
  }
  return Buffer.concat(parts);
}

// no program folds shorter than a character
test('characters that a fold has cut in two are whole again', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((each) => !/[\r\n\0\ufeff]/.test(each));
  fc.assert(
    fc.property(text, fc.integer({ min: 4, max: 12 }), (line, length) => {
      const bytes = Buffer.from(line);
      const mended = decodeText(mendFolds(foldedBy(bytes, length)), 'a.ics').text;
      expect(mended?.replaceAll(/\r\n /g, '')).toBe(bytes.toString());
    }),
  );
});

test('bytes of another encoding stay what they are, in their line', () => {
  const bytes = Buffer.from('SUMMARY:Anna\r\n Weber\r\nLOCATION:M\u00fcnchen\r\n', 'latin1');
  expect(Buffer.from(mendFolds(bytes))).toEqual(bytes);
  expect(decodeText(mendFolds(bytes), 'a.ics').faults[0]?.line).toBe(3);
});
