import fc from 'fast-check';
import { expect, test } from 'vitest';
import { doubledKeys } from '../../src/platform/doubled-keys.ts';

test.each([
  ['{"a":1,"b":2,"a":3}', ['a']],
  ['{"a":{"b":1,"b":2}}', ['a.b']],
  ['[[],{"x":1},{"x":1 , "x" :2}]', ['2.x']],
  ['{"at":1,"\\u0061t":2}', ['at']],
  ['{"a\\"b":1,"a\\"b":2}', ['a"b']],
  ['{"":1,"":2}', ['']],
  ['{"a":"b","b":"a","c":["a","a"]}', []],
  ['{"a":{"x":1},"b":{"x":1}}', []],
  ['{"a":"\\"b\\":{","c":"}"}', []],
])('%s', (json, twice) => {
  expect(doubledKeys(json)).toEqual(twice);
});

test.each(['', '{"a":1,"a', '"', '}}]],,"a":1', '{"\\u00":1,"\\u00":2'])(
  '%j, which is no JSON, does no harm',
  (text) => {
    expect(() => doubledKeys(text)).not.toThrow();
  },
);

test('what a program writes says nothing twice, and a megabyte is no burden', () => {
  fc.assert(fc.property(fc.json(), (json) => doubledKeys(json).length === 0));
  expect(doubledKeys(JSON.stringify({ a: '\\"'.repeat(500_000), b: 'x'.repeat(1_000_000) }))).toEqual([]);
});
