import type { Express } from 'express';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { addToken, revokeToken, SCOPES, type Scope } from '../../src/domain/users/api-token.ts';
import { OPERATOR } from '../../src/domain/users/operator.ts';
import { may, type Right, ROLES } from '../../src/domain/users/user.ts';
import { routeOf } from '../../src/web/api/endpoint.ts';
import { endpoints } from '../../src/web/api/endpoints.ts';
import { CONSOLE_TABLE } from '../../src/web/console/console-table.ts';
import { openConsole } from '../support/console.ts';
import type { Hotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';
import { BESIDE, WHO_MAY, WHO_MAY_CALL } from '../support/who-may.ts';
import { type Office, openOffice } from './api-office.ts';

/** Things that are there, of each kind: what is refused is refused about them. */
const THERE: Record<string, string> = {
  number: '100234',
  key: 'ben',
  seat: '1',
  month: '2026-11',
  id: '00000000-0000-0000-0000-000000000000',
};
const RULES: Record<string, string> = {
  plans: 'enhanced',
  calendars: 'munich',
  schedules: 'front',
  escalations: 'front-line',
};
const nameOf = (path: string) => RULES[path.split('/')[2] ?? ''] ?? 'x';
const filled = (path: string) =>
  path
    .replace(/^(\/mine)?\/tickets\/:number/, (all) => all.replace(':number', '4711'))
    .replaceAll(/:(\w+)/g, (_, name: string) => (name === 'name' ? nameOf(path) : (THERE[name] ?? 'x')));

const inside = CONSOLE_TABLE.filter(({ right }) => right !== 'nobody');

/** All that is on record, but for when somebody was seen. */
async function record({ database }: Hotline): Promise<string> {
  const tables = await database.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'sessions'`,
  );
  const sums = tables.map(
    ({ name }) =>
      `select '${name}' as name, md5(coalesce(string_agg(t::text, '' order by t::text), '')) as sum from "${name}" t`,
  );
  const rows = await database.query<{ name: string; sum: string }>(sums.join(' union all '));
  // a union's parts are read side by side on a busy server, and come as they are done
  return rows
    .map(({ name, sum }) => `${name} ${sum}`)
    .toSorted()
    .join('\n');
}

async function tokenFor({ database, at }: Office, name: string, scopes: readonly Scope[]): Promise<string> {
  return (await addToken(database, OPERATOR, { name, scopes, days: 1 }, new Date(at))) ?? '';
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

function ask({ app }: Office, { method, path }: { method: Method; path: string }, token: string) {
  return request(app)
    [method](`/api/v1${filled(routeOf({ path }))}`)
    .set('authorization', `Bearer ${token}`);
}

/** Every path that a router of a service knows. */
function pathsOf(server: Express): string[] {
  interface Layer {
    route?: { path: string | string[] };
    handle?: { stack?: Layer[] };
  }
  const walk = (layers: readonly Layer[]): string[] =>
    layers.flatMap(({ route, handle }) => (route ? [route.path].flat() : walk(handle?.stack ?? [])));
  return [...new Set(walk((server as unknown as { router: { stack: Layer[] } }).router.stack))];
}

it('every route that there is has its entry, and asks for what stands there', async () => {
  const written = Object.entries(WHO_MAY).flatMap(([right, rows]) => rows.map((row) => `${row} ${right}`));
  const rows = inside.map(({ method, path, right }) => `${method} ${path} ${right ?? 'everybody'}`);
  expect(rows.toSorted()).toEqual(written.toSorted());
  await using hotline = (await openConsole()).hotline;
  const calls = Object.values(WHO_MAY_CALL).flat();
  const known = [
    ...CONSOLE_TABLE.map(({ path }) => path),
    ...calls.map((call) => routeOf({ path: call.split(' ')[1] ?? '' })),
    ...Object.values(BESIDE).flat(),
  ];
  const paths = pathsOf(hotline.app.server);
  expect(paths.filter((path) => !known.includes(path))).toEqual([]);
  expect(known.filter((path) => !paths.includes(path))).toEqual([]);
});

describe('what is refused', () => {
  it('by the console changes nothing on record, whoever asks', { timeout: 60_000 }, async () => {
    await using office = await openConsole();
    const { hotline } = office;
    await criticalCase(hotline.phones.erika);
    const stranger = office.nobody();
    const people = await Promise.all(ROLES.map(async (role) => [role, await office.as(role)] as const));
    const before = await record(hotline);
    for (const { method, path, right } of inside) {
      const at = filled(path);
      expect((await stranger[method](at, { answer: 'yes', text: 'x' })).status, at).toBe(303);
      for (const [role, browser] of people) {
        if (right === null || may({ role }, right as Right)) continue;
        const { status, text } = await browser[method](at, { answer: 'yes', text: 'x' });
        expect(status, `${role} ${method} ${at}`).toBe(403);
        expect(text, `${role} ${method} ${at}`).not.toContain('Erika');
      }
    }
    expect(await record(hotline)).toBe(before);
    await (await office.as('engineer')).post('/tickets/4711/note', { text: 'x' });
    expect(await record(hotline), 'what is not refused is seen').not.toBe(before);
    hotline.phones.erika.sms();
    hotline.phones.anna.sms();
  });

  it.each(['engineer', 'auditor'] as const)(
    'to the %s of what is somebody else’s changes nothing',
    async (role) => {
      await using office = await openConsole();
      const { hotline } = office;
      const supervisor = await office.as('supervisor');
      await supervisor.post('/tickets/filters', { name: 'Mine', severity: '1' });
      await supervisor.post('/shifts/feeds', { what: 'all' });
      const ids = await hotline.database.query<{ path: string }>(
        `select '/shifts/feeds/' || id || '/revoke' as path from calendar_feeds
       union all select '/tickets/filters/' || id || '/remove' from saved_filters`,
      );
      expect(ids).toHaveLength(2);
      const browser = await office.as(role);
      const before = await record(hotline);
      for (const path of [
        '/registry/customers/100234/updates',
        '/readiness/ben/test',
        '/readiness/ben/weekly',
        '/readiness/ben/weekly/stop',
        ...ids.map((row) => row.path),
      ]) {
        const fields = { text: 'x', kind: 'sms', weekday: '1', time: '09:00', severity: '1', title: 'x' };
        const { status } = await browser.post(path, fields);
        expect([403, 404], path).toContain(status);
      }
      expect(await record(hotline)).toBe(before);
    },
  );

  it('to whose second factor is due changes nothing, and leads to it', { timeout: 60_000 }, async () => {
    await using office = await openConsole({ env: { REQUIRE_TWO_FACTOR: 'administrator' } });
    const browser = await office.as('administrator');
    const before = await record(office.hotline);
    for (const { method, path } of inside) {
      if (path.startsWith('/two-factor') || path === '/sign-out') continue;
      const { status, location } = await browser[method](filled(path), { answer: 'yes', text: 'x' });
      // a script that asks for a part of a page goes nowhere
      if (status === 401) continue;
      expect({ status, location }, `${method} ${path}`).toEqual({ status: 303, location: '/two-factor' });
    }
    expect(await record(office.hotline)).toBe(before);
  });

  it('by the API, for want of a scope or of a token, tells nothing', async () => {
    await using office = await openOffice({ token: null });
    const calls = endpoints(office.deps);
    const written = Object.entries(WHO_MAY_CALL).flatMap(([scope, rows]) =>
      rows.map((row) => `${row} ${scope}`),
    );
    expect(calls.map(({ method, path, scope }) => `${method} ${path} ${scope}`).toSorted()).toEqual(
      written.toSorted(),
    );
    for (const scope of [null, ...SCOPES]) {
      const token = scope === null ? 'x' : await tokenFor(office, scope, [scope]);
      for (const call of calls.filter((one) => one.scope !== scope)) {
        const reply = await ask(office, call, token);
        expect([call.path, reply.status]).toEqual([call.path, scope === null ? 401 : 403]);
        expect(reply.headers['content-type']).toContain('problem+json');
      }
    }
  });
});

describe('the API', () => {
  it('asks nobody for a scope who has it, takes no other method, and knows no other address', async () => {
    await using office = await openOffice({ token: null });
    const all = await tokenFor(office, 'all', SCOPES);
    for (const call of endpoints(office.deps)) {
      const one = await tokenFor(office, `${call.method} ${call.path}`.replace(/\W/g, '-'), [call.scope]);
      const own = expect.toBeOneOf([200, 400, 404, 422]);
      expect([call.path, (await ask(office, call, one)).status]).toEqual([call.path, own]);
      for (const method of ['put', 'patch', 'delete'] as const) {
        const reply = await ask(office, { ...call, method }, all);
        expect([call.path, reply.status]).toEqual([call.path, 405]);
        expect(reply.headers.allow).toContain(call.method.toUpperCase());
      }
      const beyond = await ask(office, { ...call, path: `${call.path}/x/y/z` }, all);
      expect([call.path, beyond.status]).toEqual([call.path, 404]);
    }
  });

  it('knows no token any more that was revoked, whatever it is asked', async () => {
    await using office = await openOffice({ token: null });
    const token = await tokenFor(office, 'portal', SCOPES);
    await revokeToken(office.database, OPERATOR, 'portal', new Date(office.at));
    for (const call of endpoints(office.deps))
      expect([call.path, (await ask(office, call, token)).status]).toEqual([call.path, 401]);
  });
});
