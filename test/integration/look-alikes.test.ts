import { describe, expect, it } from 'vitest';
import { addUser } from '../../src/domain/users/add-user.ts';
import { OPERATOR } from '../../src/domain/users/operator.ts';
import { loginFault, readLogin, readName } from '../../src/domain/users/user.ts';
import { findUserByLogin } from '../../src/domain/users/user-store.ts';
import { openConsole, PASSWORD } from '../support/console.ts';
import { freshDatabase } from '../support/database.ts';
import { quickPasswords } from '../support/hotline.ts';

const RLO = '\u202e';

describe('a login', () => {
  it.each([
    ['ＡＮＮＡ', 'anna'],
    ['Anna', 'anna'],
    [' anna ', 'anna'],
    ['ﬁona', 'fiona'],
    ['u\u0308lf', 'ülf'],
    ['ÜLF', 'ülf'],
    ['①', '1'],
  ])('%s is kept as %s', (typed, kept) => {
    expect(readLogin(typed)).toBe(kept);
    expect(loginFault(readLogin(typed))).toBeNull();
  });

  it.each([
    ['аnna', 'one script'],
    ['annа', 'one script'],
    ['αnna', 'one script'],
    ['an\u0440a', 'one script'],
    [`${RLO}anna`, 'cannot be seen'],
    ['an\u200bna', 'cannot be seen'],
    ['an\u00adna', 'cannot be seen'],
    ['an\u2066na', 'cannot be seen'],
    ['anna\u200e', 'cannot be seen'],
    ['an\ufeffna', 'cannot be seen'],
    ['an\u0000na', 'cannot be seen'],
    ['an\u3164na', 'cannot be seen'],
    ['anna weber', '1 to 100 letters'],
    ['', '1 to 100 letters'],
  ])('%j is refused with the reason', (typed, reason) => {
    expect(loginFault(readLogin(typed))).toContain(reason);
  });

  it.each(['anna', 'анна', 'αννα', 'ülf', '田中', 'さくら', 'anna.weber@example.com', 'עדי'])(
    '%s is taken',
    (login) => {
      expect(loginFault(readLogin(login))).toBeNull();
    },
  );

  it('that looks like another’s is taken already', async () => {
    await using database = await freshDatabase();
    const add = (login: string) => {
      const user = { login, name: login, role: 'auditor', engineer: null } as const;
      return addUser({ database, passwords: quickPasswords }, OPERATOR, user, new Date());
    };
    expect(await add('oca')).not.toBeNull();
    for (const alike of ['оса', 'oca', `${'οϲα'.slice(0, 1)}ca`])
      expect(await add(readLogin(alike)), alike).toBeNull();
    expect(await add('осв')).not.toBeNull();
    expect(await add('muller')).not.toBeNull();
    expect(await add('müller'), 'accents are typed').not.toBeNull();
    expect(await findUserByLogin(database, 'оса')).toBeNull();
  });

  it('on screen says what is wrong', async () => {
    await using office = await openConsole();
    const administrator = await office.as('administrator');
    const form = { name: 'X', role: 'auditor', engineer: '' };
    const mixed = await administrator.post('/users', { ...form, login: 'аdmin' });
    expect(mixed.text).toContain('Its letters come from one alphabet');
    expect((await office.nobody().signIn('ＡＵＤＩＴＯＲ', PASSWORD)).status, 'wide letters').toBe(303);
  });
});

describe('a name', () => {
  it('loses what nobody sees, and what turns the writing', () => {
    expect(readName(`${RLO}evil\u2066\u200b`, 'x')).toBe('evil');
    expect(readName(`${RLO}`, 'login')).toBe('login');
    expect(readName('עדי לוי', 'x')).toBe('עדי לוי');
  });

  it('of a customer that turns the writing turns nothing around it', async () => {
    await using office = await openConsole();
    const supervisor = await office.as('supervisor');
    await office.hotline.database.query(`update customers set name = $1 where number = '100234'`, [
      `${RLO}GA krewretsuM`,
    ]);
    for (const path of ['/registry/customers', '/registry/customers/100234']) {
      const { text } = await supervisor.get(path);
      expect(text, path).not.toContain(RLO);
      expect(text).toContain('U+202E');
    }
    const { text } = await supervisor.get('/registry/customers/100234/edit');
    expect(text, 'a field keeps what stands').toContain(`value="${RLO}GA krewretsuM"`);
  });
});
