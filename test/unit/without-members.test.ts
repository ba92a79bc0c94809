import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutMembers } from '../../src/platform/without-members.ts';

test.each([
  ['{"a":1}', '{}'],
  ['{}', '{}'],
  [' { "a" : [{"b":1},2] , "b" : 1e400 } ', '{ "b" : 1e400 }'],
  ['{"b":"\\"a\\":1,","a":"}","\\u0061":{}}', '{"b":"\\"a\\":1,"}'],
  ['{"b":{"a":1},"c":[{"a":1}],"a":0}', '{"b":{"a":1},"c":[{"a":1}]}'],
])('%s without its a', (json, left) => {
  expect(withoutMembers(json, ['a'])).toBe(left);
});

test('what is left means the same as before', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('a', 'b', '"', '{', ',', ''), fc.jsonValue()), (members) => {
      const { a: _, ...rest } = members;
      const json = withoutMembers(JSON.stringify(members, null, 1), ['a']);
      expect(JSON.stringify(JSON.parse(json))).toBe(JSON.stringify(rest));
    }),
  );
});
