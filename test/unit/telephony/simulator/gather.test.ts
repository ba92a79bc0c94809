import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type } from '../../../../src/telephony/simulator/verbs/gather.ts';

describe('typing into a Gather', () => {
  it.each([
    ['all digits are there', '', '471108', { numDigits: 6, finishOnKey: '#' }, '471108', true],
    ['the finishing key comes early', '', '47#', { numDigits: 6, finishOnKey: '#' }, '47', true],
    ['the finishing key comes first', '', '#', { numDigits: undefined, finishOnKey: '#' }, '', false],
    ['there is no finishing key', '', '4#', { numDigits: undefined, finishOnKey: '' }, '4#', false],
    ['more is pressed than asked for', '1', '23', { numDigits: 2, finishOnKey: '#' }, '12', true],
  ])('when %s', (_when, typed, keys, rules, digits, done) => {
    expect(type(typed, keys, rules)).toEqual({ digits, done });
  });

  it('is the same key by key as all at once', () => {
    const rules = fc.record({
      numDigits: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
      finishOnKey: fc.constantFrom('#', '*', ''),
    });
    const keys = fc.string({ unit: fc.constantFrom(...'0123456789*#'), maxLength: 12 });
    fc.assert(
      fc.property(rules, keys, (byRules, pressed) => {
        let state = { digits: '', done: false };
        for (const key of pressed) if (!state.done) state = type(state.digits, key, byRules);
        expect(state).toEqual(type('', pressed, byRules));
      }),
    );
  });
});
