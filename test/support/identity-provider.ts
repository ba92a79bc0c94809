import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { vi } from 'vitest';
import type { Browser, Reply } from './console.ts';

const CLIENT_ID = 'hotline';
const CLIENT_SECRET = 'the-client-secret-of-the-tests';
const CALLBACK = '/sign-in/sso/callback';

/** A company's real identity provider on this machine, which believes everybody who they say they are. */
export interface IdentityProvider extends AsyncDisposable {
  /** the environment of a hotline that trusts it */
  env: Record<string, string>;
  /** what it says of somebody, by subject: at first of Nora, who is of the support, and of a stranger */
  people: Map<string, Record<string, unknown>>;
  /** somebody between it and the hotline: what they make of an ID token that is handed out */
  forge: ((token: IdToken) => string) | undefined;
  /** Goes to the provider, signs in there as somebody, and comes back. @returns what the hotline answers */
  signIn(browser: Browser, subject: string, to?: string): Promise<Reply>;
  /** The same without the last step. @returns the path with which the browser would come back */
  visit(address: string, subject: string): Promise<string>;
  /** from now on it does not answer */
  stop(): Promise<void>;
}

/** An ID token, taken apart. */
export interface IdToken {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  /** the provider's own */
  key: KeyObject;
  /** @param key null: without a signature */
  signed(parts: { header?: object; claims?: object; key?: KeyObject | null }): string;
}

export async function openIdentityProvider(): Promise<IdentityProvider> {
  const people = new Map<string, Record<string, unknown>>([
    [
      'u-nora',
      {
        name: 'Nora Neu',
        preferred_username: 'nora',
        email: 'nora@musterwerk.example',
        groups: ['hotline-support', 'everybody'],
      },
    ],
    ['u-stranger', { preferred_username: 'stranger', groups: ['everybody'] }],
  ]);
  const http = createServer((request, response) => answer(request, response));
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const hushed = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'info')];
  for (const spy of hushed) spy.mockImplementation(() => {});
  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        // of a native application the port is free: each test has its own
        application_type: 'native',
        redirect_uris: [`http://127.0.0.1${CALLBACK}`],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
    ttl: {
      Interaction: 600,
      Grant: 600,
      Session: 600,
      AccessToken: 600,
      AuthorizationCode: 60,
      IdToken: 600,
    },
    cookies: { keys: ['a key of the tests'] },
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'groups'], email: ['email'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, accountId: string) => ({
      accountId,
      claims: () => ({ sub: accountId, ...people.get(accountId) }),
    }),
    async loadExistingGrant({
      oidc,
    }: {
      oidc: { client: { clientId: string }; session: { accountId: string } };
    }) {
      const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
  });
  for (const spy of hushed) spy.mockRestore();
  provider.use(async (context, next) => {
    await next();
    const token = context.oidc?.route === 'token' ? context.body?.id_token : undefined;
    if (token !== undefined && context.body && identities.forge)
      context.body.id_token = identities.forge(takeApart(token, privateKey));
  });
  const serve = provider.callback();

  /** Whoever asks to sign in is who the cookie `subject` says; nobody turned round. */
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!request.url?.startsWith('/interaction/')) return serve(request, response);
    const subject = /subject=([^;]*)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
    const result =
      subject === '' ? { error: 'access_denied' } : { login: { accountId: subject }, consent: {} };
    return provider.interactionFinished(request, response, result);
  }

  const identities: IdentityProvider = {
    people,
    forge: undefined,
    env: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: CLIENT_ID,
      OIDC_CLIENT_SECRET: CLIENT_SECRET,
      OIDC_NAME: 'Musterwerk ID',
      OIDC_ROLES: 'hotline-admins=administrator; hotline-support=supervisor',
    },
    async visit(address, subject) {
      const cookies = new Map([['subject', subject]]);
      let url = address;
      for (let hop = 0; !new URL(url).pathname.endsWith(CALLBACK); hop += 1) {
        if (hop === 10) throw new Error(`sent round in circles, at last to ${url}`);
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const response = await fetch(url, { headers: { cookie }, redirect: 'manual' });
        for (const line of response.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
          cookies.set(name, value);
        }
        const location = response.headers.get('location');
        if (location === null) throw new Error(`${response.status} ${await response.text()}`);
        url = new URL(location, url).href;
      }
      const { pathname, search } = new URL(url);
      return pathname + search;
    },
    async signIn(browser, subject, to = '/') {
      const { location } = await browser.get(`/sign-in/sso?${new URLSearchParams({ to })}`);
      return browser.get(await identities.visit(location ?? '', subject));
    },
    async stop() {
      http.closeAllConnections();
      http.close();
    },
    [Symbol.asyncDispose]: () => identities.stop(),
  };
  return identities;
}

function takeApart(token: string, key: KeyObject): IdToken {
  const [header = '', claims = ''] = token.split('.');
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
  const write = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const own = { header: read(header), claims: read(claims), key };
  return {
    ...own,
    signed(parts) {
      const content = [own.header, own.claims]
        .map((part, at) => write({ ...part, ...(at === 0 ? parts.header : parts.claims) }))
        .join('.');
      const by = parts.key === undefined ? key : parts.key;
      const signature = by === null ? '' : sign('sha256', Buffer.from(content), by).toString('base64url');
      return `${content}.${signature}`;
    },
  };
}
