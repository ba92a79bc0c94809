import { type Environment, readDatabaseConfig } from '../../app/config.ts';
import { findEngineer } from '../../domain/oncall/engineers/engineer-store.ts';
import { addUser } from '../../domain/users/add-user.ts';
import { OPERATOR } from '../../domain/users/operator.ts';
import { createPasswordHasher } from '../../domain/users/password-hasher.ts';
import { isRole, loginFault, ROLES, type Role, readLogin, readName } from '../../domain/users/user.ts';
import { now } from '../../platform/clock.ts';
import { HotlineError } from '../../platform/errors.ts';
import { type ExitCode, OK, UsageError } from '../support/exit-code.ts';
import { noEngineer } from '../support/no-engineer.ts';
import { print, printJson } from '../support/terminal.ts';
import { withDatabase } from '../support/with-database.ts';
import { userRemove } from './user-remove.ts';
import { userResetPassword } from './user-reset-password.ts';

export interface UserAddOptions {
  name?: string;
  role?: string;
  engineer?: string;
  reset?: boolean;
  remove?: boolean;
  json?: boolean;
}

/** `hotline user add LOGIN`: one more who may sign in. Its older options for the opposite go on working. */
export async function userAdd(typed: string, options: UserAddOptions, env: Environment): Promise<ExitCode> {
  const login = readLogin(typed);
  const fault = loginFault(login);
  if (fault) throw new UsageError(fault);
  if (options.remove) return userRemove(login, options, env);
  if (options.reset) return userResetPassword(login, options, env);
  const role = readRole(options);
  const name = readName(options.name ?? '', login);
  const engineer = options.engineer ?? null;
  const password = await withDatabase(readDatabaseConfig(env), 'make', async (database) => {
    const known = engineer === null ? null : await findEngineer(database, engineer);
    if (engineer !== null && !known) throw await noEngineer(database, engineer);
    if (known?.retired) {
      throw new HotlineError('not-found', `The engineer ${engineer} is retired.`, {
        remedy: 'Use the key of an engineer who is in the directory.',
      });
    }
    const user = { login, name, role, engineer };
    const added = await addUser({ database, passwords: createPasswordHasher() }, OPERATOR, user, now());
    if (added) return added.password;
    throw new HotlineError(
      'bad-input',
      `There already is a user ${login}, or one whose login looks the same.`,
      {
        remedy: 'Choose another login, or set a new password: npm run hotline -- user reset-password LOGIN',
      },
    );
  });
  if (options.json) printJson({ login, password });
  else print(`${login} signs in with the one-time password ${password}`);
  return OK;
}

function readRole({ role = '', engineer }: UserAddOptions): Role {
  if (!isRole(role)) throw new UsageError(`Give --role: one of ${ROLES.join(', ')}.`);
  if (role === 'engineer' && engineer === undefined) {
    throw new UsageError('Give --engineer with the key that the directory has for this engineer.');
  }
  return role;
}
