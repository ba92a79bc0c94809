import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { prefixOf, readReceipt, receiptOf } from '../../../../src/domain/evidence/receipt.ts';

const RECEIPT = '10PPE-YZ7P5';

it.each([
  ['no letter too many', '10PPE-YZ7P5A'],
  ['none too few', '10PPE-YZ7P'],
  ['no letter that the alphabet leaves out', '10PPE-YZ7PU'],
  ['no word before it', 'Beleg 10PPE-YZ7P5'],
  ['nothing', ''],
  ['no other digits', '١٠PPE-YZ7P5'],
  ['no endless one', ` ${'-'.repeat(50)}10PPE-YZ7P5`],
])('a receipt has %s', (_, typed) => {
  expect(readReceipt(typed)).toBeNull();
});

it.each([
  ['in small letters', '10ppe-yz7p5'],
  ['with letters for digits', 'iOppe-yz7p5'],
  ['with an L for the one', 'L0PPE YZ7P5'],
  ['with blanks', ' 10PPE  YZ7P5 '],
  ['with a no-break space', '\u00a010PPE\u00a0YZ7P5'],
  ['with the dash of a text editor', '10PPE–YZ7P5'],
  ['with a hyphen that does not break', '10PPE\u2011YZ7P5'],
  ['with the point that stood behind it in the text message', '10PPE-YZ7P5.'],
  ['between quotes', '„10PPE-YZ7P5“'],
  ['with what nobody sees', '\u200e10PPE\u200b-YZ7P5'],
  ['in wide letters', '１０ＰＰＥ－ＹＺ７Ｐ５'],
])('as it is typed or copied: %s', (_, typed) => {
  expect(readReceipt(typed)).toBe(RECEIPT);
});

it('is the first fifty bits of the hash, of which it tells the first six bytes', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const hash = createHash('sha256').update(text).digest();
      const receipt = receiptOf(hash);
      expect(readReceipt(receipt)).toBe(receipt);
      expect(prefixOf(receipt)).toEqual(hash.subarray(0, 6));
    }),
  );
});
