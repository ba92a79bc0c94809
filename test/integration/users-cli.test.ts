import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { hotline, hotlineProcess } from '../support/hotline-command.ts';

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
    expect(err).toContain('There is no engineer "nobody".');
    await database.query(
      `insert into engineers (key, name, phones, languages, retired_at) values ('left', 'Lea', '{}', '{}', now())`,
    );
    const left = await user('lea', '--role', 'engineer', '--engineer', 'left');
    expect([left.code, left.err]).toEqual([1, expect.stringContaining('The engineer left is retired.')]);
    expect((await user('nobody', '--remove')).code).toBe(1);
    expect((await user('nobody', '--reset')).err).toContain('There is no user nobody.');
  });

  it('prints a one-time password, once for each login, until it is reset or removed', {
    timeout: 60_000,
  }, async () => {
    const erika = ['Erika', '--role', 'supervisor', '--name', 'Erika Beispiel'];
    const added = await hotlineProcess(['user', 'add', ...erika, '--json'], { env });
    expect(JSON.parse(added.out)).toEqual({
      login: 'erika',
      password: expect.stringMatching(/^(\w{4}-){3}\w{4}$/),
    });
    const again = await user('erika', '--role', 'auditor');
    expect(again.code).toBe(1);
    expect(again.err).toContain('reset-password');
    const reset = await user('erika', '--reset', '--json');
    expect(JSON.parse(reset.out).password).not.toBe(JSON.parse(added.out).password);
    expect((await user('erika', '--remove')).out).toContain('erika was removed');
    expect((await user('erika', '--role', 'auditor')).code).toBe(0);
  });
});

describe('hotline user list, remove and reset-password', () => {
  it('tell who there is, and keep the last administrator', { timeout: 60_000 }, async () => {
    await user('chief', '--role', 'administrator', '--name', 'The Chief');
    const users = (...args: string[]) => hotline(['user', ...args], { env });
    const listed = JSON.parse((await users('list', '--json')).out);
    expect(listed).toContainEqual(expect.objectContaining({ login: 'chief', signedInAt: null }));
    expect(JSON.stringify(listed)).not.toMatch(/scrypt|hash/i);
    expect((await users('list')).out).toMatch(/^chief +administrator +The Chief +never signed in$/m);
    const refused = await users('remove', 'chief');
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('last administrator') });
    expect((await users('reset-password', 'CHIEF')).out).toMatch(/one-time password (\w{4}-){3}\w{4}/);
    expect((await users('reset-password', 'nobody')).err).toContain('user list');
    await user('second', '--role', 'administrator');
    expect((await users('remove', 'chief')).code).toBe(0);
  });
});
