import type { Config } from '../../app/config.ts';
import { createIdentityProvider } from '../../domain/users/identity-provider.ts';
import { type Finding, fault, ok } from './finding.ts';

const ABOUT = 'single sign-on';

/** Whether the identity provider answers. */
export async function lookAtSingleSignOn({ singleSignOn, publicUrl }: Config): Promise<Finding[]> {
  if (!singleSignOn) return [ok(ABOUT, 'none: users have passwords')];
  const { issuer } = singleSignOn;
  const begun = await createIdentityProvider(singleSignOn).begin(`${publicUrl}/sign-in/sso/callback`);
  if (begun.outcome === 'begun') return [ok(ABOUT, `${issuer} responds`)];
  const reason = begun.error instanceof Error ? begun.error.message : String(begun.error);
  const remedy =
    'Check that OIDC_ISSUER is right and the provider is running; until then people sign in with passwords.';
  return [fault(ABOUT, `${issuer} does not respond: ${reason}`, remedy)];
}
