import { once } from 'node:events';
import { Agent, get, type IncomingMessage, request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { changePassword } from '../../src/domain/users/change-password.ts';
import { changeUser, removeUser, versionOfUser } from '../../src/domain/users/change-user.ts';
import { OPERATOR } from '../../src/domain/users/operator.ts';
import { ABSOLUTE_MS, IDLE_MS } from '../../src/domain/users/session-store.ts';
import { resetPassword, signOutEverywhere } from '../../src/domain/users/user-access.ts';
import { findUserByLogin } from '../../src/domain/users/user-store.ts';
import { type Browser, type Office, openConsole, PASSWORD } from '../support/console.ts';
import { quickPasswords } from '../support/hotline.ts';

/** Somebody who is signed out may not see a line more for longer than this, milliseconds. */
const AT_ONCE_MS = 5_000;

/** A live page that is open in a browser. */
async function openLive({ hotline }: Office, browser: Browser, path = '/live'): Promise<IncomingMessage> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const request = get(`${hotline.url}${path}`, { headers: { cookie, accept: 'text/event-stream' } });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  await once(response, 'data');
  return response.resume();
}

async function userOf({ hotline }: Office, login: string) {
  const user = await findUserByLogin(hotline.database, login);
  if (!user) throw new Error('there is no such user');
  return user;
}

const ends: [string, (office: Office, browser: Browser) => Promise<unknown>][] = [
  ['signs out', (_office, browser) => browser.post('/sign-out', {})],
  [
    'is signed out everywhere',
    async (office) => {
      const { id } = await userOf(office, 'supervisor');
      await signOutEverywhere(office.hotline.database, OPERATOR, id, new Date());
    },
  ],
  [
    'gets another role',
    async (office) => {
      const user = await userOf(office, 'supervisor');
      const { id, name } = user;
      const change = { name, role: 'auditor', engineer: null, version: versionOfUser(user) } as const;
      await changeUser(office.hotline.database, OPERATOR, { id, ...change }, new Date());
    },
  ],
  [
    'is removed',
    async (office) => {
      const { id } = await userOf(office, 'supervisor');
      await removeUser(office.hotline.database, OPERATOR, id, new Date());
    },
  ],
  [
    'changes the password elsewhere',
    async (office) => {
      const user = await userOf(office, 'supervisor');
      const typed = { before: PASSWORD, password: 'ten other bright lanterns' };
      await changePassword(
        { database: office.hotline.database, passwords: quickPasswords },
        user,
        typed,
        new Date(),
      );
    },
  ],
  [
    'gets a new one-time password',
    async (office) => {
      const { id } = await userOf(office, 'supervisor');
      await resetPassword(
        { database: office.hotline.database, passwords: quickPasswords },
        OPERATOR,
        id,
        new Date(),
      );
    },
  ],
  [
    'has not been there for an hour',
    ({ hotline }) =>
      hotline.database.query('update sessions set seen_at = $1', [new Date(Date.now() - IDLE_MS - 1)]),
  ],
  [
    'has been there for a whole working day',
    ({ hotline }) =>
      hotline.database.query('update sessions set created_at = $1', [new Date(Date.now() - ABSOLUTE_MS - 1)]),
  ],
];

describe('the live board is closed at once for somebody who', () => {
  it.each(ends)('%s', async (_, end) => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    const live = await openLive(office, browser);
    const began = performance.now();
    const ended = once(live, 'end');
    await end(office, browser);
    await ended;
    expect(performance.now() - began).toBeLessThan(AT_ONCE_MS);
  });
});

it('stays open for everybody else', async () => {
  await using office = await openConsole();
  const live = await openLive(office, await office.as('auditor'));
  const leaving = await office.as('supervisor');
  const left = await openLive(office, leaving);
  const ended = once(left, 'end');
  await leaving.post('/sign-out', {});
  await ended;
  expect(live.readableEnded).toBe(false);
  live.destroy();
});

it('makes room, by those opened first, for somebody who opens more pages than anybody looks at', async () => {
  await using office = await openConsole();
  const colleague = await openLive(office, await office.as('auditor'));
  const browser = await office.as('supervisor');
  const first = await openLive(office, browser);
  const ended = once(first, 'end');
  const others: IncomingMessage[] = [];
  for (let count = 0; count < 50; count += 1) others.push(await openLive(office, browser));
  await ended;
  expect([colleague, ...others].filter(({ readableEnded }) => readableEnded)).toEqual([]);
  for (const page of [colleague, ...others]) page.destroy();
});

it('leaves the connection free to whoever asks for its head alone, as a proxy that keeps it would', async () => {
  await using office = await openConsole();
  const browser = await office.as('supervisor');
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const ask = async (method: string, path: string) => {
    const asked = request(`${office.hotline.url}${path}`, { method, agent, headers: { cookie } }).end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    await once(response.resume(), 'end');
    return response.headers['content-type'];
  };
  for (const path of ['/live', '/tickets']) expect(await ask('HEAD', path)).toContain('text/');
  expect(await ask('GET', '/password')).toBe('text/html; charset=utf-8');
  agent.destroy();
});
