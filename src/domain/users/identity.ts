import { createHash } from 'node:crypto';
import { loginFault, type Role, readLogin, readName } from './user.ts';

/** What an identity provider says of somebody. */
export type Claims = Readonly<Record<string, unknown>>;

/** Somebody as the identity provider knows them. Issuer and subject together never change and never pass to another. */
export interface Identity {
  issuer: string;
  subject: string;
  name: string;
  /** what they might be called here, the likeliest first; the last is nobody else's */
  logins: readonly string[];
  /** null: nothing they are there means anything here */
  role: Role | null;
}

export interface RoleRules {
  roleClaim: string;
  roles: readonly { value: string; role: Role }[];
}

/** Reads the claims of an identity whose issuer and subject have been proved. */
export function readIdentity(issuer: string, subject: string, claims: Claims, rules: RoleRules): Identity {
  const digest = createHash('sha256').update(`${issuer}\n${subject}`).digest('hex');
  const typed = [claims.preferred_username, claims.email].flatMap((claim) =>
    typeof claim === 'string' ? [readLogin(claim)] : [],
  );
  const logins = [...typed.filter((login) => loginFault(login) === null), `sso-${digest.slice(0, 16)}`];
  const name = typeof claims.name === 'string' ? claims.name : '';
  return { issuer, subject, name: readName(name, logins[0] ?? ''), logins, role: roleOf(claims, rules) };
}

/** The first role of the list that one of the claim's values means. */
function roleOf(claims: Claims, { roleClaim, roles }: RoleRules): Role | null {
  const claim = claimOf(claims, roleClaim);
  const values: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  return roles.find(({ value }) => values.includes(value))?.role ?? null;
}

/** A claim by its name, or by the way into it, with dots between the steps. */
export function claimOf(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name.split('.').reduce<unknown>((inside, step) => {
    const isObject = typeof inside === 'object' && inside !== null && Object.hasOwn(inside, step);
    return isObject ? (inside as Claims)[step] : undefined;
  }, claims);
}
