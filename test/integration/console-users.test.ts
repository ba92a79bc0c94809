import { describe, expect, it } from 'vitest';
import { findUserByLogin } from '../../src/domain/users/user-store.ts';
import { type Browser, type Office, openConsole, PASSWORD } from '../support/console.ts';

const NOBODY = '/users/00000000-0000-0000-0000-000000000000';

async function pathOf({ hotline }: Office, login: string): Promise<string> {
  return `/users/${(await findUserByLogin(hotline.database, login))?.id}`;
}

async function trailOf(office: Office): Promise<string> {
  return (await (await office.as('auditor')).get('/audit')).text;
}

/** The one-time password on a page. */
function passwordOn({ text }: { text: string }): string {
  return /<dd>((?:\w{4}-){3}\w{4})<\/dd>/.exec(text)?.[1] ?? '';
}

/** The form of a user, as somebody fills it in who has it before them. */
async function change(browser: Browser, path: string, fields: Record<string, string>) {
  const [, version = ''] = /name="version" value="([^"]*)"/.exec((await browser.get(path)).text) ?? [];
  return browser.post(path, { version, ...fields });
}

function add(browser: Browser, changes: Record<string, string> = {}) {
  return browser.post('/users', {
    login: 'nora',
    name: 'Nora Neu',
    role: 'auditor',
    engineer: '',
    ...changes,
  });
}

describe('the users page', () => {
  it('is for administrators only, to look at and to act on', async () => {
    await using office = await openConsole();
    const path = await pathOf(office, 'auditor');
    for (const role of ['supervisor', 'engineer', 'auditor'] as const) {
      const browser = await office.as(role);
      for (const page of ['/users', '/users/new', path]) expect((await browser.get(page)).status).toBe(403);
      for (const action of ['', '/reset-password', '/unlock', '/sign-out', '/remove']) {
        expect((await browser.post(path + action, { role: 'administrator' })).status).toBe(403);
      }
      expect((await add(browser)).status).toBe(403);
      expect((await browser.get('/')).text).not.toContain('href="/users"');
    }
    expect((await office.nobody().get('/users')).location).toBe('/sign-in?to=%2Fusers');
    expect((await office.as('auditor')).cookies.has('session')).toBe(true);
  });

  it('takes no forged form', async () => {
    await using office = await openConsole();
    const browser = await office.as('administrator');
    const path = await pathOf(office, 'auditor');
    const forged = await browser.post(`${path}/remove`, {}, { 'sec-fetch-site': 'cross-site' });
    expect(forged.status).toBe(403);
    expect((await browser.get(path)).status).toBe(200);
  });

  it('says so for a user who is not there, however their name is written', async () => {
    await using office = await openConsole();
    const browser = await office.as('administrator');
    for (const path of [NOBODY, '/users/1', '/users/%00', "/users/';--", `/users/${'a'.repeat(2_000)}`]) {
      expect((await browser.get(path)).status, path).toBe(404);
      for (const action of ['', '/reset-password', '/unlock', '/sign-out', '/remove']) {
        const reply = await browser.post(path + action, { role: 'auditor' });
        expect(reply.status, path + action).toBe(404);
      }
    }
  });

  it.each([
    ['a login that cannot be typed', { login: 'a b' }, 'A login has'],
    ['no login', { login: '' }, 'A login has'],
    ['a login that is taken', { login: 'Auditor' }, 'has this login already'],
    ['no role', { role: '' }, 'Choose a role'],
    ['a role that does not exist', { role: 'king' }, 'Choose a role'],
    ['an engineer who is nobody', { role: 'engineer' }, 'needs an engineer'],
    ['an engineer nobody knows', { engineer: 'zoe' }, 'needs an engineer'],
  ])('does not add somebody with %s, and keeps what was typed', async (_, changes, said) => {
    await using office = await openConsole();
    const reply = await add(await office.as('administrator'), { name: '<b>"Nora"</b>', ...changes });
    expect(reply.status).toBe(422);
    expect(reply.text).toContain(said);
    expect(reply.text).toContain('&lt;b&gt;&quot;Nora&quot;&lt;/b&gt;');
  });

  it('adds somebody, whose one-time password is shown once and leads to choosing one', async () => {
    await using office = await openConsole();
    const browser = await office.as('administrator');
    const shown = await add(browser, { login: ' NORA ', name: `Nora ${'x'.repeat(200)}` });
    expect(shown.status).toBe(201);
    const password = passwordOn(shown);
    expect(shown.headers.get('cache-control')).toBe('no-store');
    const path = await pathOf(office, 'nora');
    for (const page of ['/users', path]) expect((await browser.get(page)).text).not.toContain(password);
    const nora = office.nobody();
    await nora.signIn('nora', password);
    expect((await nora.get('/audit')).location).toBe('/password');
    expect(await trailOf(office)).toContain('added a user');
  });

  it('changes name, role and engineer, which counts from the next click', async () => {
    await using office = await openConsole();
    const browser = await office.as('administrator');
    const supervisor = await office.as('supervisor');
    const path = await pathOf(office, 'supervisor');
    const fields = { name: 'Sven Super', role: 'auditor', engineer: 'ben' };
    const saved = await change(browser, path, fields);
    expect(saved).toMatchObject({ status: 303, location: `${path}?done=saved` });
    expect((await browser.get(`${path}?done=saved`)).text).toContain('Saved.');
    expect((await supervisor.get('/audit')).status).toBe(200);
    expect((await change(browser, path, { ...fields, role: 'engineer', engineer: '' })).status).toBe(422);
    expect((await change(browser, path, fields)).status).toBe(303);
    const changes = (await trailOf(office)).split('<td>changed a user');
    expect(changes).toHaveLength(2);
    expect(changes[1]).toContain('role: auditor');
    // the hundredth character is half of the lantern
    const bright = await change(browser, path, {
      name: `${'x'.repeat(99)}🏮`,
      role: 'administrator',
      engineer: '',
    });
    expect(bright.status).toBe(303);
  });

  it('gives no role back that somebody else has taken meanwhile', async () => {
    await using office = await openConsole();
    const [one, other] = [await office.as('administrator'), await office.as('administrator')];
    const path = await pathOf(office, 'supervisor');
    const [, version = ''] = /name="version" value="([^"]*)"/.exec((await one.get(path)).text) ?? [];
    await change(other, path, { name: 'The supervisor', role: 'auditor', engineer: '' });
    const renamed = { name: 'Sven Super', role: 'supervisor', engineer: '' };
    const late = await one.post(path, { ...renamed, version });
    expect([late.status, late.text.includes('value="Sven Super"')]).toEqual([422, true]);
    expect(late.text).toContain('somebody has changed this user meanwhile');
    const { database } = office.hotline;
    expect(await findUserByLogin(database, 'supervisor')).toMatchObject({ role: 'auditor' });
    const [, seen = ''] = /name="version" value="([^"]*)"/.exec(late.text) ?? [];
    await one.post(path, { ...renamed, version: seen });
    expect(await findUserByLogin(database, 'supervisor')).toMatchObject({ role: 'supervisor' });
  });

  it('lets nobody change their own role or remove themselves, nor the last administrator go', async () => {
    await using office = await openConsole();
    const browser = await office.as('administrator');
    const path = await pathOf(office, 'administrator');
    for (const [action, fields] of [
      ['', { name: 'Me', role: 'auditor', engineer: '' }],
      ['/remove', {}],
    ] as const) {
      const reply = await browser.post(path + action, fields);
      expect(reply.status).toBe(422);
      expect(reply.text).toContain('Nobody changes their own role');
    }
    expect((await browser.post(`${path}/reset-password`, {})).location).toBe('/password');
    const renamed = await change(browser, path, { name: 'Me', role: 'administrator', engineer: '' });
    expect(renamed.status).toBe(303);
    expect((await browser.get('/users')).text).toContain('Me');
  });

  it('gives a new password, unlocks, signs out and removes, at once and on record', async () => {
    await using office = await openConsole();
    const browser = await office.as('administrator');
    const supervisor = await office.as('supervisor');
    const path = await pathOf(office, 'supervisor');
    expect((await browser.get(path)).text).toContain('last seen');
    await browser.post(`${path}/sign-out`, {});
    expect((await supervisor.get('/')).status).toBe(303);
    expect((await browser.get(path)).text).toContain('Signed in nowhere.');

    for (let guess = 1; guess <= 5; guess += 1) await supervisor.signIn('supervisor', 'guess');
    expect((await browser.get(path)).text).toContain('Locked after wrong passwords until');
    await browser.post(`${path}/unlock`, {});
    expect((await supervisor.signIn('supervisor')).status).toBe(303);

    const password = passwordOn(await browser.post(`${path}/reset-password`, {}));
    expect((await supervisor.get('/')).status).toBe(303);
    expect((await supervisor.signIn('supervisor', PASSWORD)).status).toBe(401);
    expect((await supervisor.signIn('supervisor', password)).status).toBe(303);

    expect((await browser.post(`${path}/remove`, {})).location).toBe('/users?done=removed');
    expect((await supervisor.get('/password')).location).toContain('/sign-in');
    expect((await supervisor.signIn('supervisor', password)).status).toBe(401);
    expect((await browser.get(path)).status).toBe(404);
    const trail = await trailOf(office);
    for (const done of ['signed a user out', 'unlocked a user', 'reset a password', 'removed a user']) {
      expect(trail).toContain(done);
    }
  });

  it('speaks German, too', async () => {
    await using office = await openConsole();
    const browser = await office.as('administrator');
    browser.cookies.set('language', 'de');
    expect((await browser.get('/users')).text).toContain('Wer sich hier anmelden darf');
  });
});
