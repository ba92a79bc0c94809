import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { viewOf } from '../../src/web/practice/call-view.ts';
import { createPracticeLine, type PracticeLine } from '../../src/web/practice/practice-routes.ts';

const ERIKA = '+493023125101';
const KEY = '0123456789abcdef0123456789abcdef';
const knowing = { cookie: `practice=${KEY}` };

let line: PracticeLine;
let server: ReturnType<typeof createServer>;
let base: string;
let closed: number;
let spoken: string[];

beforeEach(async () => {
  closed = 0;
  spoken = [];
  line = createPracticeLine({
    carrier: { accountSid: `AC${'1'.repeat(32)}`, authToken: 'token', number: '+493023125099' },
    door: { key: KEY, isSignedIn: async ({ headers }) => headers.cookie === 'session=open' },
    people: async () => [{ name: 'Erika Beispiel', number: ERIKA, role: 'contact' }],
    board: async () => [],
    closeTickets: async () => {
      closed += 1;
    },
    async speak(language) {
      spoken.push(language);
      return ['de', 'en'].includes(language);
    },
  });
  server = createServer(express().use('/practice', line.router));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/practice`;
});

afterEach(async () => {
  line.close();
  server.closeAllConnections();
  server.close();
});

/** The answer to a GET with these headers; `fetch` would not let a test choose its Host. */
async function get(headers: Record<string, string>): Promise<{ status: number | undefined; body: string }> {
  const sent = request(`${base}/`, { headers: { ...knowing, ...headers } }).end();
  const [answer] = await once(sent, 'response');
  let body = '';
  for await (const chunk of answer) body += chunk;
  return { status: answer.statusCode, body };
}

const act = (action: unknown, type = 'application/json') =>
  fetch(`${base}/actions`, {
    method: 'POST',
    headers: { ...knowing, 'content-type': type },
    body: JSON.stringify(action),
  });

describe('the practice line', () => {
  it('lets the engineers speak the language that is chosen, if there are prompts in it', async () => {
    const choose = (body: unknown, type = 'application/json') =>
      fetch(`${base}/language`, {
        method: 'POST',
        headers: { ...knowing, 'content-type': type },
        body: JSON.stringify(body),
      });
    expect((await choose({ language: 'en' })).status).toBe(204);
    expect(spoken).toEqual(['en']);
    expect((await choose({ language: 'tlh' })).status).toBe(400);
    for (const body of [{ language: 7 }, {}, []]) expect((await choose(body)).status).toBe(400);
    expect((await choose({ language: 'de' }, 'text/plain')).status).toBe(400);
    expect(spoken).toEqual(['en', 'tlh']);
  });

  it.each([
    ['by another name', { host: 'hotline.example' }],
    ['by a name that begins like ours', { host: 'localhost.example' }],
    ['through a proxy', { host: 'localhost', 'x-forwarded-for': '203.0.113.9' }],
  ])('is closed to whoever comes %s, and says what to do', async (_how, headers) => {
    const { status, body } = await get(headers);
    expect(status).toBe(403);
    expect(body).toContain('ssh -L');
  });

  it('serves its page, and everything the page names, from itself', async () => {
    const page = await fetch(`${base}`, { headers: knowing });
    expect(page.url).toBe(`${base}/`);
    const html = await page.text();
    const named = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(named.length).toBeGreaterThan(3);
    for (const path of named)
      expect((await fetch(`${base}/${path}`, { headers: knowing })).status, path).toBe(200);
    expect(html).not.toMatch(/<script>|<style|style=|https?:/);
  });

  it('tells the page what is, and again when something changes', async () => {
    const stream = await fetch(`${base}/events`, { headers: knowing });
    const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
    let text = '';
    const until = async (what: RegExp) => {
      while (!what.test(text)) text += Buffer.from((await reader.read()).value ?? []).toString();
    };
    await until(/event: people\ndata: .*Erika/);
    await until(/event: line\ndata: .*"legs":\[\]/);
    expect((await act({ do: 'dial', phone: ERIKA })).status).toBe(204);
    await until(/"phone":"\+493023125101"/);
    // Nobody told the number where to send its calls.
    await until(/the number has no voice URL/);
    await reader.cancel();
  });

  it('lets people do what phones can do, and nothing else', async () => {
    expect((await act({ do: 'fly' })).status).toBe(400);
    expect((await act({ do: 'press', sid: `CA${'0'.repeat(32)}`, keys: '1' })).status).toBe(404);
    expect((await act({ do: 'press', sid: 'CA', keys: 'x' })).status).toBe(400);
    // A form on a foreign page can send text, but not JSON.
    expect((await act({ do: 'dial', phone: ERIKA }, 'text/plain')).status).toBe(400);
    expect(line.carrier.legs).toHaveLength(0);
  });
});

describe('starting anew', () => {
  const startAnew = (type = 'application/json') =>
    fetch(`${base}/start-anew`, {
      method: 'POST',
      headers: { ...knowing, 'content-type': type },
      body: '{}',
    });

  it('hangs up, closes what is open, and leaves an empty table with everything in order', async () => {
    line.carrier.faultiness.standing = 429;
    line.carrier.phones.turn(ERIKA, 'off');
    await line.carrier.sendText(ERIKA, 'Hallo?');
    expect((await startAnew()).status).toBe(204);
    expect(closed).toBe(1);
    expect(viewOf(line.carrier)).toMatchObject({
      legs: [],
      messages: [],
      faults: [],
      phones: {},
      carrier: 'works',
    });
  });

  it('is nothing a form on a foreign page can ask for', async () => {
    expect((await startAnew('text/plain')).status).toBe(415);
    expect((await fetch(`${base}/start-anew`, { method: 'POST' })).status).toBe(403);
    expect(closed).toBe(0);
  });
});

describe('the key of the practice line', () => {
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${base}${path}`, { redirect: 'manual', ...init });

  it('stands in the printed address, and leaves it at once for a cookie that opens everything', async () => {
    const entered = await ask(`/?key=${KEY}`);
    expect(entered.status).toBe(303);
    expect(entered.headers.get('location')).toBe('/practice/');
    const [cookie = ''] = entered.headers.getSetCookie();
    expect(cookie).toMatch(/^practice=[^;]+; Path=\/practice; HttpOnly; SameSite=Lax$/);
    const kept = { cookie: cookie.split(';')[0] ?? '' };
    for (const path of ['/', '/app.js', '/lit-html/lit-html.js'])
      expect((await ask(path, { headers: kept })).status, path).toBe(200);
    expect((await ask(`/app.js?key=${KEY}`)).headers.get('location')).toBe('/practice/app.js');
  });

  it.each([
    ['/', {}],
    ['', {}],
    ['/?key=', {}],
    [`/?key=${KEY.slice(0, -1)}`, {}],
    [`/?key=${KEY}0`, {}],
    [`/?key=${KEY.toUpperCase()}`, {}],
    [`/?key=${KEY}&key=${KEY}`, {}],
    [`/?key[]=${KEY}`, {}],
    [`/?KEY=${KEY}`, {}],
    ['/', { headers: { cookie: 'practice=' } }],
    ['/', { headers: { cookie: `practice=${KEY.slice(1)}` } }],
    ['/', { headers: { cookie: `Practice=${KEY}` } }],
    ['/', { headers: { cookie: 'session=over' } }],
    ['/', { headers: { authorization: `Bearer ${KEY}` } }],
    ['/app.js', {}],
    ['/style.css', {}],
    ['/events', {}],
    ['//events', {}],
    ['/%65vents', {}],
    ['/EVENTS', {}],
    ['/./events', {}],
    ['/lit-html/lit-html.js', {}],
    ['/icon.svg', {}],
    ['/carrier/../events', {}],
    ['/nothing', {}],
    ['/actions', { method: 'POST', body: '{"do":"dial","phone":"+493023125101"}' }],
    [`/actions?key=${KEY}`, { method: 'POST', body: '{"do":"dial","phone":"+493023125101"}' }],
    [`/?key=${KEY}`, { method: 'POST' }],
    [`/?key=${KEY}`, { method: 'HEAD' }],
  ] as [string, RequestInit][])('is asked for at %s %o', async (path, init) => {
    const headers = { 'content-type': 'application/json', ...init.headers };
    const refused = await ask(path, { ...init, headers });
    expect(refused.status).toBe(403);
    expect(refused.headers.getSetCookie()).toEqual([]);
    const told = await refused.text();
    if (init.method !== 'HEAD') expect(told).toContain('asks for its key');
    expect(told).not.toContain(KEY);
    expect(line.carrier.legs).toEqual([]);
  });

  it('is not asked of a user of the console, nor of the service, which has the account’s token', async () => {
    expect((await ask('/', { headers: { cookie: 'session=open' } })).status).toBe(200);
    const path = `/carrier/2010-04-01/Accounts/AC${'1'.repeat(32)}/Calls.json`;
    expect((await ask(path)).status).toBe(401);
    const authorization = `Basic ${btoa(`AC${'1'.repeat(32)}:token`)}`;
    expect((await ask(path, { headers: { authorization } })).status).toBe(200);
  });
});
