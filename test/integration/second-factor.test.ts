import { describe, expect, it, vi } from 'vitest';
import { endSessionsOf, findUserByLogin, lockUser } from '../../src/domain/users/user-store.ts';
import { recoveryCodesOn, setUpSecondFactor } from '../support/authenticator.ts';
import { type Browser, openConsole, PASSWORD } from '../support/console.ts';

const STEP_MS = 30_000;

function wait(ms: number): void {
  vi.setSystemTime(Date.now() + ms);
}

/** A supervisor with a second factor, and another browser in which they sit at the second step. */
async function openDoor() {
  const office = await openConsole();
  const owner = await office.as('supervisor');
  const { app, recoveryCodes } = await setUpSecondFactor(owner);
  wait(STEP_MS);
  const browser = office.nobody();
  const reply = await browser.post('/sign-in', { login: 'supervisor', password: PASSWORD, to: '/calls' });
  expect(reply.location).toBe('/sign-in/code?to=%2Fcalls');
  return {
    office,
    owner,
    browser,
    app,
    recoveryCodes,
    [Symbol.asyncDispose]: () => office[Symbol.asyncDispose](),
  };
}

const enter = (browser: Browser, code: string, to = '/calls') => browser.post('/sign-in/code', { code, to });

describe('the second step', () => {
  it('stands between the right password and everything else', async () => {
    await using door = await openDoor();
    const { browser } = door;
    expect(browser.cookies.has('session')).toBe(false);
    const pending = browser.cookies.get('pending') ?? '';
    expect(pending).toHaveLength(43);
    for (const path of ['/', '/calls', '/two-factor', '/password']) {
      expect((await browser.get(path)).location).toContain('/sign-in');
    }
    browser.cookies.set('session', pending);
    expect((await browser.get('/calls')).status).toBe(303);
    expect(
      JSON.stringify(await door.office.hotline.database.query('select * from pending_sign_ins')),
    ).not.toContain(pending);
  });

  it('opens nothing to whoever is signed out everywhere while their code is taken', async () => {
    await using door = await openDoor();
    const { office, browser, app } = door;
    const { database } = office.hotline;
    const user = await findUserByLogin(database, 'supervisor');
    if (!user) throw new Error('there is no supervisor');
    const late = await database.transaction(async (tx) => {
      await lockUser(tx, user.id);
      const entering = enter(browser, app.code());
      const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      await expect.poll(() => database.query(waiting)).toHaveLength(1);
      await endSessionsOf(tx, user.id);
      return { entering };
    });
    expect((await late.entering).status).toBe(401);
    expect(browser.cookies.has('session')).toBe(false);
    expect((await browser.get('/calls')).location).toContain('/sign-in');
  });

  it('opens with the code of the app, which is taken only once', async () => {
    await using door = await openDoor();
    const { office, browser, app } = door;
    const code = app.code();
    expect(await enter(browser, `${code.slice(0, 3)} ${code.slice(3)}`)).toMatchObject({
      status: 303,
      location: '/calls',
    });
    expect((await browser.get('/calls')).status).toBe(200);
    expect(browser.cookies.has('pending')).toBe(false);

    const thief = office.nobody();
    await thief.signIn('supervisor');
    const refused = await enter(thief, code);
    expect(refused.status).toBe(401);
    expect(refused.text).toContain('was used before');
    wait(STEP_MS);
    expect((await enter(thief, app.code(-1))).status, 'an older code after a newer one').toBe(401);
    expect((await enter(thief, app.code())).status).toBe(303);
  });

  it('takes the code of a clock that is a step off, and no more', async () => {
    await using door = await openDoor();
    const { browser, app } = door;
    expect((await enter(browser, app.code(2))).status).toBe(401);
    expect((await enter(browser, app.code(1))).status).toBe(303);
  });

  it('is locked after five wrong codes, for the right code and the right password, too', async () => {
    await using door = await openDoor();
    const { office, browser, app } = door;
    for (let guess = 1; guess < 5; guess += 1) {
      // the right password between the guesses gives no new ones
      await browser.signIn('supervisor');
      expect((await enter(browser, '000000')).status).toBe(401);
    }
    expect((await enter(browser, '000000')).status).toBe(429);
    expect((await enter(browser, app.code())).status).toBe(429);
    expect((await office.nobody().signIn('supervisor')).status).toBe(429);
    const trail = (await (await office.as('auditor')).get('/audit')).text;
    expect(trail).toContain('login locked');
    expect(trail).toContain('wrong second-factor code');
  });

  it('counts guesses that come all at once', async () => {
    await using door = await openDoor();
    const guesses = Array.from({ length: 20 }, () => enter(door.browser, '000000'));
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(4);
  });

  it('takes each recovery code once', async () => {
    await using door = await openDoor();
    const { office, browser, recoveryCodes } = door;
    expect(recoveryCodes).toHaveLength(10);
    expect(new Set(recoveryCodes).size).toBe(10);
    const [code = ''] = recoveryCodes;
    expect((await enter(browser, ` ${code.toUpperCase()} `)).status).toBe(303);
    expect((await browser.get('/two-factor')).text).toContain('9 recovery codes are left');
    await browser.signIn('supervisor');
    expect((await enter(browser, code)).status).toBe(401);
    const kept = await office.hotline.database.query(
      `select encode(code_hash, 'escape') from recovery_codes`,
    );
    expect(JSON.stringify(kept)).not.toContain(recoveryCodes[1]?.replaceAll('-', ''));
  });

  it('waits five minutes, and for the user who typed the password only', async () => {
    await using door = await openDoor();
    const { office, browser, app } = door;
    wait(5 * 60_000 + 1);
    const late = await enter(browser, app.code());
    expect(late.status).toBe(401);
    expect(late.text).toContain('took too long');
    expect((await browser.get('/sign-in/code')).location).toBe('/sign-in?to=%2F');
    for (const pending of ['', 'made-up', '\u0000']) {
      const stranger = office.nobody();
      stranger.cookies.set('pending', encodeURIComponent(pending));
      expect((await enter(stranger, app.code())).status).toBe(401);
    }
  });

  it('is over for a user who was removed in between, or signed out everywhere', async () => {
    await using door = await openDoor();
    const { office, browser, app } = door;
    const user = await findUserByLogin(office.hotline.database, 'supervisor');
    await (await office.as('administrator')).post(`/users/${user?.id}/remove`, {});
    expect((await enter(browser, app.code())).status).toBe(401);
  });

  it.each(['', '12345', '１２３４５６', '\u0000', 'x'.repeat(5_000), "';--", '🤷‍♀️'])(
    'takes no %j',
    async (code) => {
      await using door = await openDoor();
      expect((await enter(door.browser, code)).status).toBe(401);
    },
  );

  it('leads nobody to another host', async () => {
    await using door = await openDoor();
    expect((await enter(door.browser, door.app.code(), '//evil.example')).location).toBe('/');
  });
});

describe('setting it up', () => {
  it('asks for nothing before the app has shown a code', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    expect((await browser.get('/two-factor/set-up')).location).toBe('/two-factor');
    expect((await browser.post('/two-factor/confirm', { code: '000000' })).location).toBe('/two-factor');
    await browser.post('/two-factor/set-up', {});
    expect((await browser.post('/two-factor/confirm', { code: '000000' })).text).toContain('is wrong');
    expect((await office.nobody().signIn('supervisor')).location).toBe('/');
  });

  it('shows the secret until then and never again, and keeps it only encrypted', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    const other = await office.as('supervisor');
    await browser.post('/two-factor/set-up', {});
    const page = await browser.get('/two-factor/set-up');
    const secret = /class="key">([A-Z2-7 ]+)</.exec(page.text)?.[1]?.replaceAll(' ', '') ?? '';
    expect(secret).toHaveLength(32);
    expect(page.text).toContain('<svg');
    expect(page.text).not.toContain('otpauth:');
    const [row] = await office.hotline.database.query<{ secret: Buffer }>(
      'select secret from second_factors',
    );
    expect(row?.secret.toString('latin1')).not.toContain(secret);
    const { app } = await setUpSecondFactor(browser);
    expect((await browser.get('/two-factor/set-up')).location).toBe('/two-factor');
    expect((await browser.post('/two-factor/set-up', {})).location).toBe('/two-factor');
    expect((await browser.get('/')).status).toBe(200);
    expect((await other.get('/')).status, 'other sessions are over').toBe(303);
    expect((await browser.post('/two-factor/remove', { code: app.code() })).text, 'a used code').toContain(
      'is wrong',
    );
  });

  it('can be changed and undone with a code, and by nobody without', async () => {
    await using door = await openDoor();
    const { office, owner, app, recoveryCodes } = door;
    expect((await owner.post('/two-factor/remove', { code: '000000' })).status).toBe(422);
    const renewed = await owner.post('/two-factor/recovery-codes', { code: app.code() });
    const [fresh = ''] = recoveryCodesOn(renewed);
    expect((await owner.post('/two-factor/remove', { code: recoveryCodes[0] ?? '' })).status).toBe(422);
    expect((await owner.post('/two-factor/remove', { code: fresh })).location).toBe(
      '/two-factor?done=removed',
    );
    expect((await office.nobody().signIn('supervisor')).location).toBe('/');
  });

  it('is undone by an administrator for somebody else, never for themselves, on record', async () => {
    await using door = await openDoor();
    const { office, owner } = door;
    const { database } = office.hotline;
    const administrator = await office.as('administrator');
    await setUpSecondFactor(administrator);
    const [own, other] = [
      await findUserByLogin(database, 'administrator'),
      await findUserByLogin(database, 'supervisor'),
    ];
    expect((await administrator.post(`/users/${own?.id}/remove-second-factor`, {})).location).toBe(
      '/two-factor',
    );
    expect((await administrator.get(`/users/${other?.id}`)).text).toContain('Remove the second factor');
    await administrator.post(`/users/${other?.id}/remove-second-factor`, {});
    expect((await owner.get('/')).status).toBe(303);
    expect((await office.nobody().signIn('supervisor')).location).toBe('/');
    const trail = (await (await office.as('auditor')).get('/audit')).text;
    expect(trail).toContain('removed a second factor');
  });
});

describe('with REQUIRE_TWO_FACTOR', () => {
  it('those roles get to nothing else before they have one, and cannot switch it off', async () => {
    await using office = await openConsole({ env: { REQUIRE_TWO_FACTOR: 'administrator, supervisor' } });
    const browser = await office.as('supervisor');
    for (const path of ['/', '/calls', '/two-factor/nowhere'])
      expect((await browser.get(path)).status).not.toBe(200);
    expect((await browser.get('/')).location).toBe('/two-factor');
    expect((await browser.get('/two-factor')).text).toContain('Your role needs a second factor');
    await office.hotline.database.query(
      `update users set must_change_password = true where login = 'supervisor'`,
    );
    expect((await browser.get('/two-factor')).location).toBe('/password');
    await office.hotline.database.query(
      `update users set must_change_password = false where login = 'supervisor'`,
    );
    const { app } = await setUpSecondFactor(browser);
    expect((await browser.get('/')).status).toBe(200);
    wait(STEP_MS);
    expect((await browser.post('/two-factor/remove', { code: app.code() })).status).toBe(422);
    expect((await office.nobody().signIn('supervisor')).location).toBe('/sign-in/code?to=%2F');
    expect((await (await office.as('auditor')).get('/audit')).status).toBe(200);
  });
});
