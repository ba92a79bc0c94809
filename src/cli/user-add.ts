import { now } from '../clock.ts';
import { type Environment, readConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { findEngineer } from '../directory/engineer-store.ts';
import { HotlineError } from '../errors.ts';
import { addUser, removeUser, resetPassword } from '../users/manage-users.ts';
import { createPasswordHasher } from '../users/password-hasher.ts';
import { loginFault, ROLES, type Role, readLogin } from '../users/user.ts';
import { type ExitCode, OK, UsageError } from './exit-code.ts';
import { print, printJson } from './terminal.ts';
import { withDatabase } from './with-database.ts';

export interface UserAddOptions {
  name?: string;
  role?: string;
  engineer?: string;
  reset?: boolean;
  remove?: boolean;
  json?: boolean;
}

const LONGEST_NAME = 100;

/** `hotline user add LOGIN`: a new user, a new password for one, or one user less. */
export async function userAdd(typed: string, options: UserAddOptions, env: Environment): Promise<ExitCode> {
  const login = readLogin(typed);
  const fault = loginFault(login);
  if (fault) throw new UsageError(fault);
  const work = workOf(login, options);
  const password = await withDatabase(readConfig(env), 'write', work);
  if (options.json) printJson({ login, ...(password === null ? { removed: true } : { password }) });
  else if (password === null) print(`${login} is removed, and signed out everywhere.`);
  else print(`${login} signs in with the one-time password ${password}`);
  return OK;
}

/** What the options ask for. @returns a one-time password, or null where there is none to tell */
function workOf(login: string, options: UserAddOptions): (database: Database) => Promise<string | null> {
  if (options.remove) {
    return async (database) => {
      if (!(await removeUser(database, login, now()))) throw noSuchUser(login);
      return null;
    };
  }
  const hasher = createPasswordHasher();
  if (options.reset) {
    return async (database) => {
      const password = await resetPassword(database, hasher, login, now());
      if (password === null) throw noSuchUser(login);
      return password;
    };
  }
  const role = readRole(options);
  const name = (options.name ?? login).normalize().trim().slice(0, LONGEST_NAME) || login;
  const engineer = options.engineer ?? null;
  return async (database) => {
    if (engineer !== null && !(await findEngineer(database, engineer))) {
      throw new HotlineError('not-found', `There is no engineer ${engineer}.`, {
        remedy: 'Name one by the key that the directory gives them.',
      });
    }
    const password = await addUser(database, hasher, { login, name, role, engineer }, now());
    if (password !== null) return password;
    throw new HotlineError('bad-input', `There is a user ${login} already.`, {
      remedy: 'Choose another login, or give a new password with --reset.',
    });
  };
}

function readRole({ role: typed, engineer }: UserAddOptions): Role {
  const role = ROLES.find((known) => known === typed);
  if (!role) throw new UsageError(`Give --role: ${ROLES.join(', ')}.`);
  if (role === 'engineer' && engineer === undefined) {
    throw new UsageError('Give --engineer: the key by which the directory knows this engineer.');
  }
  return role;
}

function noSuchUser(login: string): HotlineError {
  return new HotlineError('not-found', `There is no user ${login}.`, {
    remedy: 'See how the login is spelt.',
  });
}
