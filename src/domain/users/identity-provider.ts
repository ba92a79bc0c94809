import type { ClientAuth, Configuration, IDToken } from 'openid-client';
import { fetchOutside } from '../../platform/fetch-outside.ts';
import { keepFresh } from '../../platform/keep-fresh.ts';
import { type Claims, claimOf, type Identity, type RoleRules, readIdentity } from './identity.ts';

export interface IdentityProviderSettings extends RoleRules {
  issuer: string;
  clientId: string;
  clientSecret: string;
  scopes: string;
}

/** What has to be remembered from the way out to the way back. */
export interface SignInAttempt {
  state: string;
  nonce: string;
  verifier: string;
}

/** The company's own sign-in, by OpenID Connect: authorization code with PKCE, state and nonce. */
export interface IdentityProvider {
  /** Where to send the browser. `away`: it does not answer, or not as it should. */
  begin(callback: string): Promise<{ outcome: 'begun'; url: string; attempt: SignInAttempt } | Away>;
  /**
   * Who came back. `refused`: the provider did not let them in, or they turned round; `away`: what came back proves
   * nothing, or the provider did not answer.
   * @param cameTo the callback's address with its query
   */
  finish(
    cameTo: URL,
    attempt: SignInAttempt,
  ): Promise<{ outcome: 'identified'; identity: Identity } | { outcome: 'refused' } | Away>;
}

type Away = { outcome: 'away'; error: unknown };

/** Loaded when somebody first signs in by it: it takes a tenth of a second at the start. */
const library = () => import('openid-client');

/** Somebody waits at the door. */
const TIMEOUT_SECONDS = 5;
/** What a provider says of itself, or of somebody with all their groups, is some KB. */
const MAX_BYTES = 1_000_000;
/** What the provider says of its addresses is asked for anew after so long. */
const FRESH_MS = 60 * 60_000;
/** Clocks that are this far apart still agree. */
const CLOCK_TOLERANCE_SECONDS = 60;

export function createIdentityProvider(settings: IdentityProviderSettings): IdentityProvider {
  const discovered = keepFresh(() => discover(settings), FRESH_MS);
  return {
    async begin(callback) {
      try {
        const client = await library();
        const provider = await discovered();
        const verifier = client.randomPKCECodeVerifier();
        const attempt = { state: client.randomState(), nonce: client.randomNonce(), verifier };
        const url = client.buildAuthorizationUrl(provider, {
          redirect_uri: callback,
          scope: settings.scopes,
          state: attempt.state,
          nonce: attempt.nonce,
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        });
        return { outcome: 'begun', url: url.href, attempt };
      } catch (error) {
        return { outcome: 'away', error };
      }
    },
    async finish(cameTo, { state, nonce, verifier }) {
      const client = await library();
      try {
        const provider = await discovered();
        const tokens = await client.authorizationCodeGrant(provider, cameTo, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
        });
        const proved = tokens.claims();
        if (!proved) return { outcome: 'away', error: new TypeError('there is no ID token') };
        const claims = await allClaims(provider, tokens.access_token, proved, settings.roleClaim);
        const identity = readIdentity(proved.iss, proved.sub, claims, settings);
        return { outcome: 'identified', identity };
      } catch (error) {
        if (error instanceof client.AuthorizationResponseError) return { outcome: 'refused' };
        return { outcome: 'away', error };
      }
    },
  };
}

async function discover({ issuer, clientId, clientSecret }: IdentityProviderSettings) {
  const client = await library();
  const provider = await client.discovery(
    new URL(issuer),
    clientId,
    { client_secret: clientSecret, [client.clockTolerance]: CLOCK_TOLERANCE_SECONDS },
    byHeaderOrBody(client.ClientSecretBasic(clientSecret), client.ClientSecretPost(clientSecret)),
    {
      timeout: TIMEOUT_SECONDS,
      [client.customFetch]: (url, options) =>
        fetchOutside(url, options, { timeoutMs: TIMEOUT_SECONDS * 1_000, maxBytes: MAX_BYTES }),
      execute: [
        // without it the library trusts whatever answers at the token's address, and looks at no signature
        client.enableNonRepudiationChecks,
        // the configuration allows it on this machine only
        ...(issuer.startsWith('http:') ? [client.allowInsecureRequests] : []),
      ],
    },
  );
  provider.timeout = TIMEOUT_SECONDS;
  return provider;
}

/** As OpenID Connect has it: by header, unless the provider says that it only takes the other way. */
function byHeaderOrBody(byHeader: ClientAuth, byBody: ClientAuth): ClientAuth {
  return (server, ...rest) => {
    const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const chosen = ways.includes('client_secret_basic') ? byHeader : byBody;
    chosen(server, ...rest);
  };
}

/** Many providers tell the rest only when they are asked again. */
async function allClaims(
  provider: Configuration,
  accessToken: string,
  proved: IDToken,
  roleClaim: string,
): Promise<Claims> {
  const hasMore = provider.serverMetadata().userinfo_endpoint !== undefined;
  const isEnough = claimOf(proved, roleClaim) !== undefined && proved.name !== undefined;
  if (isEnough || !hasMore) return proved;
  const { fetchUserInfo } = await library();
  return { ...(await fetchUserInfo(provider, accessToken, proved.sub)), ...proved };
}
