import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../../src/app/config.ts';
import { lookAtSingleSignOn } from '../../src/cli/doctor/look-at-single-sign-on.ts';
import { findUserByLogin } from '../../src/domain/users/user-store.ts';
import { type Office, openConsole, PASSWORD } from '../support/console.ts';
import { type IdentityProvider, openIdentityProvider } from '../support/identity-provider.ts';

let identities: IdentityProvider;

beforeAll(async () => {
  identities = await openIdentityProvider();
});

afterAll(() => identities.stop());

const open = (env: Record<string, string> = {}) => openConsole({ env: { ...identities.env, ...env } });

async function trailOf(office: Office): Promise<string> {
  return (await (await office.as('auditor')).get('/audit')).text;
}

describe('single sign-on', () => {
  it('is not there unless it is configured', async () => {
    await using office = await openConsole();
    expect((await office.nobody().get('/sign-in')).text).not.toContain('/sign-in/sso');
    expect((await office.nobody().get('/sign-in/sso')).location).toContain('/sign-in');
  });

  it('makes a user of whoever comes for the first time, with the role of their group', async () => {
    await using office = await open();
    const browser = office.nobody();
    expect((await browser.get('/sign-in?to=%2Fcalls')).text).toContain('Sign in with Musterwerk ID');
    const before = browser.cookies.get('session');
    expect(await identities.signIn(browser, 'u-nora', '/calls')).toMatchObject({
      status: 303,
      location: '/calls',
    });
    expect(browser.cookies.get('session')).not.toBe(before);
    expect(browser.cookies.has('sso')).toBe(false);
    expect((await browser.get('/calls')).text).toContain('Nora Neu');
    const nora = await findUserByLogin(office.hotline.database, 'nora');
    expect(nora).toMatchObject({ role: 'supervisor', hasPassword: false, mustChangePassword: false });
    expect((await office.nobody().signIn('nora', '')).status).toBe(401);
    const again = office.nobody();
    await identities.signIn(again, 'u-nora');
    expect((await findUserByLogin(office.hotline.database, 'nora'))?.id).toBe(nora?.id);
    expect(await trailOf(office)).toContain('with: single sign-on');
  });

  it('keeps nobody out by a long address, which no browser would keep', async () => {
    await using office = await open();
    for (const typed of ['x'.repeat(1_980), 'x'.repeat(2_900), 'x'.repeat(9_000), 'ü'.repeat(1_980)]) {
      const asked = new URLSearchParams({ to: `/calls?q=${typed}` });
      const { headers, status } = await office.nobody().get(`/sign-in/sso?${asked}`);
      expect(status).toBe(303);
      for (const cookie of headers.getSetCookie()) expect(cookie.length).toBeLessThan(4_096);
    }
    const long = `/calls?q=${'x'.repeat(1_900)}`;
    expect(await identities.signIn(office.nobody(), 'u-nora', long)).toMatchObject({ location: long });
  });

  it('makes one user of somebody who comes by two doors at once', async () => {
    await using office = await open();
    const browsers = [office.nobody(), office.nobody(), office.nobody()];
    const replies = await Promise.all(browsers.map((browser) => identities.signIn(browser, 'u-nora')));
    expect(replies.map(({ status }) => status)).toEqual([303, 303, 303]);
    const rows = await office.hotline.database.query(`select login from users where subject = 'u-nora'`);
    expect(rows).toHaveLength(1);
  });

  it('never takes somebody for the user who has the same name or address', async () => {
    await using office = await open();
    identities.people.set('u-thief', {
      preferred_username: 'Administrator',
      email: 'administrator',
      groups: ['hotline-support'],
    });
    const browser = office.nobody();
    await identities.signIn(browser, 'u-thief');
    expect((await browser.get('/users')).status).toBe(403);
    const users = await office.hotline.database.query(`select login from users where subject = 'u-thief'`);
    expect(users).toEqual([{ login: expect.stringMatching(/^sso-/) }]);
  });

  it('follows the groups at each sign-in, and lets nobody in whose groups mean nothing', async () => {
    await using office = await open();
    const person = { name: 'Max Wechsel', preferred_username: 'max' };
    identities.people.set('u-max', { ...person, groups: ['hotline-admins'] });
    const browser = office.nobody();
    await identities.signIn(browser, 'u-max');
    expect((await browser.get('/users')).status).toBe(200);

    identities.people.set('u-max', { ...person, groups: 'hotline-support' });
    const other = office.nobody();
    await identities.signIn(other, 'u-max');
    expect((await browser.get('/users')).status).toBe(403);

    identities.people.set('u-max', person);
    const refused = await identities.signIn(office.nobody(), 'u-max');
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('You have no role here yet');
    expect((await other.get('/')).status, 'what was open is over').toBe(303);
    expect((await identities.signIn(office.nobody(), 'u-stranger')).status).toBe(403);
    expect(await findUserByLogin(office.hotline.database, 'stranger')).toBeNull();
    expect(await trailOf(office)).toContain('refused at single sign-on');
  });

  it('keeps out whom an administrator has removed, until they are let in again', async () => {
    await using office = await open();
    const browser = office.nobody();
    await identities.signIn(browser, 'u-nora');
    const nora = await findUserByLogin(office.hotline.database, 'nora');
    const administrator = await office.as('administrator');
    await administrator.post(`/users/${nora?.id}/remove`, {});
    expect((await browser.get('/')).status).toBe(303);
    const refused = await identities.signIn(browser, 'u-nora');
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('Your access was removed');
    expect((await administrator.get('/users')).text).toContain('Removed, known to single sign-on');
    const path = `/users/${nora?.id}/readmit`;
    expect((await administrator.post(path, {})).location).toBe('/users?done=readmitted');
    expect((await administrator.post(path, {})).status).toBe(404);
    expect((await identities.signIn(browser, 'u-nora')).status).toBe(303);
  });

  it('goes on with a password that was given, until it is switched off', async () => {
    await using office = await open({ REQUIRE_TWO_FACTOR: 'supervisor' });
    const browser = office.nobody();
    await identities.signIn(browser, 'u-nora');
    expect((await browser.get('/')).status, 'single sign-on needs no second factor of ours').toBe(200);
    expect((await browser.get('/two-factor')).text).toContain('takes care of this');
    const { database } = office.hotline;
    await database.query(
      `update users set password_hash = (select password_hash from users where login = 'auditor') where login = 'nora'`,
    );
    expect((await browser.signIn('nora', PASSWORD)).status).toBe(303);
    expect((await browser.get('/')).location, 'a password does').toBe('/two-factor');

    const administrator = await office.as('administrator');
    const [nora, local] = [
      await findUserByLogin(database, 'nora'),
      await findUserByLogin(database, 'auditor'),
    ];
    const path = `/users/${nora?.id}`;
    expect((await administrator.get(path)).text).toContain('Switch the password off');
    expect((await administrator.post(`${path}/password-off`, {})).location).toBe(`${path}?done=passwordOff`);
    expect((await browser.get('/')).status).toBe(303);
    expect((await browser.signIn('nora', PASSWORD)).status).toBe(401);
    expect((await administrator.post(`/users/${local?.id}/password-off`, {})).status).toBe(404);
    expect((await office.as('auditor')).cookies.has('session')).toBe(true);
  });
});

describe('a way back that proves nothing', () => {
  it('without a way out, or too long after it, leads to the door', async () => {
    await using office = await open();
    const browser = office.nobody();
    const { location } = await browser.get('/sign-in/sso');
    const back = await identities.visit(location ?? '', 'u-nora');
    expect((await office.nobody().get(back)).status, 'in another browser').toBe(401);
    const stranger = office.nobody();
    stranger.cookies.set('sso', 'made-up');
    expect((await stranger.get(back)).status).toBe(401);
    vi.setSystemTime(Date.now() + 16 * 60_000);
    const late = await browser.get(back);
    expect(late.status).toBe(401);
    expect(late.text).toContain('took too long');
    expect(browser.cookies.has('session')).toBe(false);
  });

  it('with another state, a made-up code or a used one is refused', async () => {
    await using office = await open();
    const browser = office.nobody();
    const begin = async () => (await browser.get('/sign-in/sso')).location ?? '';
    const back = await identities.visit(await begin(), 'u-nora');
    const [path = '', query = ''] = back.split('?');
    for (const [field, value] of [
      ['state', 'another'],
      ['code', 'made-up'],
      ['iss', 'https://evil.example'],
    ] as const) {
      await begin();
      const fields = new URLSearchParams(query);
      fields.set(field, value);
      const refused = await browser.get(`${path}?${fields}`);
      expect(refused.status, field).toBe(401);
      expect(refused.text).toContain('did not work');
    }
    expect((await browser.get(path)).status).toBe(401);
    const fresh = await begin();
    const kept = browser.cookies.get('sso') ?? '';
    const once = await identities.visit(fresh, 'u-nora');
    expect((await browser.get(once)).status).toBe(303);
    const thief = office.nobody();
    thief.cookies.set('sso', kept);
    expect((await thief.get(once)).status).toBe(401);
  });

  it('of somebody who turned round there is told so', async () => {
    await using office = await open();
    const turned = await identities.signIn(office.nobody(), '');
    expect(turned.status).toBe(401);
    expect(turned.text).toContain('did not let you in');
  });

  it('leads nobody to another host', async () => {
    await using office = await open();
    expect((await identities.signIn(office.nobody(), 'u-nora', '//evil.example')).location).toBe('/');
  });

  it('by a wrong client secret is our fault: told plainly, without the secret', async () => {
    await using office = await open({ OIDC_CLIENT_SECRET: 'a-wrong-secret' });
    const failed = await identities.signIn(office.nobody(), 'u-nora');
    expect(failed.status).toBe(401);
    expect(failed.text).toContain('did not work');
    expect(failed.text).not.toContain('a-wrong-secret');
  });
});

describe('while the identity provider is away', () => {
  it('passwords work, the page says so, and the doctor, too', async () => {
    const gone = await openIdentityProvider();
    const config = readConfig({
      ...gone.env,
      DATABASE_URL: 'postgres://a@b/c',
      SECRET_KEY: 'five green umbrellas at noon',
    });
    expect(await lookAtSingleSignOn(config)).toMatchObject([{ verdict: 'ok' }]);
    await gone.stop();
    expect(await lookAtSingleSignOn(config)).toMatchObject([{ verdict: 'fault', about: 'single sign-on' }]);
    await using office = await openConsole({ env: gone.env });
    const browser = office.nobody();
    const away = await browser.get('/sign-in/sso?to=%2Fcalls');
    expect(away.status).toBe(503);
    expect(away.text).toContain('Musterwerk ID does not answer');
    expect(away.text).toContain('name="to" value="/calls"');
    expect((await browser.signIn('supervisor')).status).toBe(303);
  });
});
