import { type Environment, readDatabaseConfig } from '../../app/config.ts';
import { type ListedUser, listUsers } from '../../domain/users/user-list-store.ts';
import { now } from '../../platform/clock.ts';
import { type ExitCode, OK } from '../support/exit-code.ts';
import { print, printJson } from '../support/terminal.ts';
import { withDatabase } from '../support/with-database.ts';

/** `hotline user list`: everybody who may sign in. */
export async function userList({ json }: { json?: boolean }, env: Environment): Promise<ExitCode> {
  const users = await withDatabase(readDatabaseConfig(env), 'read', (database) => listUsers(database, now()));
  if (json) printJson(users.map(({ id: _, ...user }) => user));
  else if (users.length === 0) print('Nobody may sign in yet: npm run hotline -- user add LOGIN --role ROLE');
  else print(...users.map(lineOf));
  return OK;
}

function lineOf({ login, name, role, engineer, ...user }: ListedUser): string {
  const remarks = [
    engineer !== null && `engineer ${engineer}`,
    user.hasSecondFactor && 'second factor',
    user.issuer !== null && 'single sign-on',
    user.lockedUntil !== null && `locked until ${user.lockedUntil.toISOString()}`,
    user.signedInAt === null ? 'never signed in' : `signed in ${user.signedInAt.toISOString()}`,
  ];
  return `${login.padEnd(20)} ${role.padEnd(14)} ${name.padEnd(24)} ${remarks.filter(Boolean).join(', ')}`;
}
