import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { hotline } from '../support/hotline-command.ts';

let database: TestDatabase;
let env: Record<string, string>;

beforeAll(async () => {
  database = await freshDatabase();
  env = { DATABASE_URL: database.url, SECRET_KEY: 'the-secret-key-of-the-tests' };
});
afterAll(() => database[Symbol.asyncDispose]());

const user = (...args: string[]) => hotline(['user', 'add', ...args], { env });

describe('hotline user add', () => {
  it('refuses what cannot be a user', { timeout: 60_000 }, async () => {
    for (const [args, said] of [
      [['erika'], '--role'],
      [['erika', '--role', 'king'], '--role'],
      [['anna', '--role', 'engineer'], '--engineer'],
      [['a b', '--role', 'auditor'], 'A login has'],
    ] as const) {
      const { code, err } = await user(...args);
      expect(code, args.join(' ')).toBe(2);
      expect(err).toContain(said);
    }
    const { code, err } = await user('anna', '--role', 'engineer', '--engineer', 'nobody');
    expect(code).toBe(1);
    expect(err).toContain('There is no engineer nobody.');
    expect((await user('nobody', '--remove')).code).toBe(1);
    expect((await user('nobody', '--reset')).err).toContain('There is no user nobody.');
  });

  it('prints a one-time password, once for each login, until it is reset or removed', {
    timeout: 60_000,
  }, async () => {
    const added = await user('Erika', '--role', 'supervisor', '--name', 'Erika Beispiel', '--json');
    expect(JSON.parse(added.out)).toEqual({
      login: 'erika',
      password: expect.stringMatching(/^(\w{4}-){3}\w{4}$/),
    });
    const again = await user('erika', '--role', 'auditor');
    expect(again.code).toBe(1);
    expect(again.err).toContain('--reset');
    const reset = await user('erika', '--reset', '--json');
    expect(JSON.parse(reset.out).password).not.toBe(JSON.parse(added.out).password);
    expect((await user('erika', '--remove')).out).toContain('erika is removed');
    expect((await user('erika', '--role', 'auditor')).code).toBe(0);
  });
});
