import { addUser } from '../../src/domain/users/add-user.ts';
import { OPERATOR } from '../../src/domain/users/operator.ts';
import { beginSession } from '../../src/domain/users/session-store.ts';
import { signIn } from '../../src/domain/users/sign-in.ts';
import { findUserByLogin } from '../../src/domain/users/user-store.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { quickPasswords } from '../support/hotline.ts';

/** A Monday in business hours. */
export const NINE = new Date('2026-11-23T09:00:00Z');
export const MINUTE = 60_000;

export const later = (ms: number) => new Date(NINE.getTime() + ms);

/** A database in which Erika is a supervisor, with the password that she was given. */
export async function withErika() {
  const database = await freshDatabase();
  const erika = { login: 'erika', name: 'Erika Beispiel', role: 'supervisor' as const, engineer: null };
  const added = await addUser({ database, passwords: quickPasswords }, OPERATOR, erika, NINE);
  if (!added) throw new Error('the login is taken');
  const { user, password } = added;
  const trying = (typed: string, at = NINE) =>
    signIn(database, quickPasswords, { login: 'erika', password: typed }, at);
  return { database, user, password, trying, [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() };
}

export async function sessionOfErika(database: TestDatabase): Promise<string> {
  const erika = await findUserByLogin(database, 'erika');
  return beginSession(database, erika?.id ?? '', NINE);
}
