import { createHmac, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openConsole } from '../support/console.ts';
import { type IdentityProvider, type IdToken, openIdentityProvider } from '../support/identity-provider.ts';

let identities: IdentityProvider;

beforeAll(async () => {
  identities = await openIdentityProvider();
});

afterAll(() => identities.stop());

const open = (env: Record<string, string> = {}) => openConsole({ env: { ...identities.env, ...env } });

describe('an ID token that the provider never made', () => {
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const others = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const now = () => Math.floor(Date.now() / 1_000);
  afterEach(() => {
    identities.forge = undefined;
  });

  it.each<[string, (token: IdToken) => string]>([
    ['signed with a foreign key', ({ signed }) => signed({ key: foreign })],
    [
      'signed with a foreign key of another name',
      ({ signed }) => signed({ header: { kid: 'k' }, key: foreign }),
    ],
    [
      'signed with a key that it brings along',
      ({ signed }) =>
        signed({ header: { jwk: createPublicKey(foreign).export({ format: 'jwk' }) }, key: foreign }),
    ],
    [
      'signed with a foreign key for somebody else',
      ({ signed }) => signed({ claims: { sub: 'u-boss' }, key: foreign }),
    ],
    ['of another kind of key', ({ signed }) => signed({ header: { alg: 'ES256' }, key: others })],
    ['with no signature', ({ signed }) => signed({ key: null })],
    ['with alg none', ({ signed }) => signed({ header: { alg: 'none' }, key: null })],
    ['with alg None and a signature', ({ signed }) => signed({ header: { alg: 'None' } })],
    [
      'signed with the public key as a secret',
      ({ header, claims, key }) => {
        const content = [{ ...header, alg: 'HS256' }, claims]
          .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
          .join('.');
        const secret = createPublicKey(key).export({ format: 'pem', type: 'spki' });
        return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
      },
    ],
    [
      'changed after it was signed',
      ({ signed, claims }) => {
        const [header, , signature] = signed({}).split('.');
        const changed = Buffer.from(JSON.stringify({ ...claims, sub: 'u-boss' })).toString('base64url');
        return `${header}.${changed}.${signature}`;
      },
    ],
    ['of another issuer', ({ signed }) => signed({ claims: { iss: 'https://evil.example' } })],
    ['for another audience', ({ signed }) => signed({ claims: { aud: 'payroll' } })],
    [
      'for several audiences, handed to another',
      ({ signed }) => signed({ claims: { aud: ['hotline', 'payroll'], azp: 'payroll' } }),
    ],
    ['with another nonce', ({ signed }) => signed({ claims: { nonce: 'another' } })],
    ['without a nonce', ({ signed }) => signed({ claims: { nonce: undefined } })],
    ['that has expired', ({ signed }) => signed({ claims: { iat: now() - 900, exp: now() - 300 } })],
    ['that is not valid yet', ({ signed }) => signed({ claims: { nbf: now() + 300 } })],
    ['without an end', ({ signed }) => signed({ claims: { exp: undefined } })],
    ['that is none at all', () => 'a.b.c'],
    ['that is empty', () => ''],
  ])('%s lets nobody in', async (_, forge) => {
    await using office = await open();
    identities.people.set('u-boss', { name: 'Boss', preferred_username: 'boss', groups: ['hotline-admins'] });
    identities.forge = forge;
    const browser = office.nobody();
    const refused = await identities.signIn(browser, 'u-nora');
    expect(refused.status).toBe(401);
    expect(refused.text).toContain('did not work');
    expect((await browser.get('/')).status, 'still outside').toBe(303);
    expect(await office.hotline.database.query('select from users where issuer is not null')).toEqual([]);
    identities.forge = ({ signed }) => signed({});
    expect((await identities.signIn(browser, 'u-nora')).status, 'one of its own does').toBe(303);
  });
});
