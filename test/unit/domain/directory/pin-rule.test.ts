import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flawOf } from '../../../../src/domain/directory-entry/pin-rule.ts';

describe('a PIN', () => {
  it.each(['0000', '1234', '5503', '47110'])('%s is too short', (pin) => {
    expect(flawOf(pin)).toBe('short');
  });

  it.each(['123456', '654321', '890123', '210987', '0123456789', '9876543210', '1234567890', '7890123'])(
    '%s is a run',
    (pin) => {
      expect(flawOf(pin)).toBe('run');
    },
  );

  it.each(['000000', '9999999999', '121212', '1212121', '123123', '12312312', '471471', '4711471147'])(
    '%s is a repeat',
    (pin) => {
      expect(flawOf(pin)).toBe('repeat');
    },
  );

  it.each([
    '471108',
    '082915',
    '835174',
    '614020',
    '730155',
    '904417',
    '550011',
    '120399',
    '112233',
    '135790',
    '123455',
  ])('%s is good', (pin) => {
    expect(flawOf(pin)).toBeNull();
  });

  it('that counts on or back from any digit, at any length, is a run', () => {
    fc.assert(
      fc.property(
        fc.nat(9),
        fc.integer({ min: 6, max: 10 }),
        fc.constantFrom(1, 9),
        (first, length, step) => {
          const pin = Array.from({ length }, (_, index) => (first + index * step) % 10).join('');
          expect(flawOf(pin)).toBe('run');
        },
      ),
    );
  });

  it('that is filled by a part of at most half its length is a repeat', () => {
    const parts = fc.stringMatching(/^[0-9]{1,5}$/);
    fc.assert(
      fc.property(parts, fc.integer({ min: 6, max: 10 }), (part, length) => {
        fc.pre(part.length * 2 <= length);
        const pin = part.repeat(10).slice(0, length);
        expect(flawOf(pin)).not.toBeNull();
      }),
    );
  });

  it('is refused rarely: of all with six digits fewer than one in nine hundred', () => {
    let refused = 0;
    for (let number = 0; number < 1_000_000; number += 1)
      if (flawOf(String(number).padStart(6, '0')) !== null) refused += 1;
    expect(refused).toBe(1_110);
  });
});
