import { describe, expect, it, vi } from 'vitest';
import { removeUser } from '../../src/domain/users/change-user.ts';
import { OPERATOR } from '../../src/domain/users/operator.ts';
import { findUserByLogin } from '../../src/domain/users/user-store.ts';
import { isSameOrigin } from '../../src/web/console/same-origin.ts';
import { openConsole, PASSWORD } from '../support/console.ts';
import { erikaCalls } from '../support/console-ways.ts';

describe('who is not signed in', () => {
  it('is led to the door, and on to where they wanted', async () => {
    await using office = await openConsole();
    const browser = office.nobody();
    expect(await browser.get('/')).toMatchObject({ status: 303, location: '/sign-in' });
    expect((await browser.get('/tickets/4711')).location).toBe('/sign-in?to=%2Ftickets%2F4711');
    const door = await browser.get('/sign-in?to=%2Fcalls');
    expect(door.text).toContain('name="to" value="/calls"');
    const typed = { login: 'supervisor', password: PASSWORD, to: '/calls' };
    expect(await browser.post('/sign-in', typed)).toMatchObject({ status: 303, location: '/calls' });
  });

  it('is never led to another host', async () => {
    await using office = await openConsole();
    for (const to of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      '/\t/evil.example',
    ]) {
      const reply = await office.nobody().post('/sign-in', { login: 'supervisor', password: PASSWORD, to });
      expect(reply.location).toBe('/');
    }
    expect((await office.nobody().get('//evil.example/?lang=de')).location ?? '').not.toMatch(/^[/\\]{2}/);
    const lost = await (await office.as('auditor')).get('//evil.example/calls');
    expect(lost.status).toBe(404);
    expect(lost.text).not.toContain('evil.example');
  });

  it('and was while they filled in a form, comes back to its page and reads that nothing was saved', async () => {
    await using office = await openConsole();
    const send = async (page: string, action = '/tickets/4711/close') =>
      (await office.nobody().post(action, { text: 'x' }, { referer: page })).location ?? '';
    const led = await send(`${office.hotline.url}/tickets/4711?note=1&done=noted`);
    expect(led).toBe('/sign-in?to=%2Ftickets%2F4711%3Fnote%3D1&lost=yes');
    const door = (await office.nobody().get(led)).text;
    expect(door).toContain('name="to" value="/tickets/4711?note=1"');
    expect(door).toContain('what you entered last was not saved');
    for (const page of ['https://evil.example/calls', `${office.hotline.url}//evil.example`, 'none'])
      expect(await send(page)).toBe('/sign-in?lost=yes');
    // who leaves has typed nothing
    expect(await send(`${office.hotline.url}/calls`, '/sign-out')).toBe('/sign-in');
  });

  it('gets nothing of what is inside', async () => {
    await using office = await openConsole();
    for (const path of [
      '/calls',
      '/calls.csv',
      '/audit',
      '/tickets/4711',
      '/password',
      `/recordings/RE${'0'.repeat(32)}`,
    ]) {
      expect((await office.nobody().get(path)).status).toBe(303);
    }
    expect((await office.nobody().get('/live', { accept: 'text/event-stream' })).status).toBe(401);
    expect((await office.nobody().post('/tickets/4711/close', { text: 'x' })).location).toMatch(/^\/sign-in/);
  });

  it('is told nothing but that it was wrong, and is locked out after five times', async () => {
    await using office = await openConsole();
    const browser = office.nobody();
    for (let guess = 1; guess < 5; guess += 1)
      expect((await browser.signIn('supervisor', 'guess')).status).toBe(401);
    expect((await browser.signIn('supervisor', 'guess')).status).toBe(429);
    const refused = await browser.signIn('supervisor');
    expect(refused.status).toBe(429);
    expect(refused.text).toContain('locked for 15 minutes');
    expect(browser.cookies.has('session')).toBe(false);
  });
});

describe('a session', () => {
  it('of a user who was removed is over at the next click', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    expect((await browser.get('/calls')).status).toBe(200);
    const { database } = office.hotline;
    const user = await findUserByLogin(database, 'supervisor');
    await removeUser(database, OPERATOR, user?.id ?? '', new Date());
    expect((await browser.get('/calls')).location).toBe('/sign-in?to=%2Fcalls');
  });

  it('has another name after each sign-in, and a cookie that scripts cannot read', async () => {
    await using office = await openConsole();
    const browser = office.nobody();
    const reply = await browser.signIn('supervisor');
    expect(reply.headers.get('set-cookie')).toMatch(/^session=[\w-]{43};.*HttpOnly; SameSite=Lax$/);
    const first = browser.cookies.get('session') ?? '';
    await browser.signIn('supervisor');
    expect(browser.cookies.get('session')).not.toBe(first);
    browser.cookies.set('session', first);
    expect((await browser.get('/')).status).toBe(303);
  });

  it('ends by signing out, and by an hour of doing nothing', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    const kept = new Map(browser.cookies);
    await browser.post('/sign-out', {});
    browser.cookies.set('session', kept.get('session') ?? '');
    expect((await browser.get('/')).status).toBe(303);
    const other = await office.as('auditor');
    vi.setSystemTime(Date.now() + 61 * 60_000);
    expect((await other.get('/')).status).toBe(303);
  });

  it('with a password that was given leads only to choosing one', async () => {
    await using office = await openConsole();
    await office.hotline.database.query(
      `update users set must_change_password = true where login = 'auditor'`,
    );
    const browser = await office.as('auditor');
    expect((await browser.get('/audit')).location).toBe('/password');
    const { text } = await browser.get('/password');
    expect(text).toContain('action="/sign-out"');
    expect(text).not.toContain('href="/calls"');
    const choose = (password: string, again = password) =>
      browser.post('/password', { before: PASSWORD, password, again });
    expect((await choose('short')).text).toContain('fewer than 12');
    expect((await choose('seven quiet rivers', 'seven')).text).toContain('differ');
    const session = browser.cookies.get('session');
    expect((await choose('seven quiet rivers')).location).toBe('/');
    expect(browser.cookies.get('session')).not.toBe(session);
    expect((await browser.get('/audit')).status).toBe(200);
  });
});

describe('a forged form', () => {
  it('from another site, or from nowhere, changes nothing', async () => {
    await using office = await openConsole();
    await erikaCalls(office);
    const [ticket] = await office.hotline.tickets();
    const browser = await office.as('supervisor');
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
    ]) {
      const reply = await browser.post(`/tickets/${ticket?.number}/close`, { text: 'forged' }, headers);
      expect(reply.status).toBe(403);
    }
    expect((await office.hotline.ticket()).status).toBe('open');
  });

  it('is told by Origin where the browser does not say more', () => {
    const host = 'hotline.example:8080';
    expect(isSameOrigin({ host, origin: 'http://hotline.example:8080' })).toBe(true);
    expect(isSameOrigin({ host, origin: 'http://evil.example' })).toBe(false);
    expect(isSameOrigin({ host, origin: 'http://hotline.example' })).toBe(false);
    expect(isSameOrigin({ host, origin: 'null' })).toBe(false);
    expect(isSameOrigin({ host })).toBe(false);
    expect(
      isSameOrigin({ host, origin: 'http://hotline.example:8080', 'sec-fetch-site': 'cross-site' }),
    ).toBe(false);
  });
});

describe('a role', () => {
  it('opens no page of another', async () => {
    await using office = await openConsole();
    const [supervisor, engineer, auditor] = [
      await office.as('supervisor'),
      await office.as('engineer'),
      await office.as('auditor'),
    ];
    expect((await supervisor.get('/audit')).status).toBe(403);
    expect((await engineer.get('/audit')).status).toBe(403);
    expect((await engineer.get('/calls.csv')).status).toBe(403);
    expect((await auditor.get(`/recordings/RE${'0'.repeat(32)}`)).status).toBe(403);
    expect((await supervisor.get('/')).text).not.toContain('href="/audit"');
  });

  it('that only reads changes nothing, and an engineer closes nothing', async () => {
    await using office = await openConsole();
    await erikaCalls(office);
    const { number } = await office.hotline.ticket();
    const auditor = await office.as('auditor');
    for (const action of ['acknowledge', 'answer', 'note', 'progress', 'close']) {
      const fields = { text: 'x', engineer: 'anna', stage: 'built' };
      expect((await auditor.post(`/tickets/${number}/${action}`, fields)).status).toBe(403);
    }
    expect((await auditor.get(`/tickets/${number}`)).text).toContain('may read tickets, not change them');
    const engineer = await office.as('engineer');
    expect((await engineer.post(`/tickets/${number}/close`, { text: 'x' })).status).toBe(403);
    expect((await office.hotline.ticket()).status).toBe('open');
  });
});

describe('an address that names nothing', () => {
  it('is answered with a page to go on from', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    const paths = [
      '/nowhere',
      '/tickets/1',
      '/tickets/abc',
      `/tickets/${'9'.repeat(30)}`,
      '/calls/CA1',
      `/calls/CA${'x'.repeat(32)}`,
    ];
    for (const path of [...paths, `/recordings/RE${'0'.repeat(32)}`, '/recordings/x']) {
      const reply = await browser.get(path);
      expect(reply.status).toBe(404);
      expect(reply.text).toContain('There is nothing here');
    }
    for (const number of ['1', 'abc', '9'.repeat(30)]) {
      expect((await browser.post(`/tickets/${number}/note`, { text: 'x' })).status).toBe(404);
    }
    expect((await browser.get('/tickets/%ZZ')).status).toBe(400);
  });
});

describe('every page', () => {
  it('allows nothing inline and nothing foreign, and is kept by nobody', async () => {
    await using office = await openConsole();
    const page = await (await office.as('supervisor')).get('/');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).not.toContain('unsafe');
    expect(policy).not.toContain('https:');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.text).not.toMatch(/ style=| on\w+=|<script>|https?:\/\//);
  });

  it('says so when the database is away', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    const unavailable = new (await import('../../src/platform/errors.ts')).HotlineError(
      'database-unavailable',
      'away',
    );
    vi.spyOn(office.hotline.database, 'query').mockRejectedValue(unavailable);
    const page = await browser.get('/');
    vi.restoreAllMocks();
    expect(page.status).toBe(503);
    expect(page.text).toContain('The database does not answer');
  });
});
