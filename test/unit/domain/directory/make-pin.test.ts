import { expect, it } from 'vitest';
import { makePin } from '../../../../src/domain/customers/fresh-pin.ts';

it('makes PINs of six digits that are not the first ones to be tried', () => {
  const pins = Array.from({ length: 2_000 }, makePin);
  for (const pin of pins) {
    expect(pin).toMatch(/^\d{6}$/);
    expect(new Set(pin).size).toBeGreaterThanOrEqual(4);
    expect('0123456789 9876543210').not.toContain(pin);
  }
  expect(new Set(pins).size).toBeGreaterThan(1_900);
});
