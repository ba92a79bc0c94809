import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type Environment, readConfig } from '../../src/app/config.ts';
import { startService } from '../../src/app/start.ts';
import { lookAtDatabase } from '../../src/cli/doctor/look-at-database.ts';
import { freePort } from '../../src/cli/support/free-port.ts';
import { createPinHasher } from '../../src/domain/customers/pin-hasher.ts';
import { importDirectory } from '../../src/domain/directory-file/import-directory.ts';
import { sampleInForce } from '../../src/domain/directory-file/sample-in-force.ts';
import { createLogger } from '../../src/platform/log.ts';
import { insertWorker } from '../../src/worker/presence-store.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { BARE, ended } from '../support/hotline-command.ts';
import { rememberLog } from '../support/written-down.ts';
import { RULES, SAMPLE, sampleWith } from '../unit/domain/directory/sample.ts';

const MAIN = join(import.meta.dirname, '../../src/main.ts');
const SECRET_KEY = 'five green umbrellas at noon';
const REAL = {
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'an auth token of a real account',
  HOTLINE_NUMBER: '+493023125999',
};

function startMain(env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...BARE, ...env },
    stdio: 'pipe',
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Waits until the process has said something of this shape. */
async function said(child: ChildProcess, what: RegExp): Promise<RegExpExecArray> {
  let text = '';
  for await (const chunk of child.stdout as NodeJS.ReadableStream) {
    text += String(chunk);
    const found = what.exec(text);
    if (found) return found;
  }
  throw new Error(`it ended, and said ${text}`);
}

let database: TestDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database[Symbol.asyncDispose]());

const start = async (env: Environment) =>
  startService(
    readConfig({
      DATABASE_URL: database.url,
      SECRET_KEY,
      PORT: String(await freePort()),
      HOST: '127.0.0.1',
      ...env,
    }),
    createLogger('silent'),
  );

it('a start with a DATA_DIR that is no folder says that recordings cannot be kept, before anybody speaks', async () => {
  const { log, lines } = rememberLog();
  const service = await startService(
    readConfig({
      DATABASE_URL: database.url,
      SECRET_KEY,
      PRACTICE: '1',
      HOST: '127.0.0.1',
      PORT: String(await freePort()),
      DATA_DIR: import.meta.filename,
    }),
    log,
  );
  await expect.poll(() => lines.join()).toContain('a part of its path is a file');
  const told = lines
    .map((line) => JSON.parse(line))
    .find(({ msg }) => msg.startsWith('Recordings cannot be stored'));
  expect(told).toMatchObject({ level: 50, remedy: expect.stringContaining('correct DATA_DIR') });
  await service.close();
});

it.each(['a folder', 'a file that is not there'])(
  'a DIRECTORY_FILE that is %s is said while the directory in the database is in force, and stops no start',
  async (kind) => {
    await (await start({ PRACTICE: '1' })).close();
    const file = kind === 'a folder' ? import.meta.dirname : `${import.meta.filename}.yaml`;
    const { log, lines } = rememberLog();
    const config = readConfig({
      DATABASE_URL: database.url,
      SECRET_KEY,
      PRACTICE: '1',
      HOST: '127.0.0.1',
      PORT: String(await freePort()),
      METRICS_PORT: String(await freePort()),
      DIRECTORY_FILE: file,
    });
    const service = await startService(config, log);
    await service.close();
    const told = lines.map((line) => JSON.parse(line)).filter(({ level }) => level === 40);
    expect(told).toMatchObject([
      {
        msg: `DIRECTORY_FILE: ${file} cannot be read: ${kind === 'a folder' ? 'it is a folder' : 'there is no such file or folder'}`,
        remedy: expect.stringContaining('a directory in the database stays in force'),
      },
    ]);
    expect(await lookAtDatabase(config)).toContainEqual(
      expect.objectContaining({ about: 'directory file', verdict: 'warning', remedy: told[0].remedy }),
    );
  },
);

it('a start with a key that is another one once somebody copies it goes on with it, and says so', async () => {
  const { log, lines } = rememberLog();
  const config = readConfig({
    DATABASE_URL: database.url,
    SECRET_KEY: `${SECRET_KEY}\n`,
    PRACTICE: '1',
    HOST: '127.0.0.1',
    PORT: String(await freePort()),
    METRICS_PORT: String(await freePort()),
  });
  await (await startService(config, log)).close();
  const told = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg.startsWith('SECRET_KEY'));
  expect(told).toMatchObject([
    {
      level: 40,
      msg: expect.stringContaining('has spaces'),
      remedy: expect.stringContaining('exactly as'),
    },
  ]);
});

it('a start on tables of a newer version, which it cannot work with, says so', async () => {
  await database.query('alter table engineers rename column name to full_name');
  await database.query("insert into migrations (name, run_on) values ('9999-of-tomorrow', now())");
  await expect(start({ PRACTICE: '1' })).rejects.toMatchObject({
    code: 'database-unavailable',
    message: expect.stringContaining('of a newer version than this one (9999-of-tomorrow)'),
  });
});

describe('a start without a carrier', () => {
  it('speaks another language with the sample’s engineers, where it is asked to', async () => {
    const languages = async () => {
      const rows = await database.query<{ key: string; languages: string[] }>(
        `select key, languages from engineers where key in ('anna', 'ben') order by key`,
      );
      return rows.map(({ languages: spoken }) => spoken);
    };
    await (await start({ PRACTICE: '1' })).close();
    expect(await languages()).toEqual([
      ['de', 'en'],
      ['de', 'en'],
    ]);
    await database.query(`update engineers set source = 'console' where key = 'ben'`);
    await (await start({ PRACTICE: '1', PRACTICE_LANGUAGE: 'en' })).close();
    expect(await languages()).toEqual([
      ['en', 'de'],
      ['de', 'en'],
    ]);
    await expect(start({ PRACTICE: '1', PRACTICE_LANGUAGE: 'nl' })).rejects.toThrow(
      'PRACTICE_LANGUAGE: there are no prompts in nl',
    );
    expect(() => readConfig({ PRACTICE_LANGUAGE: 'English' })).toThrow('PRACTICE_LANGUAGE: read "English"');
  });

  it('on a database of one’s own is refused with a plain message, before anything is touched', async () => {
    const { code, out, err } = await ended(startMain({ DATABASE_URL: database.url, SECRET_KEY }));
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toContain('TWILIO_ACCOUNT_SID: missing');
    expect(err).toContain('PRACTICE=1');
    expect(err).not.toContain(SECRET_KEY);
    for (const env of [{ PRACTICE: '0' }, { ROLE: 'web' }, { ROLE: 'worker' }])
      await expect(start(env)).rejects.toThrow('TWILIO_ACCOUNT_SID: missing');
  });

  it('may practise in one process, and not in several, which would not meet', async () => {
    await expect(start({ PRACTICE: '1', ROLE: 'web' })).rejects.toThrow('ROLE: read "web"');
    await expect(start({ PRACTICE: '1', ROLE: 'worker' })).rejects.toThrow(
      'practice line runs in one process',
    );
    expect(() => readConfig({ PRACTICE: 'yes' })).toThrow('PRACTICE: read "yes"; allowed: 1 for');
  });

  it('that asks for practice prints an address with a key, the same over restarts', async () => {
    const printed: string[] = [];
    for (let turn = 0; turn < 2; turn += 1) {
      const port = String(await freePort());
      const child = startMain({
        DATABASE_URL: database.url,
        SECRET_KEY,
        PRACTICE: '1',
        HOST: '127.0.0.1',
        PORT: port,
      });
      const [, console = '', practice = ''] = await said(child, /^ready (\S+) (\S+)\n/m);
      expect(console).toBe(`http://localhost:${port}/`);
      expect(new URL(practice).origin + new URL(practice).pathname).toBe(
        `http://localhost:${port}/practice/`,
      );
      const here = practice.replace('localhost', '127.0.0.1');
      expect((await fetch(here.replace(/\?.*/, ''))).status).toBe(403);
      const entered = await fetch(here, { redirect: 'manual' });
      expect(entered.status, `${here} ${await entered.text()}`).toBe(303);
      printed.push(new URL(practice).search);
      child.kill('SIGTERM');
      await ended(child);
    }
    expect(printed[0]).toMatch(/^\?key=[0-9a-f]{32}$/);
    expect(printed[1]).toBe(printed[0]);
  });
});

describe('a real account', () => {
  it('never goes live with the sample', async () => {
    const starting = start({ ...REAL, DIRECTORY_FILE: 'directory.sample.yaml' });
    await expect(starting).rejects.toThrow('the sample is for the practice line only');
    expect(await database.query('select from customers')).toEqual([]);
  });

  it('is told which entries of the sample are in force', async () => {
    const pins = createPinHasher(SECRET_KEY, { cost: 2 });
    const options = { ...RULES, pins, now: new Date() };
    await importDirectory(
      database,
      sampleWith(
        ['name: Musterwerk AG', 'name: Echt AG'],
        ['name: Erika Beispiel', 'name: Erika Echt'],
        ['pin: "082915"', 'pin: "390417"'],
      ),
      'directory.yaml',
      options,
    );
    const found = await sampleInForce(database, pins, new Date());
    expect(found).toContain('the PIN of Erika Echt, customer 100234');
    expect(found).toContain('customer 100871, Northwind Instruments Ltd.');
    expect(found.join()).not.toMatch(/Musterwerk|Max Muster|471108/);
    await database.query('update customers set retired_at = now()');
    await database.query('update contacts set retired_at = now()');
    expect(await sampleInForce(database, pins, new Date())).toEqual([]);
  });

  it('hears it from the doctor, too', async () => {
    const pins = createPinHasher(SECRET_KEY);
    await importDirectory(database, SAMPLE, 'directory.yaml', { ...RULES, pins, now: new Date() });
    const look = (env: Environment) =>
      lookAtDatabase(readConfig({ DATABASE_URL: database.url, SECRET_KEY, ...env }));
    expect(await look(REAL)).toContainEqual(
      expect.objectContaining({
        about: 'sample',
        verdict: 'warning',
        message: expect.stringContaining('Musterwerk AG'),
      }),
    );
    for (const env of [{ PRACTICE: '1' }, { ...REAL, TWILIO_API_BASE_URL: 'http://127.0.0.1:9' }])
      expect((await look(env)).map(({ about }) => about)).not.toContain('sample');
  });
});

it('the doctor warns while no worker runs, before anything is late', async () => {
  const workers = async () => {
    const found = await lookAtDatabase(readConfig({ DATABASE_URL: database.url, SECRET_KEY, ...REAL }));
    return found.filter(({ about }) => about === 'workers');
  };
  expect(await workers()).toMatchObject([{ verdict: 'warning', message: 'none runs: nobody is paged' }]);
  await insertWorker(database, randomUUID());
  expect(await workers()).toEqual([{ about: 'workers', verdict: 'ok', message: 'one runs' }]);
  await database.query(`update workers set seen_at = clock_timestamp() - interval '4 seconds'`);
  expect(await workers()).toMatchObject([{ verdict: 'warning' }]);
});

describe('the first start of all', { timeout: 60_000 }, () => {
  it('on a taken port tells no password; the next one does', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hotline-first-'));
    chmodSync(folder, 0o711);
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const taken = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void taken.close());
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as { port: number };
    const failed = await ended(startMain({ DATA_DIR: folder, PORT: String(port) }));
    expect(failed.code).toBe(1);
    expect(failed.err).toContain('another program is using it');
    expect(failed.out).not.toContain('password');
    const child = startMain({ DATA_DIR: folder, PORT: String(await freePort()) });
    const [, login] = await said(child, /sign in as (\w+) with the one-time password \S+\n(?:.*\n)*ready /);
    expect(login).toBe('admin');
    child.kill('SIGTERM');
    await ended(child);
  });
});
