import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readValues } from '../../../../src/domain/flow/visit-values.ts';

test('a stored visit keeps its texts, also those that only a flow knows', () => {
  const kept = { ticket: '4711', severity: '1', 'what-the-flow-calls-it': 'x', recording: '' };
  expect(readValues(kept)).toEqual(kept);
});

test('what is no text is left out, and the call goes on without it', () => {
  expect(readValues({ ticket: 4711, severity: null, contact: ['x'], told: '1' })).toEqual({ told: '1' });
});

test('whatever stands in a row can be read', () => {
  fc.assert(
    fc.property(fc.anything(), (stored) => {
      for (const value of Object.values(readValues(stored))) expect(typeof value).toBe('string');
    }),
  );
});
