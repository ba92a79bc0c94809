import { describe, expect, it } from 'vitest';
import { addFirstAdministrator, addUser } from '../../src/domain/users/add-user.ts';
import { addAuditEntry, listAuditEntries } from '../../src/domain/users/audit-trail-store.ts';
import { changeUser, removeUser, versionOfUser } from '../../src/domain/users/change-user.ts';
import { OPERATOR } from '../../src/domain/users/operator.ts';
import { passwordFault } from '../../src/domain/users/password.ts';
import { useSession } from '../../src/domain/users/session-store.ts';
import { signIn } from '../../src/domain/users/sign-in.ts';
import { loginFault, may, ROLES } from '../../src/domain/users/user.ts';
import { signOutEverywhere, unlockUser } from '../../src/domain/users/user-access.ts';
import { listUsers } from '../../src/domain/users/user-list-store.ts';
import { freshDatabase } from '../support/database.ts';
import { quickPasswords } from '../support/hotline.ts';
import { later, MINUTE, NINE, sessionOfErika, withErika } from './users-office.ts';

describe('users', () => {
  it('have a login of their own, which is free again once they are gone', async () => {
    await using office = await withErika();
    const other = { login: 'erika', name: 'Another', role: 'auditor' as const, engineer: null };
    expect(
      await addUser({ database: office.database, passwords: quickPasswords }, OPERATOR, other, NINE),
    ).toBeNull();
    await removeUser(office.database, OPERATOR, office.user.id, NINE);
    const again = await addUser(
      { database: office.database, passwords: quickPasswords },
      OPERATOR,
      other,
      NINE,
    );
    expect(again?.password).toMatch(/^(\w{4}-){3}\w{4}$/);
  });

  it('begin with one administrator, once', async () => {
    await using database = await freshDatabase();
    const first = await addFirstAdministrator({ database, passwords: quickPasswords }, NINE);
    expect(first?.login).toBe('admin');
    expect(await addFirstAdministrator({ database, passwords: quickPasswords }, NINE)).toBeNull();
    const trail = await listAuditEntries(database, { before: null, limit: 1 });
    expect(trail).toMatchObject([{ action: 'user-added', subject: 'admin', userKind: 'service' }]);
    const typed = { login: 'admin', password: first?.password ?? '' };
    expect(await signIn(database, quickPasswords, typed, NINE)).toMatchObject({
      user: { mustChangePassword: true },
    });
  });

  it('choose passwords that are long and not the login again', () => {
    const before = 'the one before it';
    expect(passwordFault('short', before, 'erika')).toBe('too-short');
    expect(passwordFault('x'.repeat(201), before, 'erika')).toBe('too-long');
    expect(passwordFault(before, before, 'erika')).toBe('same-as-before');
    expect(passwordFault('aaaaaaaaaaaaaa', before, 'erika')).toBe('too-simple');
    expect(passwordFault('ErikaErikaErika', before, 'erika')).toBe('too-simple');
    expect(passwordFault('nine bright lanterns', before, 'erika')).toBeNull();
  });

  it('cannot be called what cannot be typed', () => {
    for (const login of ['', ' ', '-x', 'a b', 'a\0', 'x'.repeat(101), '../x'])
      expect(loginFault(login)).not.toBeNull();
    for (const login of ['erika', 'jörg.müller', 'a@b.example']) expect(loginFault(login)).toBeNull();
  });

  it('may do what their role says and no more', () => {
    const who = (right: Parameters<typeof may>[1]) => ROLES.filter((role) => may({ role }, right));
    expect(who('work')).toEqual(['supervisor', 'engineer', 'administrator']);
    expect(who('close')).toEqual(['supervisor', 'administrator']);
    expect(who('listen')).toEqual(['supervisor', 'engineer', 'administrator']);
    expect(who('export')).toEqual(['supervisor', 'administrator', 'auditor']);
    expect(who('audit')).toEqual(['administrator', 'auditor']);
    expect(who('users')).toEqual(['administrator']);
  });

  it('are signed out and unlocked by whoever manages them, and what is changed is on record', async () => {
    await using office = await withErika();
    const { database, user } = office;
    const session = await sessionOfErika(database);
    expect(await signOutEverywhere(database, OPERATOR, user.id, NINE)).toBe(true);
    expect(await useSession(database, session, NINE)).toBeNull();
    for (let guess = 1; guess <= 5; guess += 1) await office.trying('guess');
    expect((await listUsers(database, NINE))[0]?.lockedUntil).toEqual(later(15 * MINUTE));
    expect(await unlockUser(database, OPERATOR, user.id, NINE)).toBe(true);
    expect((await office.trying(office.password)).outcome).toBe('signed-in');
    const changes = { name: 'Erika Muster', role: 'auditor' as const, engineer: null };
    expect(
      await changeUser(database, OPERATOR, { id: user.id, version: versionOfUser(user), ...changes }, NINE),
    ).toBe('changed');
    expect(await listUsers(database, NINE)).toMatchObject([
      { ...changes, signedInAt: NINE, lockedUntil: null },
    ]);
    const [entry] = await listAuditEntries(database, { before: null, limit: 1 });
    expect(entry).toMatchObject({
      action: 'user-changed',
      subject: 'erika',
      detail: { name: 'Erika Muster', role: 'auditor' },
    });
  });

  it('never lose their last administrator, not even when two remove each other at once', async () => {
    await using office = await withErika();
    const { database } = office;
    const administrator = async (login: string) => {
      const user = { login, name: login, role: 'administrator' as const, engineer: null };
      const added = await addUser({ database, passwords: quickPasswords }, OPERATOR, user, NINE);
      if (!added) throw new Error('the login is taken');
      return added.user;
    };
    const [anna, ben] = [await administrator('anna'), await administrator('ben')];
    expect(await removeUser(database, anna, anna.id, NINE)).toBe('yourself');
    const version = versionOfUser(anna);
    const demoted = { name: 'Anna', role: 'auditor' as const, engineer: null, version };
    expect(await changeUser(database, anna, { id: anna.id, ...demoted }, NINE)).toBe('yourself');
    const outcomes = await Promise.all([
      removeUser(database, anna, ben.id, NINE),
      removeUser(database, ben, anna.id, NINE),
    ]);
    expect(outcomes.toSorted()).toEqual(['last-administrator', 'removed']);
    const [left] = (await listUsers(database, NINE)).filter(({ role }) => role === 'administrator');
    expect(await changeUser(database, OPERATOR, { id: left?.id ?? '', ...demoted }, NINE)).toBe(
      'last-administrator',
    );
  });
});

describe('the audit trail', () => {
  it('is only ever added to', async () => {
    await using office = await withErika();
    const { database } = office;
    // the database counts by its own clock for how long
    const [{ now } = { now: NINE }] = await database.query<{ now: Date }>('select now()');
    await addAuditEntry(database, OPERATOR, { action: 'exported' }, now);
    for (const sql of [
      "update audit_entries set user_name = 'nobody'",
      'delete from audit_entries',
      'truncate audit_entries',
    ]) {
      await expect(database.query(sql)).rejects.toThrow('only ever added to');
    }
    expect(await listAuditEntries(database, { before: null, limit: 10 })).toHaveLength(2);
  });
});
