import { isIP } from 'node:net';
import { z } from 'zod';
import type { SessionLength } from '../../domain/users/session-store.ts';
import { ROLES, type Role } from '../../domain/users/user.ts';
import type { Area, ValuesOf } from './area.ts';
import { anyText, between, fromOne, matching, strong } from './rules.ts';

/** Who gets in, and how often. */
export interface AccessConfig {
  /** Undefined: only tokens made by `hotline token add` are taken. */
  apiToken: string | undefined;
  /** The key of before, while what is under it is brought under the new one. */
  secretKeyPrevious: string | undefined;
  /** Whose word about where a request comes from is taken: a number of proxies, or their networks. */
  trustedProxies: number | string[];
  /** How many requests a minute are taken from one source. */
  limits: { apiRequests: number; apiRefusals: number; signIns: number };
  /** Users of these roles who sign in with a password need a second factor. */
  requireTwoFactor: readonly Role[];
  /** How long somebody stays signed in. */
  sessionLength: SessionLength;
  /** Whether supervisors may listen to talks, once it was announced. */
  listeningIn: boolean;
}

const ROLE_LIST = `all, or some of ${ROLES.join(', ')}`;
const roleList = z.string().transform((value, context): readonly Role[] => {
  if (value.trim() === 'all') return ROLES;
  const names = value.split(',').map((name) => name.trim());
  const roles = ROLES.filter((role) => names.includes(role));
  if (roles.length < new Set(names).size) context.addIssue({ code: 'custom', message: ROLE_LIST });
  return roles;
});

const PROXIES = 'a number of proxies, or a list of addresses and networks such as 10.0.0.0/8, loopback';
const proxies = anyText
  .transform((text) => (/^\d+$/.test(text) ? Number(text) : text.split(',').map((entry) => entry.trim())))
  .refine((read) => typeof read === 'number' || read.every(isNetwork), PROXIES);

/** A header carries no other signs as they are: whoever sent the token would be refused for ever. */
const TOKEN = 'at least 8 characters without spaces: letters from A to Z, digits and signs of ASCII';

export const ACCESS = {
  variables: {
    API_TOKEN: strong(matching(/^[\x21-\x7e]{8,}$/, TOKEN), 3).optional(),
    SECRET_KEY: strong(
      matching(/^.{16,}$/s, 'at least 16 characters; "openssl rand -base64 32" makes one'),
      3,
    ).optional(),
    SECRET_KEY_PREVIOUS: matching(/^.{16,}$/s, 'the SECRET_KEY of before, at least 16 characters').optional(),
    TRUSTED_PROXIES: proxies.default(0),
    API_REQUESTS_PER_MINUTE: fromOne(6, 1_200),
    API_REFUSALS_PER_MINUTE: fromOne(6, 30),
    SIGN_INS_PER_MINUTE: fromOne(6, 60),
    REQUIRE_TWO_FACTOR: roleList.optional(),
    SESSION_HOURS: between(1, 168, 12),
    SESSION_IDLE_MINUTES: between(5, 1_440, 60),
    LISTENING_IN: z.enum(['on', 'off'], 'on or off').default('off'),
  },
  secrets: ['API_TOKEN', 'SECRET_KEY', 'SECRET_KEY_PREVIOUS'],
} satisfies Area;

/** What asks for the key; only who uses it is asked for it. */
export const KEY_NEEDED = {
  variables: {},
  needs: { DATABASE_URL: ['SECRET_KEY'], SECRET_KEY_PREVIOUS: ['SECRET_KEY'] },
} satisfies Area;

export function accessOf(read: ValuesOf<typeof ACCESS>): AccessConfig {
  return {
    apiToken: read.API_TOKEN,
    secretKeyPrevious: read.SECRET_KEY_PREVIOUS,
    trustedProxies: read.TRUSTED_PROXIES,
    limits: {
      apiRequests: read.API_REQUESTS_PER_MINUTE,
      apiRefusals: read.API_REFUSALS_PER_MINUTE,
      signIns: read.SIGN_INS_PER_MINUTE,
    },
    requireTwoFactor: read.REQUIRE_TWO_FACTOR ?? [],
    sessionLength: {
      idleMs: read.SESSION_IDLE_MINUTES * 60_000,
      totalMs: read.SESSION_HOURS * 60 * 60_000,
    },
    listeningIn: read.LISTENING_IN === 'on',
  };
}

/** An address, a network, or one of the names that Express gives to those of this machine and house. */
function isNetwork(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits, ...more] = text.split('/');
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest);
  return longest > 0 && fits && more.length === 0;
}
