import { expect, it } from 'vitest';
import { createPasswordHasher } from '../../../../src/domain/users/password-hasher.ts';

it('the shipped cost is 128 MiB for each try, and stays with what was written at another one', async () => {
  const shipped = createPasswordHasher();
  expect(await shipped.hash('nine bright lanterns')).toMatch(/^scrypt\$131072\$/);
  const before = await createPasswordHasher({ cost: 2 ** 4 }).hash('nine bright lanterns');
  expect(await shipped.verify('nine bright lanterns', before)).toBe(true);
  expect(await shipped.verify('nine bright lantern', before)).toBe(false);
});
