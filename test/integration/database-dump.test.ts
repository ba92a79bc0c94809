import { lstat, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { SAMPLE_DIRECTORY } from '../../src/domain/directory-entry/sample-directory.ts';
import { openDatabase } from '../../src/platform/db/database.ts';
import { dumpDatabase } from '../../src/platform/db/dump.ts';
import { migrate, migrationNames } from '../../src/platform/db/migrate.ts';
import { checkRestorable, restoreDatabase } from '../../src/platform/db/restore.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { hotline, hotlineProcess } from '../support/hotline-command.ts';
import { administer, databaseUrl } from '../support/server.ts';

const SECRET_KEY = 'the-secret-key-of-the-tests';
const at = new Date('2026-08-03T08:00:00Z');
const quietly = { now: at, onTable: () => {} };

let folder: string;
let source: TestDatabase;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dump-'));
  file = join(folder, 'hotline.dump');
  source = await freshDatabase();
  const env = { DATABASE_URL: source.url, SECRET_KEY };
  await hotline(['directory', 'import', SAMPLE_DIRECTORY], { env });
  const seed = '--calls 300 --tickets 80 --open 10 --customers 5'.split(' ');
  expect(await hotline(['practice', 'seed', ...seed], { env })).toMatchObject({ code: 0 });
  // whatever a person may have written, and rows longer than any buffer on the way
  await source.query(
    `update tickets set text = case number % 3 when 0 then $1 when 1 then $2 else repeat('länger ', 12000) end`,
    ['\\.\n\\N\ttab \\ "quoted"\r\n', ''],
  );
  await source.query(
    `insert into audit_entries (at, user_name, action, detail) values (now(), 'erika', 'sign-in', '{"a": "\\n"}')`,
  );
  await dumpDatabase(source.url, file, quietly);
});
afterAll(async () => {
  await source[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** A database with nothing in it. */
async function emptyDatabase() {
  const name = `${inject('databasePrefix')}_empty_${Math.random().toString(36).slice(2, 8)}`;
  await administer(inject('serverUrl'), `create database ${name}`);
  const url = databaseUrl(inject('serverUrl'), name);
  return {
    url,
    tables: () =>
      administer(url, `select relname from pg_class where relnamespace = 'public'::regnamespace limit 3`),
    [Symbol.asyncDispose]: () =>
      administer(inject('serverUrl'), `drop database ${name} with (force)`).then(() => {}),
  };
}

const bodyOf = (packed: Buffer) => gunzipSync(packed).toString();
/** What a dump holds below its head, line by line; the server reads the rows of a table in an order of its own. */
const linesOf = (text: string) => text.split('\n').slice(1).sort();

describe('a dump', () => {
  test('into the file of another that is under way leaves a whole one, and nothing beside it', async () => {
    const shared = join(folder, 'shared.dump');
    const dumps = [1, 2].map(() => dumpDatabase(source.url, shared, quietly));
    const [one, other] = await Promise.all(dumps);
    expect(one).toBe(other);
    const [whole, written] = await Promise.all([readFile(file), readFile(shared)]);
    expect(isDeepStrictEqual(linesOf(bodyOf(written)), linesOf(bodyOf(whole)))).toBe(true);
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('brings every row back as it was, and the record goes on from there', async () => {
    await using target = await emptyDatabase();
    await restoreDatabase(target.url, file, () => {});
    const again = join(folder, 'again.dump');
    await dumpDatabase(target.url, again, quietly);
    const [before, after] = await Promise.all([readFile(file), readFile(again)]);
    expect(isDeepStrictEqual(linesOf(bodyOf(after)), linesOf(bodyOf(before)))).toBe(true);

    const keysOf = `select conname, pg_get_constraintdef(oid) from pg_constraint where contype = 'f' order by 1`;
    const triggersOf = `select tgname, tgenabled from pg_trigger where not tgisinternal order by 1`;
    for (const sql of [keysOf, triggersOf])
      expect(await administer(target.url, sql)).toEqual(await source.query(sql));
    expect(await migrate(target.url)).toEqual([]);
  });

  test('shows one instant, however much is written meanwhile', async () => {
    const written = join(folder, 'meanwhile.dump');
    let begun = () => {};
    const firstTable = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const dumping = dumpDatabase(source.url, written, { now: at, onTable: () => begun() });
    await firstTable;
    await source.query(`update supervisors set phones = '{+4930999999999}'`);
    await dumping;
    expect(bodyOf(await readFile(written)).includes('+4930999999999')).toBe(false);
  });

  test('is readable for its user only, and is not there before it is whole', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await expect(dumpDatabase(source.url, join(folder, 'no/such/folder'), quietly)).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('cannot be written'),
    });
  });

  test('that is stopped leaves nothing behind', async () => {
    const stopped = join(folder, 'stopped.dump');
    const stop = new AbortController();
    const reason = new Error('Ctrl-C');
    const dumping = dumpDatabase(source.url, stopped, {
      now: at,
      onTable: () => stop.abort(reason),
      stop: stop.signal,
    });
    await expect(dumping).rejects.toBe(reason);
    expect((await readdir(folder)).filter((name) => name.startsWith('stopped.'))).toEqual([]);
  });

  test('takes the place of no link or device: whoever pipes it finds the link still there', async () => {
    const link = join(folder, 'stdout');
    await symlink(join(folder, 'behind'), link);
    await expect(dumpDatabase(source.url, link, quietly)).rejects.toMatchObject({
      code: 'bad-input',
      message: `${link} is there, and is no file.`,
    });
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect((await readdir(folder)).filter((name) => name.startsWith('stdout.'))).toEqual([]);
  });

  test('of a version before is brought up to date', async () => {
    await using old = await emptyDatabase();
    await using target = await emptyDatabase();
    const names = migrationNames().slice(0, 12);
    await migrate(old.url, { only: names });
    await administer(old.url, `insert into supervisors (phones) values ('{+493023125000}')`);
    const written = join(folder, 'old.dump');
    await dumpDatabase(old.url, written, quietly);
    await restoreDatabase(target.url, written, () => {});
    expect(await administer(target.url, 'select phones from supervisors')).toEqual([
      { phones: ['+493023125000'] },
    ]);
    expect(await administer(target.url, 'select from migrations')).toHaveLength(migrationNames().length);
  });

  test('is refused where something is already, which stays as it is', async () => {
    const before = await source.query('select count(*) from tickets');
    await expect(restoreDatabase(source.url, file, () => {})).rejects.toMatchObject({
      message: 'The database is not empty, so a restore would mix two sets of data.',
    });
    expect(await source.query('select count(*) from tickets')).toEqual(before);
  });
});

describe('a file that', () => {
  async function refusal(content: Buffer | string): Promise<string> {
    const path = join(folder, 'strange');
    await writeFile(path, content);
    return checkRestorable(path).then(
      () => 'taken',
      (error: Error) => error.message.replace(path, 'FILE'),
    );
  }

  test('is cut off, wherever that is, is refused', async () => {
    const whole = await readFile(file);
    for (let i = 1; i < 8; i += 1) {
      const cut = whole.subarray(0, Math.floor((whole.length * i) / 8));
      expect(await refusal(cut)).toMatch(/^FILE is cut off/);
    }
    const unpacked = bodyOf(whole);
    const lines = unpacked.split('\n');
    expect(await refusal(gzipSync(lines.slice(0, -2).join('\n')))).toMatch(/cut off/);
    expect(await refusal(gzipSync(lines.toSpliced(9, 1).join('\n')))).toMatch(/^FILE is broken/);
    expect(await refusal(gzipSync(`${unpacked}more\n`))).toMatch(/^FILE is broken/);
  });

  test('has one bit turned is refused', async () => {
    const whole = await readFile(file);
    for (const place of [0.2, 0.5, 0.8]) {
      const turned = Buffer.from(whole);
      const index = Math.floor(whole.length * place);
      turned[index] = (turned[index] ?? 0) ^ 4;
      expect(await refusal(turned)).toMatch(/^FILE is (broken|cut off)/);
    }
  });

  test.each(['', 'hello', gzipSync('hello\n'), gzipSync('{"format":"priority-line dump 2"}\n')])(
    'is no dump is refused: %#',
    async (content) => {
      expect(await refusal(content)).toMatch(/^FILE is (not a dump|cut off)/);
    },
  );

  test('is of a newer version is refused by name', async () => {
    const lines = bodyOf(await readFile(file)).split('\n');
    const head = JSON.parse(lines[0] ?? '');
    head.migrations.push('9999-from-tomorrow');
    expect(await refusal(gzipSync([JSON.stringify(head), ...lines.slice(1)].join('\n')))).toBe(
      'FILE was written by a newer version: this one does not know 9999-from-tomorrow.',
    );
  });

  test('holds rows the tables do not take leaves the database empty', async () => {
    await using target = await emptyDatabase();
    const text = bodyOf(await readFile(file)).replace(/(\n\{"table":"supervisors".*\n)./, '$1x');
    const path = join(folder, 'wrong.dump');
    await writeFile(path, gzipSync(text));
    await expect(restoreDatabase(target.url, path, () => {})).rejects.toMatchObject({
      code: 'database-unavailable',
      message: expect.stringContaining('could not be restored into the database'),
    });
    expect(await target.tables()).toEqual([]);
    await restoreDatabase(target.url, file, () => {});
    expect(await administer(target.url, 'select from tickets')).toHaveLength(80);
  });
});

test('a restore that is stopped in the middle leaves the database empty, and can be begun again', async () => {
  await using target = await emptyDatabase();
  const stop = new AbortController();
  const reason = new Error('Ctrl-C');
  const restoring = restoreDatabase(target.url, file, () => stop.abort(reason), stop.signal);
  await expect(restoring).rejects.toBe(reason);
  expect(await target.tables()).toEqual([]);
  await restoreDatabase(target.url, file, () => {});
  expect(await administer(target.url, 'select from tickets')).toHaveLength(80);
});

test('of two restores that begin at once one is refused, and takes away nothing of the other', async () => {
  await using target = await emptyDatabase();
  const begun = [1, 2].map(() => restoreDatabase(target.url, file, () => {}));
  const refused = (await Promise.allSettled(begun)).filter(({ status }) => status === 'rejected');
  expect(refused).toMatchObject([
    { reason: { code: 'bad-input', remedy: expect.stringContaining('Nothing was changed') } },
  ]);
  expect(await administer(target.url, 'select from tickets')).toHaveLength(80);
});

test('what starts on a database while it is being restored is told so, and takes nothing of it', async () => {
  await using target = await emptyDatabase();
  const starts: Promise<unknown>[] = [];
  await restoreDatabase(target.url, file, () => starts.push(migrate(target.url).catch((error) => error)));
  expect(starts.length).toBeGreaterThan(1);
  expect(await starts[0]).toMatchObject({
    code: 'database-unavailable',
    message: 'A restore into this database is under way.',
    remedy: expect.stringContaining('Start again when it has ended'),
  });
  expect(await migrate(target.url)).toEqual([]);
  expect(await administer(target.url, 'select from tickets')).toHaveLength(80);
});

test('of a restore and a start that begin at once, one gives way to the other', async () => {
  await using target = await emptyDatabase();
  const begun = [migrate(target.url), restoreDatabase(target.url, file, () => {})];
  const [start, restore] = await Promise.allSettled(begun);
  expect([start?.status, restore?.status].toSorted()).toEqual(['fulfilled', 'rejected']);
  const rows = restore?.status === 'fulfilled' ? 80 : 0;
  expect(await administer(target.url, 'select from tickets')).toHaveLength(rows);
});

test('a database that a service is connected to is not restored into, though somebody has emptied it', async () => {
  await using target = await emptyDatabase();
  const service = openDatabase(target.url);
  await service.query('select');
  await expect(restoreDatabase(target.url, file, () => {})).rejects.toMatchObject({
    code: 'bad-input',
    message: 'A service or another command is connected to this database.',
    remedy: expect.stringContaining('Nothing was changed'),
  });
  expect(await target.tables()).toEqual([]);
  await service.close();
  await restoreDatabase(target.url, file, () => {});
});

test('the commands need the database alone, and say what they did and what belongs beside the file', async () => {
  await using target = await emptyDatabase();
  const written = join(folder, 'by-command.dump');
  const dumped = await hotlineProcess(['database', 'dump', written], {
    env: { DATABASE_URL: source.url },
  });
  expect(dumped.code).toBe(0);
  expect(dumped.err).toMatch(/^tickets: 80 rows$/m);
  expect(dumped.out).toContain('Keep SECRET_KEY with it');
  const env = { DATABASE_URL: target.url };
  const restored = await hotlineProcess(['database', 'restore', written], { env });
  expect(restored).toMatchObject({ code: 0, out: expect.stringContaining('Restored ') });
  const again = await hotline(['database', 'restore', written, '--json'], { env });
  expect(again.code).toBe(1);
  expect(JSON.parse(again.out).error.message).toContain('not empty');
  const database = openDatabase(target.url, { max: 1 });
  expect(await database.query('select from tickets')).toHaveLength(80);
  await database.close();
});
