import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { addToken, type NewApiToken, revokeToken, type Scope } from '../../src/domain/users/api-token.ts';
import { listTokens } from '../../src/domain/users/api-token-store.ts';
import { OPERATOR } from '../../src/domain/users/operator.ts';
import { openConsole } from '../support/console.ts';
import { hotline } from '../support/hotline-command.ts';
import { criticalCase } from '../support/stories.ts';
import { aRequest, type Office, openOffice, TOKEN } from './api-office.ts';

const DAY_MS = 24 * 60 * 60_000;

async function tokenIn(office: Office, changes: Partial<NewApiToken> = {}): Promise<string> {
  const token = { name: 'portal', scopes: ['read'] as Scope[], days: 30, ...changes };
  return (await addToken(office.database, OPERATOR, token, new Date(office.at))) ?? '';
}

function ask(office: Office, token: string, path = '/tickets') {
  return request(office.app).get(`/api/v1${path}`).set('authorization', `Bearer ${token}`);
}

describe('a token', () => {
  it('is recognised by its beginning, and known to the database only by its hash', async () => {
    await using office = await openOffice();
    const token = await tokenIn(office);
    expect(token).toMatch(/^hotline_[\w-]{43}$/);
    expect(JSON.stringify(await office.database.query('select * from api_tokens'))).not.toContain(token);
    expect((await ask(office, token)).status).toBe(200);
    expect((await ask(office, TOKEN)).status, 'the token of the environment').toBe(200);
  });

  it.each<[Scope, number, number, number]>([
    ['read', 200, 403, 403],
    ['tickets', 403, 422, 403],
    ['recordings', 403, 403, 404],
  ])('with the scope %s does that and nothing else', async (scope, read, change, listen) => {
    await using office = await openOffice({ token: null });
    const token = await tokenIn(office, { scopes: [scope] });
    expect((await ask(office, token)).status).toBe(read);
    expect((await ask(office, token, `/recordings/RE${'0'.repeat(32)}`)).status).toBe(listen);
    const opened = await request(office.app)
      .post('/api/v1/tickets')
      .set('authorization', `Bearer ${token}`)
      .send(aRequest({ severity: 9 }));
    expect(opened.status).toBe(change);
    if (change === 403) {
      expect(opened.headers['www-authenticate']).toBe('Bearer error="insufficient_scope", scope="tickets"');
      expect(opened.body).toMatchObject({ type: '/problems/insufficient-scope', scope: 'tickets' });
    }
  });

  it('opens nothing once it has expired or was revoked, and says so to whoever has it', async () => {
    await using office = await openOffice({ token: null });
    const token = await tokenIn(office, { days: 1 });
    office.at = new Date(Date.parse(office.at) + DAY_MS).toISOString();
    const expired = await ask(office, token);
    expect(expired.status).toBe(401);
    expect(expired.body.detail).toContain('expired');
    await revokeToken(office.database, OPERATOR, 'portal', new Date(office.at));
    const again = await tokenIn(office);
    expect((await ask(office, again)).status).toBe(200);
    expect(await revokeToken(office.database, OPERATOR, 'portal', new Date(office.at))).toBe(true);
    expect((await ask(office, again)).status).toBe(401);
    expect(await revokeToken(office.database, OPERATOR, 'portal', new Date(office.at))).toBe(false);
  });

  it('is noted when it is used, once a minute at most, and has a name of its own', async () => {
    await using office = await openOffice();
    const token = await tokenIn(office);
    const begin = Date.parse(office.at);
    expect(await tokenIn(office), 'the name is taken').toBe('');
    for (const seconds of [0, 30, 61]) {
      office.at = new Date(begin + seconds * 1_000).toISOString();
      await ask(office, token);
      const [listed] = await listTokens(office.database);
      expect(listed?.lastUsedAt?.getTime()).toBe(begin + (seconds === 61 ? 61_000 : 0));
    }
  });

  it.each(['hotline_', 'hotline_x', `hotline_${'a'.repeat(5_000)}`, "hotline_';--", 'hotline_%00'])(
    'is not %j',
    async (token) => {
      await using office = await openOffice();
      expect((await ask(office, token)).status).toBe(401);
    },
  );

  it('is described: each call names its scope', async () => {
    await using office = await openOffice();
    const { body } = await request(office.app).get('/api/v1/openapi.json');
    expect(body.paths['/tickets'].get.security).toEqual([{ token: ['read'] }]);
    expect(body.paths['/tickets'].post.security).toEqual([{ token: ['tickets'] }]);
    expect(body.paths['/recordings/{sid}'].get.security).toEqual([{ token: ['recordings'] }]);
    expect(Object.keys(body.paths['/tickets'].get.responses)).toEqual(expect.arrayContaining(['403', '429']));
  });
});

describe('too many requests from one source', () => {
  it('are refused with when to come again, as a problem', async () => {
    await using office = await openOffice({ limits: { requests: 3, refusals: 100 } });
    for (let n = 0; n < 3; n += 1) expect((await ask(office, TOKEN)).status).toBe(200);
    const refused = await ask(office, TOKEN);
    expect(refused.status).toBe(429);
    expect(refused.type).toBe('application/problem+json');
    expect(refused.body).toMatchObject({ type: '/problems/too-many-requests', status: 429 });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('with tokens that are none shut out whoever guesses, and no right token that comes from there', async () => {
    await using office = await openOffice({ limits: { requests: 1_000, refusals: 3 } });
    const token = await tokenIn(office);
    for (let n = 0; n < 3; n += 1) expect((await ask(office, `guess-${n}`)).status).toBe(401);
    for (const guess of ['guess', 'hotline_guess', 'hotline_']) {
      const refused = await ask(office, guess);
      expect(refused.status).toBe(429);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    }
    expect((await ask(office, TOKEN)).status).toBe(200);
    expect((await ask(office, token)).status).toBe(200);
  });

  it('are not those of one program that asks much at once, nor what others ask without a token', async () => {
    await using office = await openOffice({ limits: { requests: 60, refusals: 5 } });
    const token = await tokenIn(office);
    const server = office.app.listen(0, '127.0.0.1');
    const askAt = (given: string) =>
      request(server).get('/api/v1/tickets').set('authorization', `Bearer ${given}`);
    const guesses = Array.from({ length: 80 }, (_, n) => askAt(`hotline_guess-${n}`));
    const right = Array.from({ length: 60 }, () => askAt(token));
    expect((await Promise.all(right)).map(({ status }) => status)).toEqual(Array(60).fill(200));
    const refused = (await Promise.all(guesses)).map(({ status }) => status);
    expect(refused.filter((status) => status === 401)).toHaveLength(5);
    expect(refused.filter((status) => status === 429)).toHaveLength(75);
    expect((await askAt(TOKEN)).status, 'another token has its own count').toBe(200);
    server.close();
  });

  it('are counted by the source that a trusted proxy names, and by no other word', async () => {
    const env = { API_REQUESTS_PER_MINUTE: '2' };
    const from = (url: string, address: string) =>
      fetch(`${url}/api/v1/tickets`, { headers: { 'x-forwarded-for': address } }).then(
        ({ status }) => status,
      );
    await using behind = await openConsole({ env: { ...env, TRUSTED_PROXIES: '1' } });
    const { url } = behind.hotline;
    for (const address of ['192.0.2.1', '192.0.2.1', '192.0.2.2', '2001:db8::1', '2001:db8::2']) {
      expect(await from(url, address)).toBe(401);
    }
    expect(await from(url, '192.0.2.1')).toBe(429);
    expect(await from(url, '2001:db8::3'), 'one network').toBe(429);
    await using bare = await openConsole({ env });
    expect(await from(bare.hotline.url, '192.0.2.1')).toBe(401);
    expect(await from(bare.hotline.url, '192.0.2.2')).toBe(401);
    expect(await from(bare.hotline.url, '192.0.2.3')).toBe(429);
  });

  it('to sign in are refused with a kind page, and the carrier never is', async () => {
    await using office = await openConsole({
      env: { SIGN_INS_PER_MINUTE: '2', API_REQUESTS_PER_MINUTE: '1' },
    });
    const browser = office.nobody();
    await browser.signIn('nobody', 'guess');
    await browser.signIn('nobody', 'guess');
    const refused = await browser.signIn('supervisor');
    expect(refused.status).toBe(429);
    expect(refused.text).toContain('Too many sign-ins from your network');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await browser.get('/sign-in')).status).toBe(200);
    // a whole call is far more webhooks than the API would take
    await criticalCase(office.hotline.phones.erika);
    office.hotline.phones.anna.newSms();
  });
});

describe('the page of tokens', () => {
  it('is for administrators only, shows a token once and takes it back', async () => {
    await using office = await openConsole();
    for (const role of ['supervisor', 'engineer', 'auditor'] as const) {
      const browser = await office.as(role);
      expect((await browser.get('/users/tokens')).status).toBe(403);
      const fields = { name: 'portal', scope: 'read', days: '30' };
      expect((await browser.post('/users/tokens', fields)).status).toBe(403);
      expect((await browser.post('/users/tokens/revoke', { name: 'portal' })).status).toBe(403);
    }
    const browser = await office.as('administrator');
    for (const fields of [
      { name: '', scope: 'read', days: '30' },
      { name: '<b>', scope: 'read', days: '30' },
      { name: 'portal', days: '30' },
      { name: 'portal', scope: 'king', days: '30' },
      { name: 'portal', scope: 'read', days: '0' },
      { name: 'portal', scope: 'read', days: '9999' },
      { name: 'portal', scope: 'read', days: 'x' },
    ]) {
      expect((await browser.post('/users/tokens', fields as Record<string, string>)).status).toBe(422);
    }
    const shown = await browser.post('/users/tokens', { name: 'Portal 7', scope: 'read', days: '30' });
    expect(shown.status).toBe(201);
    const token = /<dd>(hotline_[\w-]{43})<\/dd>/.exec(shown.text)?.[1] ?? '';
    const status = async () =>
      (await fetch(`${office.hotline.url}/api/v1/tickets`, { headers: { authorization: `Bearer ${token}` } }))
        .status;
    expect(await status()).toBe(200);
    const list = await browser.get('/users/tokens');
    expect(list.text).toContain(`…${token.slice(-4)}`);
    expect(list.text).not.toContain(token);
    expect(
      (await browser.post('/users/tokens', { name: 'Portal 7', scope: 'read', days: '30' })).status,
    ).toBe(422);
    await browser.post('/users/tokens/revoke', { name: 'Portal 7' });
    expect(await status()).toBe(401);
    const trail = (await browser.get('/audit')).text;
    expect(trail).toContain('added an API token');
    expect(trail).toContain('revoked an API token');
  });
});

describe('hotline token', () => {
  it('adds, lists and revokes', { timeout: 60_000 }, async () => {
    await using office = await openOffice();
    const env = { DATABASE_URL: office.database.url, SECRET_KEY: 'the-secret-key-of-the-tests' };
    const token = (...args: string[]) => hotline(['token', ...args], { env });
    for (const [args, said] of [
      [['add', '-x'], 'unknown option'],
      [['add', '%'], 'A name has'],
      [['add', 'portal', '--scope', 'king'], '--scope'],
      [['add', 'portal', '--days', '0'], '--days'],
    ] as const) {
      const { code, err } = await token(...args);
      expect(code, args.join(' ')).toBe(2);
      expect(err).toContain(said);
    }
    const added = JSON.parse((await token('add', 'portal', '--scope', 'tickets,read', '--json')).out);
    expect(added).toMatchObject({ name: 'portal', scopes: ['read', 'tickets'], days: 365 });
    expect(await token('add', 'portal')).toMatchObject({
      code: 1,
      err: expect.stringContaining('token revoke'),
    });
    expect((await token('list')).out).toMatch(/^portal +….{4} +read,tickets +expires .*, never used$/m);
    expect((await token('revoke', 'portal')).out).toContain('portal was revoked');
    expect((await token('revoke', 'portal')).code).toBe(1);
    expect(JSON.parse((await token('list', '--json')).out)).toEqual([]);
  });
});
