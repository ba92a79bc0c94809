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
  const long = JSON.stringify({ a: '\\"'.repeat(500_000), b: 'x'.repeat(1_000_000) });
  expect(doubledKeys(long)).toEqual([]);
});

test('a text that nothing closes is read once, whatever quotes and signs stand in it', () => {
  // each quote in it was taken for the beginning of another: minutes for as much as this
  for (const part of ['\\"', '\\', '\\\\', '\\n', '{,'])
    expect(doubledKeys(`{"a":1,"a":"${part.repeat(500_000)}`)).toEqual(['a']);
  expect(doubledKeys(`{"a":"${'\\"'.repeat(500_000)}\\`)).toEqual([]);
});

test('of a body that says everything twice, deep inside, no more is put together than is asked for', () => {
  const body = `${'['.repeat(20_000)}${'{"a":1,"a":1,'.repeat(20_000)}`;
  expect(doubledKeys(body, 3).map((path) => path.length)).toEqual([40_001, 40_003, 40_005]);
});
