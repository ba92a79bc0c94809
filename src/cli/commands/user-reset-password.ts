import { type Environment, readDatabaseConfig } from '../../app/config.ts';
import { OPERATOR } from '../../domain/users/operator.ts';
import { createPasswordHasher } from '../../domain/users/password-hasher.ts';
import { resetPassword } from '../../domain/users/user-access.ts';
import { now } from '../../platform/clock.ts';
import { type ExitCode, OK } from '../support/exit-code.ts';
import { findUser } from '../support/find-user.ts';
import { print, printJson } from '../support/terminal.ts';
import { withDatabase } from '../support/with-database.ts';

/** `hotline user reset-password LOGIN`: a new one-time password; sessions and a lock end. */
export async function userResetPassword(
  typed: string,
  { json }: { json?: boolean },
  env: Environment,
): Promise<ExitCode> {
  const { login, password } = await withDatabase(readDatabaseConfig(env), 'write', async (database) => {
    const user = await findUser(database, typed);
    const hasher = createPasswordHasher();
    return {
      login: user.login,
      password: await resetPassword({ database, passwords: hasher }, OPERATOR, user.id, now()),
    };
  });
  if (json) printJson({ login, password });
  else print(`${login} signs in with the one-time password ${password}`);
  return OK;
}
