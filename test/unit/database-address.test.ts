import fc from 'fast-check';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { readDatabaseAddress } from '../../src/platform/db/database-address.ts';

/** As the driver understands it. */
function parse(connectionString: string) {
  const { user, password, host, port, database } = new pg.Client({ connectionString });
  return { user, password, host, port, database };
}

describe('the address of a database', () => {
  it.each([
    'postgres://hotline:geheim@db:5432/hotline',
    'postgresql://hotline:pa%2Fss@db/hotline?sslmode=verify-full',
    'postgres://hotline@db/hotline?host=/var/run/postgresql',
    'postgres://hotline:p@[::1]:5432/hotline',
    'postgres://u:p@h/d?application_name=a@b',
    'postgres://db:5432/hotline',
  ])('%s is left as it is', (text) => {
    expect(readDatabaseAddress(text)).toBe(text);
  });

  it.each([
    'postgres://hotline:p@one:5432,two:5432/hotline',
    'postgres://hotline:p@one,two/hotline?target_session_attrs=read-write',
    'postgres://hotline:p@/hotline?host=one,two',
  ])('%s names several hosts: the one name that follows the primary is wanted', (text) => {
    expect(readDatabaseAddress(text)).toBeNull();
  });

  it.each([
    ['sslmode=require', 'sslmode=verify-full'],
    [
      'application_name=x&sslmode=verify-ca&sslrootcert=ca.pem',
      'application_name=x&sslmode=verify-full&sslrootcert=ca.pem',
    ],
    ['sslmode=require&uselibpqcompat=true', 'sslmode=require&uselibpqcompat=true'],
    ['sslmode=disable', 'sslmode=disable'],
    ['xsslmode=require', 'xsslmode=require'],
  ])('with ?%s means ?%s, which the driver takes without a warning', (written, meant) => {
    expect(readDatabaseAddress(`postgres://hotline:p@db/hotline?${written}`)).toBe(
      `postgres://hotline:p@db/hotline?${meant}`,
    );
  });

  it.each(['abc', '0', '99999', '5432x', ''])('with the port %j in its options is none', (port) => {
    expect(readDatabaseAddress(`postgres://hotline:p@db/hotline?port=${port}`)).toBeNull();
    expect(readDatabaseAddress(`postgres://hotline:p@db/hotline?port=5432`)).not.toBeNull();
  });

  it.each(['mysql://a:b@c/d', 'db:5432', 'postgres:/x', 'postgres://h:port/d', '', 'postgres://u:p@h:x/d'])(
    '%j is none',
    (text) => {
      expect(readDatabaseAddress(text)).toBeNull();
    },
  );

  it.each(['pa/ss', '12/34', 'a#b', 'a?b', 'a@b', 'a%b', '%zz', 'a:b', 'a[b]', 'ü ß', '100%', '@/@'])(
    'with the password %j means that password',
    (password) => {
      const read = readDatabaseAddress(`postgres://hotline:${password}@db:5432/hotline`) ?? '';
      const expected = { user: 'hotline', password, host: 'db', port: 5432, database: 'hotline' };
      expect(parse(read)).toMatchObject(expected);
    },
  );

  it('means the password that was made at random, whatever is in it, but for what is written as an address has it', () => {
    const sign = fc.constantFrom(...'abcXYZ0129/+=#?@:%!$&*()[]{}<>;,.~^|\\"\'` ');
    const password = fc.array(sign, { minLength: 1, maxLength: 24 }).map((signs) => signs.join(''));
    fc.assert(
      fc.property(
        password.filter((text) => !/%[0-9a-f]{2}|@.*\?/i.test(text)),
        (text) => {
          const read = readDatabaseAddress(`postgres://hotline:${text}@db:5432/hotline`) ?? '';
          expect(parse(read)).toMatchObject({ user: 'hotline', password: text, host: 'db' });
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
