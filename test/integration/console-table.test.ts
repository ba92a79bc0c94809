import { describe, expect, it } from 'vitest';
import { may, ROLES } from '../../src/domain/users/user.ts';
import { CONSOLE_TABLE } from '../../src/web/console/console-table.ts';
import { type Office, openConsole } from '../support/console.ts';
import { rememberLog } from '../support/written-down.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** A thing of each kind that is not there. */
const NOT_THERE: Record<string, string> = {
  number: '99999',
  sid: `CA${'0'.repeat(32)}`,
  key: 'no-such-thing',
  name: 'no-such-thing',
  seat: '1',
  id: NOBODY,
};

/** Whatever is not there, there is nothing left to do. */
const LEADS_ON = ['/registry/engineers/:key/absences/:id/remove'];

const nameless = (path: string) => path.replaceAll(/:(\w+)/g, (_, name: string) => NOT_THERE[name] ?? 'x');
const inside = CONSOLE_TABLE.filter(({ right }) => right !== 'nobody');

const asEverybody = (office: Office) =>
  Promise.all(ROLES.map(async (role) => [role, await office.as(role)] as const));

describe('every row of the console', () => {
  it('is closed to whoever is not signed in', async () => {
    await using office = await openConsole();
    const stranger = office.nobody();
    for (const { method, path } of inside) {
      const { status, location } = await stranger[method](nameless(path), {});
      expect({ status, location }, `${method} ${path}`).toMatchObject({
        status: 303,
        location: expect.stringMatching(/^\/sign-in/),
      });
    }
  });

  it('is closed to every role without its right', async () => {
    await using office = await openConsole();
    for (const [role, browser] of await asEverybody(office)) {
      for (const { method, path, right } of inside) {
        if (right === null || right === 'nobody' || may({ role }, right)) continue;
        expect((await browser[method](nameless(path), {})).status, `${role} ${method} ${path}`).toBe(403);
      }
    }
  });

  it('says kindly that there is nothing where there is nothing', async () => {
    await using office = await openConsole();
    const browser = await office.as('administrator');
    for (const { method, path } of inside) {
      if (!path.includes(':') || LEADS_ON.includes(path)) continue;
      const { status, text } = await browser[method](nameless(path), {});
      expect(status, `${method} ${path}`).toBe(404);
      // what somebody else has settled meanwhile is told on the page it stood on
      expect(text, `${method} ${path}`).toMatch(
        /<h1>There is nothing here<|>This is settled already\.|withdrawn already, or over\./,
      );
    }
  });

  it('says the same of a name that could not be kept', async () => {
    const { log, lines } = rememberLog();
    await using office = await openConsole({ log });
    const browser = await office.as('administrator');
    for (const { method, path } of CONSOLE_TABLE) {
      if (!path.includes(':')) continue;
      const reply = await browser[method](path.replaceAll(/:\w+/g, 'a%00b'), {});
      expect(reply.status, `${method} ${path}`).toBe(404);
    }
    expect(lines.filter((line) => (JSON.parse(line) as { level: number }).level >= 50)).toEqual([]);
  });

  it('takes no form of another site', async () => {
    await using office = await openConsole();
    const browser = await office.as('administrator');
    for (const { method, path } of CONSOLE_TABLE) {
      if (method !== 'post') continue;
      const forged = await browser.post(nameless(path), {}, { 'sec-fetch-site': 'cross-site' });
      expect(forged.status, path).toBe(403);
      expect(forged.text, path).toContain('href="/"');
    }
  });

  it('answers another method in words, and an empty form without a fault of ours', async () => {
    await using office = await openConsole();
    const browser = await office.as('administrator');
    const rows = CONSOLE_TABLE.map(({ method, path }) => `${method} ${path}`);
    for (const { method, path } of inside) {
      const other = method === 'get' ? 'post' : 'get';
      if (rows.includes(`${other} ${path}`) || path === '/sign-out') continue;
      const reply = await browser[other](nameless(path), {});
      expect(reply.status, `${other} ${path}`).toBe(404);
      expect(reply.text, `${other} ${path}`).toContain('There is nothing here');
    }
    for (const { method, path } of inside) {
      if (method === 'get' || path === '/sign-out') continue;
      expect((await browser.post(nameless(path), {})).status, path).toBeLessThan(500);
    }
  });
});
