import { z } from 'zod';
import { isRole, ROLES, type Role } from '../../domain/users/user.ts';
import type { Area, ValuesOf } from './area.ts';
import { anyText, bare, matching, url } from './rules.ts';

/** The company's identity provider, by OpenID Connect. */
export interface SingleSignOnConfig {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What the button says. */
  name: string;
  scopes: string;
  /** The claim that tells what somebody is; dots lead into it: `realm_access.roles`. */
  roleClaim: string;
  /** What its values mean; the first that fits counts. */
  roles: readonly { value: string; role: Role }[];
}

/** Values may be distinguished names, with commas and equals signs in them. */
const ROLE_MAP = `a list such as hotline-admins=administrator; support=supervisor, of ${ROLES.join(', ')}`;
const roleMap = z.string().transform((text, context): SingleSignOnConfig['roles'] =>
  text.split(';').map((entry) => {
    const [, value = '', role = ''] = /^\s*(.+?)\s*=\s*(\w+)\s*$/.exec(entry) ?? [];
    if (value !== '' && isRole(role)) return { value, role };
    context.addIssue({ code: 'custom', message: ROLE_MAP });
    return z.NEVER;
  }),
);

const ISSUER = 'the https URL of the identity provider, without query; http on this machine only';
const issuer = url(ISSUER).refine((value) => {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, search, hash } = new URL(value);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return search === '' && hash === '' && (protocol === 'https:' || isHere);
}, ISSUER);

export const SINGLE_SIGN_ON = {
  variables: {
    OIDC_ISSUER: issuer.optional(),
    OIDC_CLIENT_ID: bare.optional(),
    OIDC_CLIENT_SECRET: bare.optional(),
    OIDC_NAME: anyText.optional(),
    OIDC_SCOPES: matching(
      /^(.* )?openid( .*)?$/,
      'scopes with spaces between them, openid among them',
    ).optional(),
    OIDC_ROLE_CLAIM: matching(/^\S+$/, 'the name of a claim').optional(),
    OIDC_ROLES: roleMap.optional(),
  },
  needs: {
    OIDC_ISSUER: ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_ROLES'],
    OIDC_CLIENT_ID: ['OIDC_ISSUER'],
    OIDC_CLIENT_SECRET: ['OIDC_ISSUER'],
    OIDC_NAME: ['OIDC_ISSUER'],
    OIDC_SCOPES: ['OIDC_ISSUER'],
    OIDC_ROLE_CLAIM: ['OIDC_ISSUER'],
    OIDC_ROLES: ['OIDC_ISSUER'],
  },
  secrets: ['OIDC_CLIENT_SECRET'],
} satisfies Area;

/** Undefined: users have passwords only. */
export function singleSignOnOf(read: ValuesOf<typeof SINGLE_SIGN_ON>): SingleSignOnConfig | undefined {
  const { OIDC_ISSUER: address, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = read;
  if (address === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  return {
    issuer: address,
    clientId,
    clientSecret,
    name: read.OIDC_NAME ?? new URL(address).hostname,
    scopes: read.OIDC_SCOPES ?? 'openid profile email',
    roleClaim: read.OIDC_ROLE_CLAIM ?? 'groups',
    roles: read.OIDC_ROLES ?? [],
  };
}
