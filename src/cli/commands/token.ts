import { type Environment, readDatabaseConfig } from '../../app/config.ts';
import {
  addToken,
  MAX_DAYS,
  readScopes,
  readTokenName,
  readValidDays,
  revokeToken,
  SCOPES,
  USUAL_DAYS,
} from '../../domain/users/api-token.ts';
import { type ListedToken, listTokens } from '../../domain/users/api-token-store.ts';
import { OPERATOR } from '../../domain/users/operator.ts';
import { now } from '../../platform/clock.ts';
import { HotlineError } from '../../platform/errors.ts';
import { type ExitCode, OK, UsageError } from '../support/exit-code.ts';
import { print, printJson } from '../support/terminal.ts';
import { withDatabase } from '../support/with-database.ts';

export interface TokenAddOptions {
  scope?: string;
  days?: string;
  json?: boolean;
}

/** `hotline token add NAME`: a token for a program, printed once. */
export async function tokenAdd(typed: string, options: TokenAddOptions, env: Environment): Promise<ExitCode> {
  const name = readTokenName(typed);
  if (name === null) {
    throw new UsageError(
      'A name has 1 to 50 letters, digits, spaces and . _ @ -, and begins with a letter or digit.',
    );
  }
  const scopes = readScopes((options.scope ?? 'read').split(',').map((scope) => scope.trim()));
  if (scopes === null)
    throw new UsageError(`--scope: some of ${SCOPES.join(',')}, with commas between them.`);
  const days = readValidDays(options.days ?? String(USUAL_DAYS));
  if (days === null) throw new UsageError(`--days: a whole number from 1 to ${MAX_DAYS}.`);
  const token = await withDatabase(readDatabaseConfig(env), 'make', (database) =>
    addToken(database, OPERATOR, { name, scopes, days }, now()),
  );
  if (token === null) {
    throw new HotlineError('bad-input', `There already is a token ${name}.`, {
      remedy: 'Choose another name, or revoke it first: npm run hotline -- token revoke NAME',
    });
  }
  if (options.json) printJson({ name, scopes, days, token });
  else
    print(`Token for ${name} (${scopes.join(', ')}), valid for ${days} days; it is shown only once:`, token);
  return OK;
}

/** `hotline token list`: every token that was not revoked, by its last characters. */
export async function tokenList({ json }: { json?: boolean }, env: Environment): Promise<ExitCode> {
  const tokens = await withDatabase(readDatabaseConfig(env), 'read', listTokens);
  if (json) printJson(tokens.map(({ id: _, ...token }) => token));
  else if (tokens.length === 0) print('There are no tokens yet: npm run hotline -- token add NAME');
  else print(...tokens.map(lineOf));
  return OK;
}

/** `hotline token revoke NAME`: it opens nothing any more, at once. */
export async function tokenRevoke(
  name: string,
  { json }: { json?: boolean },
  env: Environment,
): Promise<ExitCode> {
  const revoked = await withDatabase(readDatabaseConfig(env), 'write', (database) =>
    revokeToken(database, OPERATOR, name.normalize().trim(), now()),
  );
  if (!revoked) {
    throw new HotlineError('not-found', `There is no token ${name}.`, {
      remedy: 'List all tokens: npm run hotline -- token list',
    });
  }
  if (json) printJson({ name, revoked });
  else print(`${name} was revoked.`);
  return OK;
}

function lineOf({ name, ending, scopes, expiresAt, lastUsedAt }: ListedToken): string {
  const used = lastUsedAt === null ? 'never used' : `used ${lastUsedAt.toISOString()}`;
  const over = expiresAt <= now() ? 'expired' : 'expires';
  return `${name.padEnd(24)} …${ending}  ${scopes.join(',').padEnd(24)} ${over} ${expiresAt.toISOString()}, ${used}`;
}
