import { describe, expect, it } from 'vitest';
import { listAuditEntries } from '../../src/domain/users/audit-trail-store.ts';
import { changePassword } from '../../src/domain/users/change-password.ts';
import { removeUser } from '../../src/domain/users/change-user.ts';
import { OPERATOR } from '../../src/domain/users/operator.ts';
import type { PasswordHasher } from '../../src/domain/users/password-hasher.ts';
import { confirmFactor, keepFactor } from '../../src/domain/users/second-factor-store.ts';
import { ABSOLUTE_MS, endSession, IDLE_MS, useSession } from '../../src/domain/users/session-store.ts';
import { signIn } from '../../src/domain/users/sign-in.ts';
import type { TryingFrom } from '../../src/domain/users/sign-in-guard-store.ts';
import { resetPassword, unlockUser } from '../../src/domain/users/user-access.ts';
import { quickPasswords } from '../support/hotline.ts';
import { later, MINUTE, NINE, sessionOfErika, withErika } from './users-office.ts';

/** A crowd tries: whose turn it is waits until it is let go. */
function heldUp() {
  const [waits, turn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const hasher: PasswordHasher = {
    ...quickPasswords,
    async verify(...typed) {
      waits.resolve();
      await turn.promise;
      return quickPasswords.verify(...typed);
    },
  };
  return { hasher, waits: waits.promise, letGo: turn.resolve };
}

/** Erika signs in with what has been her password; all this happens while it is looked at. */
async function signInWhile(
  { database, password }: Awaited<ReturnType<typeof withErika>>,
  happens: () => Promise<unknown>,
) {
  const crowd = heldUp();
  const late = signIn(database, crowd.hasher, { login: 'erika', password }, NINE);
  await crowd.waits;
  await happens();
  crowd.letGo();
  return late;
}

describe('signing in', () => {
  it('tells a wrong password and a login that nobody has in the same words', async () => {
    await using office = await withErika();
    const { database } = office;
    expect(await office.trying('guess')).toEqual({ outcome: 'refused' });
    const stranger = { login: 'nobody', password: 'guess' };
    expect(await signIn(database, quickPasswords, stranger, NINE)).toEqual({ outcome: 'refused' });
    const [first] = await listAuditEntries(database, { before: null, limit: 1 });
    expect(first).toMatchObject({ action: 'sign-in-refused', userName: '?', subject: null });
  });

  it('is locked after five wrong passwords, for the right one too, and open again after a while', async () => {
    await using office = await withErika();
    for (let guess = 1; guess < 5; guess += 1) expect((await office.trying('guess')).outcome).toBe('refused');
    expect((await office.trying('guess')).outcome).toBe('locked');
    expect((await office.trying(office.password, later(14 * MINUTE))).outcome).toBe('locked');
    expect((await office.trying(office.password, later(16 * MINUTE))).outcome).toBe('signed-in');
  });

  it('gives no more guesses to those who guess at once: the right one comes too late as well', async () => {
    await using office = await withErika();
    const late = await signInWhile(office, async () => {
      for (let guess = 0; guess < 5; guess += 1) await office.trying('guess');
    });
    expect(late.outcome).toBe('locked');
  });

  it('opens nothing with a password that is taken away while it is looked at', async () => {
    await using office = await withErika();
    const { database, user } = office;
    const late = await signInWhile(office, () =>
      resetPassword({ database, passwords: quickPasswords }, OPERATOR, user.id, NINE),
    );
    expect(late).toEqual({ outcome: 'refused' });
    expect(await database.query('select * from sessions')).toEqual([]);
  });

  it('asks for the second factor that was set up while the password was looked at', async () => {
    await using office = await withErika();
    const { database, user } = office;
    const late = await signInWhile(office, async () => {
      await keepFactor(database, user.id, Buffer.from('sealed'));
      await confirmFactor(database, user.id, NINE);
    });
    expect(late.outcome).toBe('code-needed');
  });

  it('chooses no new password with one that is taken away meanwhile', async () => {
    await using office = await withErika();
    const { database, password, user } = office;
    const crowd = heldUp();
    const typed = { before: password, password: 'seven quiet rivers run' };
    const late = changePassword({ database, passwords: crowd.hasher }, user, typed, NINE);
    await crowd.waits;
    const given = await resetPassword({ database, passwords: quickPasswords }, OPERATOR, user.id, NINE);
    crowd.letGo();
    expect(await late).toEqual({ outcome: 'wrong-password' });
    expect((await office.trying(typed.password)).outcome).toBe('refused');
    expect((await office.trying(given ?? '')).outcome).toBe('signed-in');
  });

  it('does not keep a login that nobody has, which may be a password, and locks it all the same', async () => {
    await using office = await withErika();
    const { database } = office;
    const stranger = { login: 'correct-horse-battery', password: 'erika' };
    for (let guess = 0; guess < 5; guess += 1) await signIn(database, quickPasswords, stranger, NINE);
    expect((await signIn(database, quickPasswords, stranger, NINE)).outcome).toBe('locked');
    const kept = await database.query('select * from sign_in_guards');
    expect(kept, 'from there, and from everywhere').toHaveLength(2);
    expect(JSON.stringify(kept)).not.toContain(stranger.login);
    expect((await office.trying(office.password)).outcome, 'nobody else is locked').toBe('signed-in');
  });

  it('is locked where somebody guesses, and not where its owner sits', async () => {
    await using office = await withErika();
    const { database, password } = office;
    const at = (source: string, isKnown = false) => ({
      try: (typed: string) =>
        signIn(
          database,
          quickPasswords,
          { login: 'erika', password: typed, from: { source, isKnown } },
          NINE,
        ),
    });
    for (let guess = 0; guess < 5; guess += 1) await at('203.0.113.1').try('guess');
    expect((await at('203.0.113.1').try(password)).outcome).toBe('locked');
    expect((await at('192.0.2.1').try(password)).outcome).toBe('signed-in');
    expect((await at('203.0.113.1').try(password)).outcome, 'that changes nothing there').toBe('locked');
  });

  it('is locked for all strangers who guess from many places, and not for a browser that is known', async () => {
    await using office = await withErika();
    const { database, password } = office;
    const trying = (typed: string, from: TryingFrom) =>
      signIn(database, quickPasswords, { login: 'erika', password: typed, from }, NINE);
    const stranger = (number: number) => ({ source: `203.0.113.${number}`, isKnown: false });
    const known = { source: 'browser of erika', isKnown: true };
    for (let number = 0; number < 30; number += 1) await trying('guess', stranger(number));
    expect((await trying(password, stranger(99))).outcome).toBe('locked');
    expect((await trying('mistyped', known)).outcome).toBe('refused');
    expect((await trying(password, known)).outcome).toBe('signed-in');
    for (let guess = 0; guess < 5; guess += 1) await trying('guess', known);
    expect((await trying(password, known)).outcome, 'it has no more guesses than others').toBe('locked');
    expect(await unlockUser(database, OPERATOR, office.user.id, NINE)).toBe(true);
    for (const from of [stranger(99), known])
      expect((await trying(password, from)).outcome).toBe('signed-in');
  });

  it('does not add up wrong passwords of different hours, nor those before a right one', async () => {
    await using office = await withErika();
    for (let hour = 0; hour < 6; hour += 1) {
      expect((await office.trying('guess', later(hour * 60 * MINUTE))).outcome).toBe('refused');
    }
    for (let round = 0; round < 3; round += 1) {
      const at = later(24 * 60 * MINUTE);
      for (let guess = 0; guess < 4; guess += 1)
        expect((await office.trying('guess', at)).outcome).toBe('refused');
      expect((await office.trying(office.password, at)).outcome).toBe('signed-in');
    }
  });

  it('takes a login however it is written', async () => {
    await using office = await withErika();
    const typed = { login: ' ERIKA ', password: office.password };
    expect((await signIn(office.database, quickPasswords, typed, NINE)).outcome).toBe('signed-in');
  });
});

describe('a session', () => {
  it('is known to the database only by its hash', async () => {
    await using office = await withErika();
    const session = await sessionOfErika(office.database);
    const rows = await office.database.query('select * from sessions');
    expect(JSON.stringify(rows)).not.toContain(session);
    expect(await useSession(office.database, `${session}x`, NINE)).toBeNull();
    expect(await useSession(office.database, '', NINE)).toBeNull();
  });

  it('ends when nobody uses it, and after a working day however much it is used', async () => {
    await using office = await withErika();
    const idle = await sessionOfErika(office.database);
    expect(await useSession(office.database, idle, later(IDLE_MS + 1))).toBeNull();
    const busy = await sessionOfErika(office.database);
    const step = IDLE_MS - MINUTE;
    for (let at = step; at < ABSOLUTE_MS; at += step) {
      expect(await useSession(office.database, busy, later(at))).toMatchObject({ login: 'erika' });
    }
    expect(await useSession(office.database, busy, later(ABSOLUTE_MS + 1))).toBeNull();
  });

  it('of a removed user, or one whose password was reset, is over at once', async () => {
    await using office = await withErika();
    const before = await sessionOfErika(office.database);
    const { id } = office.user;
    expect(
      await resetPassword({ database: office.database, passwords: quickPasswords }, OPERATOR, id, NINE),
    ).not.toBe(office.password);
    expect(await useSession(office.database, before, NINE)).toBeNull();
    const again = await sessionOfErika(office.database);
    expect(await removeUser(office.database, OPERATOR, id, NINE)).toBe('removed');
    expect(await useSession(office.database, again, NINE)).toBeNull();
    expect(await removeUser(office.database, OPERATOR, id, NINE)).toBe('unknown');
    expect(
      await resetPassword({ database: office.database, passwords: quickPasswords }, OPERATOR, id, NINE),
    ).toBeNull();
  });

  it('ends when its user signs out', async () => {
    await using office = await withErika();
    const session = await sessionOfErika(office.database);
    await endSession(office.database, session);
    expect(await useSession(office.database, session, NINE)).toBeNull();
  });
});
