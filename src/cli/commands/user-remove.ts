import { type Environment, readDatabaseConfig } from '../../app/config.ts';
import { removeUser } from '../../domain/users/change-user.ts';
import { OPERATOR } from '../../domain/users/operator.ts';
import { now } from '../../platform/clock.ts';
import { HotlineError } from '../../platform/errors.ts';
import { type ExitCode, OK } from '../support/exit-code.ts';
import { findUser } from '../support/find-user.ts';
import { print, printJson } from '../support/terminal.ts';
import { withDatabase } from '../support/with-database.ts';

/** `hotline user remove LOGIN`: somebody may sign in no more, at once. */
export async function userRemove(
  typed: string,
  { json }: { json?: boolean },
  env: Environment,
): Promise<ExitCode> {
  const login = await withDatabase(readDatabaseConfig(env), 'write', async (database) => {
    const user = await findUser(database, typed);
    if ((await removeUser(database, OPERATOR, user.id, now())) === 'last-administrator') {
      throw new HotlineError('bad-input', `${user.login} is the last administrator.`, {
        remedy: 'Add another first: npm run hotline -- user add LOGIN --role administrator',
      });
    }
    return user.login;
  });
  if (json) printJson({ login, removed: true });
  else print(`${login} was removed and signed out everywhere.`);
  return OK;
}
