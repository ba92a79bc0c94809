import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hmacUnder } from '../../../../src/domain/evidence/hmac.ts';

it('says of every key up to a block and every message what others say', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.string({ unit: 'grapheme' }), (key, message) => {
      const others = createHmac('sha256', key).update(message).digest('binary');
      expect(hmacUnder(Buffer.from(key))(message)).toEqual(others);
    }),
  );
});

it('takes no key that is longer than a block', () => {
  expect(() => hmacUnder(Buffer.alloc(65))).toThrow(RangeError);
});

it('says of a message that is longer than the room for short ones what others say', () => {
  const [key, message] = [Buffer.alloc(32, 7), 'Größe '.repeat(1000)];
  expect(hmacUnder(key)(message)).toBe(createHmac('sha256', key).update(message).digest('binary'));
});
