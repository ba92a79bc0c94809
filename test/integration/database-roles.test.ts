import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseMigrate } from '../../src/cli/commands/database-migrate.ts';
import { leaveNumbersOut } from '../../src/domain/reconciliation/bring-back.ts';
import { type Database, openDatabase } from '../../src/platform/db/database.ts';
import { migrate, migrationNames } from '../../src/platform/db/migrate.ts';
import { hasPostgresTools, ownPostgres, type PostgresServer, runSql } from '../support/postgres-tools.ts';
import { seeItReady } from '../support/ready-service.ts';
import { hasRedis, ownRedis } from '../support/redis.ts';
import { administer } from '../support/server.ts';

const ROLES = join(import.meta.dirname, '../../deploy/postgres/roles.sql');
const OWNER_PASSWORD = 'owner/of:tables@home';
const SERVICE_PASSWORD = "it's a service";
const NOT_ALLOWED = '42501';
const REDIS_PASSWORD = 'nobody-else-sets-alarms';

describe.runIf(hasPostgresTools)(
  'the roles that are shipped, made by an administrator who is no superuser',
  () => {
    let folder: string;
    let server: PostgresServer;
    let owner: string;
    let service: string;
    let database: Database;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'roles-'));
      server = await ownPostgres(folder);
      const root = await server.create('somebody_elses');
      await administer(root, 'create role admin login createdb createrole nosuperuser');
      const as = (user: string, password: string, name: string) => {
        const url = new URL(root);
        Object.assign(url, { username: user, password: encodeURIComponent(password), pathname: `/${name}` });
        return url.href;
      };
      await runSql(as('admin', '', 'postgres'), ROLES, {
        owner_password: OWNER_PASSWORD,
        service_password: SERVICE_PASSWORD,
      });
      owner = as('hotline_owner', OWNER_PASSWORD, 'hotline');
      service = as('hotline_service', SERVICE_PASSWORD, 'hotline');
      database = openDatabase(service);
    });
    afterAll(async () => {
      await database?.close();
      await server[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    });

    it('a start before the tables are there is refused, and says by whom they are made', async () => {
      await expect(migrate(service)).rejects.toMatchObject({
        remedy: expect.stringContaining('hotline database migrate'),
      });
    });

    it('the owner makes the tables and needs no other secret; a second time changes nothing', async () => {
      const env = { DATABASE_URL: owner };
      expect(await databaseMigrate({ serviceRole: 'hotline_service', json: true }, env)).toBe(0);
      expect(await migrate(service), 'the service finds all there').toEqual([]);
      expect(await databaseMigrate({ serviceRole: 'hotline_service', json: true }, env)).toBe(0);
      expect((await database.query('select name from migrations')).length).toBe(migrationNames().length);
    });

    it.each([
      ['make a table', 'create table more (id int)'],
      ['change a table', 'alter table tickets add column more text'],
      ['drop a table', 'drop table tickets'],
      ['empty a table', 'truncate timers'],
      ['take the guard off the audit trail', 'alter table audit_entries disable trigger all'],
      ['change the audit trail', `update audit_entries set detail = '{}'`],
      ['forget a migration', 'delete from migrations'],
      ['make a schema', 'create schema more'],
      ['make a role', 'create role more'],
      ['read the files of the server', `select pg_read_file('/etc/passwd')`],
      ['run a program', `copy timers from program 'true'`],
      ['become the owner', 'set role hotline_owner'],
    ])('who serves cannot %s', async (_what, sql) => {
      await expect(database.query(sql)).rejects.toMatchObject({ code: NOT_ALLOWED });
    });

    it('who serves can move the numbers of tickets ahead after a restore', async () => {
      const next = await leaveNumbersOut(database);
      const [given] = await database.query(`select nextval('ticket_numbers') as number`);
      expect(given).toEqual({ number: next });
    });

    it('neither role can do more than its own database needs, nor enter another', async () => {
      const roles = await database.query(
        `select rolname, rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls as mighty
         from pg_roles where rolname in ('hotline_service', 'hotline_owner') order by rolname`,
      );
      expect(roles).toEqual([
        { rolname: 'hotline_owner', mighty: false },
        { rolname: 'hotline_service', mighty: false },
      ]);
      const [{ tables } = { tables: -1 }] = await database.query<{ tables: number }>(
        `select count(*)::int as tables from pg_tables where schemaname = 'public' and tableowner <> 'hotline_owner'`,
      );
      expect(tables).toBe(0);
    });

    it.runIf(hasRedis)(
      'the service starts as the one that may nothing, with a password on Redis, and is ready',
      async () => {
        const redis = await ownRedis('--requirepass', REDIS_PASSWORD);
        await redis.start();
        try {
          const ready = await seeItReady(service, `redis://:${REDIS_PASSWORD}@127.0.0.1:${redis.port}`);
          expect(ready).toMatchObject({ status: 'ready', parts: { database: 'ready', queue: 'ready' } });
          expect(await database.query('select from customers')).not.toEqual([]);
        } finally {
          await redis.kill();
        }
      },
    );

    it.each([
      ['that is not there', 'nobody', 'There is no role nobody'],
      ['that owns the tables', 'hotline_owner', 'could change every table'],
      ['of a superuser', 'hotline_root', 'could change every table'],
    ])('rights for a role %s are refused', async (_which, role, words) => {
      const root = await server.create(`root_${role}`);
      if (role === 'hotline_root') await administer(root, 'create role hotline_root superuser');
      await expect(databaseMigrate({ serviceRole: role }, { DATABASE_URL: owner })).rejects.toThrow(words);
    });
  },
);

it.each([
  ['missing', {}, 'DATABASE_URL: missing'],
  ['no address', { DATABASE_URL: 'hotline' }, 'DATABASE_URL: read "hotline"; allowed: postgres://'],
  [
    'in a file that is not there',
    { DATABASE_URL_FILE: '/nowhere/url' },
    'DATABASE_URL_FILE: read "/nowhere/url"',
  ],
])('an address that is %s is named', async (_what, env, words) => {
  await expect(databaseMigrate({}, env)).rejects.toThrow(words);
});
