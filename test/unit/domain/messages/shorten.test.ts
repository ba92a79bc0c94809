import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortenToOnePart } from '../../../../src/domain/messages/shorten.ts';
import { smsParts } from '../../../../src/domain/messages/sms-parts.ts';

const around = (before: number) => (value: string) => `${'x'.repeat(before)} ${value}.`;

test('what fits stays whole; what does not is cut no further than it has to be', () => {
  expect(shortenToOnePart(around(100), 'Musterwerk AG')).toContain(' Musterwerk AG.');
  const text = shortenToOnePart(around(120), 'Süddeutsche Präzisionswerkzeug- und Maschinenbau');
  expect(text).toMatch(/ Süddeutsche Präzisionswerkzeug- und\.\.\.\.$/);
  expect(text.length).toBeGreaterThan(155);
});

test('where no cut would help the value stays whole', () => {
  expect(shortenToOnePart(around(170), 'Musterwerk AG Musterwerk')).toContain('Musterwerk AG Musterwerk');
  expect(shortenToOnePart(around(100), 'Акционерное общество')).toContain('Акционерное общество');
});

test('a cut text takes one part and begins as the whole does', () => {
  const value = fc.string({ unit: 'grapheme', maxLength: 300 });
  fc.assert(
    fc.property(value, fc.nat(150), (whole, before) => {
      const write = around(before);
      const text = shortenToOnePart(write, whole);
      expect(text === write(whole) || smsParts(text) === 1).toBe(true);
      expect(text.isWellFormed()).toBe(write(whole).isWellFormed());
    }),
  );
});
