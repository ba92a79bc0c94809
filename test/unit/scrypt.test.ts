import { scryptSync } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scrypt } from '../../src/platform/scrypt.ts';

const parameters = { N: 2, r: 8, maxmem: 2 ** 20 };
const work = (secret: Uint8Array, salt: Uint8Array) => ({ secret, salt, bytes: 32, parameters });

test('it is the same hash as ever, of whatever bytes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array(), fc.uint8Array(), async (secret, salt) => {
      const expected = scryptSync(secret, salt, 32, parameters);
      expect((await scrypt(work(secret, salt))).equals(expected)).toBe(true);
    }),
  );
});

test('works that come at once each get their own hash', async () => {
  const secrets = ['one', 'two', 'three', 'one'].map((text) => Buffer.from(text));
  const salt = Buffer.from('salt');
  const hashes = await Promise.all(secrets.map((secret) => scrypt(work(secret, salt))));
  expect(hashes).toEqual(secrets.map((secret) => scryptSync(secret, salt, 32, parameters)));
});

test('what cannot be hashed is said, and the next one is hashed all the same', async () => {
  const salt = Buffer.from('salt');
  const tooLarge = { ...work(salt, salt), parameters: { ...parameters, N: 2 ** 20 } };
  await expect(scrypt(tooLarge)).rejects.toThrow(/memory/i);
  expect(await scrypt(work(salt, salt))).toHaveLength(32);
});
