import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SAMPLE_DIRECTORY } from '../../src/domain/directory-entry/sample-directory.ts';
import { markChanged } from '../../src/domain/directory-entry/source-store.ts';
import { growLog } from '../../src/domain/evidence/grow-log.ts';
import { ledgerOf } from '../../src/domain/evidence/log-keys.ts';
import { shareEmbedded, startEmbedded } from '../../src/platform/db/embedded.ts';
import { migrate, migrationNames } from '../../src/platform/db/migrate.ts';
import { beginRestoring } from '../../src/platform/db/restoring-lock.ts';
import { findEmbedded } from '../../src/platform/db/running-embedded.ts';
import { withClient } from '../../src/platform/db/with-client.ts';
import { startLine } from '../support/carrier.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { ended, hotline, hotlineProcess, startHotlineCommand } from '../support/hotline-command.ts';
import { SAMPLE_WITHOUT_CONTACTS } from '../support/sample-without-contacts.ts';
import { administer } from '../support/server.ts';

let folder: string;
let database: TestDatabase;
let env: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hotline-cli-'));
  database = await freshDatabase();
  env = { DATABASE_URL: database.url, SECRET_KEY: 'the-secret-key-of-the-tests', DATA_DIR: folder };
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** As a server makes it. */
async function emptyDatabase(): Promise<TestDatabase> {
  const made = await freshDatabase({});
  await made.query('drop schema public cascade');
  await made.query('create schema public');
  return made;
}

describe('a directory', () => {
  test('with a fault is refused, and nothing of it is in force', async () => {
    const file = join(folder, 'faulty.yaml');
    const sample = await readFile(SAMPLE_DIRECTORY, 'utf8');
    await writeFile(file, sample.replace('calendar: munich', 'calendar: munch'));
    const { code, err } = await hotline(['directory', 'import', file], { env });
    expect(code).toBe(1);
    expect(err).toMatch(/faulty\.yaml:\d+: .*munch/);
    expect(err).toContain('nothing was imported');
    expect(await database.query('select from customers')).toEqual([]);
  });

  test('that is not UTF-8 is refused with its line, and nothing of it is in force', async () => {
    const file = join(folder, 'western.yaml');
    const sample = await readFile(SAMPLE_DIRECTORY, 'utf8');
    await writeFile(file, sample.replace('name: Musterwerk AG', 'name: Müller AG'), 'latin1');
    const { code, out } = await hotline(['directory', 'import', file, '--json'], { env });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ ok: false, faults: [{ file, line: expect.any(Number) }] });
    expect(await database.query('select from customers')).toEqual([]);
  });

  test('that may be meant otherwise is imported with a warning', async () => {
    const other = await freshDatabase();
    const file = join(folder, 'belarus.yaml');
    await writeFile(file, SAMPLE_WITHOUT_CONTACTS.replace('holidays: DE-BY', 'holidays: BY'));
    const { code, err } = await hotline(['directory', 'import', file], {
      env: { ...env, DATABASE_URL: other.url },
    });
    await other[Symbol.asyncDispose]();
    expect(code).toBe(0);
    expect(err).toMatch(/belarus\.yaml:\d+: warning: .*Belarus.*Germany.*DE-BY/);
  });

  test('is imported, asked, exported and imported again without a change', async () => {
    const imported = await hotlineProcess(['directory', 'import', SAMPLE_DIRECTORY], { env });
    expect(imported).toMatchObject({ code: 0, err: '' });
    expect(imported.out).toMatch(/customers +3 new, 0 changed, 0 retired/);

    const onCall = await hotline(['on-call', 'front', '--at', '2026-12-24T18:00'], { env });
    expect(onCall.out).toContain('Carla Moreno is on call');
    const question = '{"calendar":"munich","severity":1,"plan":"enhanced","at":"2026-10-02T16:30:00Z"}';
    const deadline = await hotlineProcess(['deadlines'], { env, input: question });
    expect(JSON.parse(deadline.out).respondBy).toBe('2026-10-02T17:00:00.000Z');

    const file = join(folder, 'exported.yaml');
    const written = await hotlineProcess(['directory', 'export', '--output', file], { env });
    expect(written).toMatchObject({ code: 0, out: '' });
    const again = await hotline(['directory', 'import', file, '--replace', '--json'], { env });
    const { ok, imported: counts } = JSON.parse(again.out);
    expect(ok).toBe(true);
    expect(counts.customers).toMatchObject({ added: 0, changed: 0, retired: 0 });

    const json = await hotline(['directory', 'export', '--json'], { env });
    expect(JSON.parse(json.out).customers['100234'].name).toBe('Musterwerk AG');
    expect(json.out).not.toContain('471108');
  });

  test('says what it left alone since the console changed it, until it takes over', async () => {
    await database.query(`update customers set name = 'Musterwerk SE' where number = '100234'`);
    const at = new Date('2026-11-23T09:00:00Z');
    await markChanged(database, 'customers', '100234', { by: 'Sina Supervisor', now: at });
    const run = (...more: string[]) => hotline(['directory', 'import', SAMPLE_DIRECTORY, ...more], { env });
    const kept = await run('--replace');
    expect(kept).toMatchObject({ code: 0, err: '' });
    expect(kept.out).toContain(
      'kept as it is: customers › 100234, changed in the console by Sina Supervisor on 2026-11-23',
    );
    const json = await run('--json');
    expect(JSON.parse(json.out).kept).toMatchObject([{ kind: 'customers', name: '100234', retired: false }]);
    const taken = await run('--take-over');
    expect(taken.out).toMatch(/customers +0 new, 1 changed, 0 retired/);
    expect(taken.out).not.toContain('kept as it is');
    const help = await hotline(['directory', 'import', '--help'], { env });
    expect(help.out.replaceAll(/\s+/g, ' ')).toContain('What was changed in the console is left as it is');
  });

  test('cannot be reached when the server is away', async () => {
    const { code, err } = await hotline(['directory', 'export'], {
      env: { ...env, DATABASE_URL: 'postgres://127.0.0.1:1/hotline' },
    });
    expect(code).toBe(1);
    expect(err).toMatch(/The database cannot answer at the moment: .*\n→ Check that PostgreSQL is running/);
  });

  test('goes into the embedded database beside a running service, and into one that stands still', async () => {
    const dataDir = await mkdtemp(join(folder, 'embedded-'));
    const service = await startEmbedded(dataDir, { durable: false });
    const beside = await hotline(['directory', 'import', SAMPLE_DIRECTORY], { env: { DATA_DIR: dataDir } });
    await service.stop();
    expect(beside).toMatchObject({ code: 0, err: '' });
    const alone = await hotline(['directory', 'export'], { env: { DATA_DIR: dataDir } });
    expect(alone.out).toContain('Musterwerk AG');
  });
});

test('a command beside another on an embedded database leaves it to that one', async () => {
  const dataDir = await mkdtemp(join(folder, 'shared-'));
  const other = await shareEmbedded(dataDir, { durable: false });
  const beside = await hotline(['directory', 'import', SAMPLE_DIRECTORY], { env: { DATA_DIR: dataDir } });
  expect(beside).toMatchObject({ code: 0, err: '' });
  const customers = await withClient(other.url, (client) => client.query('select from customers'));
  expect(customers.rows).not.toEqual([]);
  await other.stop();
  expect(await findEmbedded(dataDir)).toBe('stopped');
});

test.each([
  'database dump nowhere.dump',
  'directory export',
  'user list',
  'token list',
  'absence list',
  'duty --month 2026-10',
  'privacy erased',
  'privacy retention',
  'carrier reconcile',
  'database restored',
])('%s asks for no secret that it does not use', async (command) => {
  const alone = {
    DATABASE_URL: 'postgres://127.0.0.1:1/hotline',
    DATA_DIR: folder,
    TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
    TWILIO_AUTH_TOKEN: 'the-auth-token',
    HOTLINE_NUMBER: '+493023125099',
  };
  const { code, err } = await hotline(command.split(' '), { env: alone });
  expect(code).toBe(1);
  expect(err).toContain('The database cannot answer at the moment');
});

test('a command that makes PINs asks for the key they are made with', async () => {
  const alone = { DATABASE_URL: database.url, DATA_DIR: folder };
  const { code, err } = await hotline(['directory', 'import', SAMPLE_DIRECTORY], { env: alone });
  expect(code).toBe(1);
  expect(err).toContain('SECRET_KEY: missing');
});

describe('where there is no record', () => {
  const ERASE = 'privacy erase --number +493023125101';
  test.each([
    'absence add anna 2027-01-04 2027-01-08',
    'absence remove 1b9d6bcd',
    'database restored',
    `directory import ${SAMPLE_DIRECTORY} --dry-run`,
    'engineer test anna',
    'evidence export --ticket 4711 --output proof.json',
    'evidence rotate-key',
    ERASE,
    `${ERASE} --dry-run`,
    'privacy erase-again /dev/null',
    'privacy export --number +493023125101',
    'privacy retention',
    'push rotate --leaked',
    'token revoke portal',
    'user remove erika',
    'user reset-password erika',
  ])('%s says so, and makes none', async (command) => {
    const dataDir = join(folder, 'another-folder');
    const { code, err } = await hotline(command.split(' '), { env: { DATA_DIR: dataDir } });
    expect([code, err]).toEqual([1, expect.stringContaining(`There is no database in ${dataDir} yet.`)]);
    expect(existsSync(dataDir)).toBe(false);
  });

  test.each([
    ERASE,
    `directory import ${SAMPLE_DIRECTORY} --dry-run`,
    'user list',
    'database dump nowhere.dump',
  ])('no tables come into an empty database of a server: %s', async (command) => {
    await using other = await emptyDatabase();
    const there = { ...env, DATABASE_URL: other.url };
    const { code, err } = await hotline(command.split(' '), { env: there });
    expect([code, err]).toEqual([1, expect.stringContaining('The database has no tables')]);
    expect(await other.query(`select from pg_tables where schemaname = 'public'`)).toEqual([]);
  });

  test('a record whose file secret-key is gone gets no other one', async () => {
    const dataDir = join(folder, 'without-key');
    const env = { DATA_DIR: dataDir };
    await hotline(['user', 'add', 'erika', '--role', 'auditor'], { env });
    const { code, err } = await hotline(ERASE.split(' '), { env });
    expect([code, err]).toEqual([
      1,
      expect.stringContaining(`There is no file secret-key that can be read in ${dataDir}.`),
    ]);
    expect(existsSync(join(dataDir, 'secret-key'))).toBe(false);
  }, 60_000);
});

describe('tables that are not of this version', () => {
  const run = (kept: TestDatabase, command: string) =>
    hotline(command.split(' '), { env: { ...env, DATABASE_URL: kept.url, PRACTICE: '1' } });
  const COMMANDS = ['directory export', `directory import ${SAMPLE_DIRECTORY} --dry-run`, 'on-call front'];

  test.each([...COMMANDS, 'doctor'])('but of a newer one: %s names it', async (command) => {
    await using kept = await freshDatabase();
    await kept.query('alter table engineers rename column name to full_name');
    await kept.query("insert into migrations (name, run_on) values ('9999-of-tomorrow', now())");
    const { code, out, err } = await run(kept, command);
    expect(code).toBe(1);
    const said = 'The tables of the database are of a newer version than this one (9999-of-tomorrow): column';
    expect(out + err).toContain(said);
    expect(out + err).toContain('→ Use the version that serves it.');
  });

  test.each(COMMANDS)('but of an older one: %s says so, and changes none', async (command) => {
    await using kept = await emptyDatabase();
    const first = migrationNames().slice(0, 1);
    await migrate(kept.url, { only: first });
    const { code, err } = await run(kept, command);
    expect([code, err]).toEqual([
      1,
      expect.stringContaining('The tables of the database are of an older version than this one'),
    ]);
    expect(await kept.query('select name from migrations')).toEqual([{ name: first[0] }]);
  });

  test('but of another program: everybody says that they are not the hotline’s', async () => {
    await using kept = await emptyDatabase();
    await kept.query('create table users (id int, mail text)');
    await kept.query('create table migrations (id int, batch int)');
    for (const command of ['user list', 'user remove erika', 'database dump nowhere.dump']) {
      const { code, err } = await run(kept, command);
      expect([code, err]).toEqual([1, expect.stringContaining('The database has no tables of the hotline.')]);
    }
  });

  test('but changed by somebody: says so', async () => {
    await using kept = await freshDatabase();
    await kept.query('alter table engineers rename column name to full_name');
    expect((await run(kept, 'directory export')).err).toContain(
      'The tables of the database are not as the hotline made them: column',
    );
  });

  test('are brought up to date by what writes, which says so', async () => {
    await using kept = await emptyDatabase();
    await migrate(kept.url, { only: migrationNames().slice(0, -2) });
    const { err } = await run(kept, 'user remove erika');
    expect(err).toContain('The tables were brought up to this version: 2 migrations.');
  });
});

test.each(['user list', 'database dump nowhere.dump', 'doctor'])(
  '%s does not look at a record that is half restored',
  async (command) => {
    await using kept = await freshDatabase();
    await withClient(kept.url, async (client) => {
      expect(await beginRestoring(client)).toBe(true);
      const { code, out, err } = await hotline(command.split(' '), {
        env: { ...env, DATABASE_URL: kept.url, PRACTICE: '1', PUBLIC_URL: 'http://127.0.0.1:1' },
      });
      expect([code, out + err]).toEqual([
        1,
        expect.stringContaining('A restore into this database is under way.'),
      ]);
    });
  },
);

test.each([
  'evidence export --ticket 4711 --output proof.json',
  'evidence rotate-key',
  'privacy erase --number +493023125101',
  'privacy erase-again /dev/null',
  'push rotate',
  `directory import ${SAMPLE_DIRECTORY}`,
])('%s is refused with another key than the record was made with', async (command) => {
  await using kept = await freshDatabase();
  const ours = ledgerOf({ secretKey: 'the-secret-key-of-the-tests', publicUrl: 'https://hotline.example' });
  await growLog(kept, ours, { now: new Date(), isUrgent: true });
  const state = () =>
    Promise.all(
      ['ledger_logs', 'ledger_keys', 'push_keys', 'contacts', 'audit_entries'].map((table) =>
        kept.query(`select * from ${table}`),
      ),
    );
  const before = await state();
  const run = (key: string) =>
    hotline(command.split(' '), { env: { ...env, DATABASE_URL: kept.url, SECRET_KEY: key } });
  const { code, err } = await run('the-secret-key-of-somebody-else');
  expect([code, err]).toEqual([1, expect.stringContaining('SECRET_KEY is not the one that this record was')]);
  expect(await state()).toEqual(before);
  expect((await run('the-secret-key-of-the-tests')).err).not.toContain('SECRET_KEY');
});

test('the doctor sees that it has another key than the record was made with', async () => {
  await using kept = await freshDatabase();
  const ours = ledgerOf({ secretKey: 'the-secret-key-of-the-tests', publicUrl: 'https://hotline.example' });
  await growLog(kept, ours, { now: new Date(), isUrgent: true });
  const look = async (SECRET_KEY: string) => {
    const there = { ...env, DATABASE_URL: kept.url, PRACTICE: '1', PUBLIC_URL: 'http://127.0.0.1:1' };
    const { code, out } = await hotline(['doctor'], { env: { ...there, SECRET_KEY } });
    return [code, out.includes('the record was made with another one')];
  };
  expect(await look('the-secret-key-of-the-tests')).toEqual([0, false]);
  expect(await look('the-secret-key-of-somebody-else')).toEqual([1, true]);
});

test('the doctor sees that nobody may sign in, until somebody may', async () => {
  await using kept = await freshDatabase();
  const there = { ...env, DATABASE_URL: kept.url, PRACTICE: '1', PUBLIC_URL: 'http://127.0.0.1:1' };
  const look = async () => {
    const { out } = await hotline(['doctor', '--json'], { env: there });
    const { findings } = JSON.parse(out) as {
      findings: { about: string; message: string; remedy?: string }[];
    };
    return findings.find(({ about }) => about === 'users');
  };
  expect(await look()).toMatchObject({
    message: 'nobody may sign in to the console yet',
    remedy: expect.stringContaining('npm run hotline -- user add'),
  });
  await hotline(['user', 'add', 'erika', '--role', 'administrator'], { env: there });
  expect(await look()).toBeUndefined();
});

test('a time that is none is refused before a ticket number is left out', async () => {
  await using kept = await freshDatabase();
  const { code, err } = await hotline(['database', 'restored', '--since', 'yesterday'], {
    env: { ...env, DATABASE_URL: kept.url },
  });
  expect([code, err]).toEqual([2, expect.stringContaining('--since is "yesterday", which is not a time')]);
  expect(await kept.query('select last_value, is_called from ticket_numbers')).toMatchObject([
    { is_called: false },
  ]);
});

describe('the number at the carrier', () => {
  const connected = async () => {
    const line = await startLine();
    return {
      line,
      env: {
        ...env,
        TWILIO_ACCOUNT_SID: line.accountSid,
        TWILIO_AUTH_TOKEN: line.authToken,
        TWILIO_API_BASE_URL: line.apiBaseUrl,
        HOTLINE_NUMBER: line.number,
        PUBLIC_URL: 'https://hotline.example',
      },
    };
  };

  test('is pointed at the service: first said, then done, then nothing is left to do', async () => {
    const { line, env: withCarrier } = await connected();
    await using _line = line;
    const withoutKey = { ...withCarrier, SECRET_KEY: '' };
    line.carrier.settings.voiceUrl = 'https://old.example/voice';

    const announced = await hotline(['carrier', 'sync', '--dry-run'], { env: withoutKey });
    expect(announced.code).toBe(0);
    expect(announced.out).toMatch(
      /voiceUrl\n {2}https:\/\/old\.example\/voice\n {2}→ https:\/\/hotline\.example\/twilio\/voice\/incoming#rc=2/,
    );
    expect(line.carrier.settings.voiceUrl).toBe('https://old.example/voice');

    const ill = await hotline(['doctor', '--json'], { env: withCarrier });
    expect(ill.code).toBe(1);
    expect(JSON.parse(ill.out).findings).toContainEqual(
      expect.objectContaining({ about: 'webhooks', verdict: 'fault' }),
    );

    const done = await hotline(['carrier', 'sync', '--json'], { env: withoutKey });
    expect(JSON.parse(done.out)).toMatchObject({ changed: true });
    const { voiceUrl, voiceFallbackUrl, statusUrl, smsUrl } = line.carrier.settings;
    expect([voiceUrl, voiceFallbackUrl, statusUrl, smsUrl].map((url) => new URL(url ?? '').pathname)).toEqual(
      ['/twilio/voice/incoming', '/twilio/voice/fallback', '/twilio/voice/status', '/twilio/sms/incoming'],
    );

    const again = await hotline(['carrier', 'sync'], { env: withCarrier });
    expect(again).toMatchObject({
      code: 0,
      out: `${line.number} points at https://hotline.example already.\n`,
    });
  });

  test('can do without the overrides, for an emulator that chokes on them', async () => {
    const { line, env: withCarrier } = await connected();
    await using _line = line;
    await hotline(['carrier', 'sync', '--no-overrides'], { env: withCarrier });
    expect(line.carrier.settings.voiceUrl).toBe('https://hotline.example/twilio/voice/incoming');
    const again = await hotline(['carrier', 'sync', '--no-overrides', '--json'], { env: withCarrier });
    expect(JSON.parse(again.out)).toMatchObject({ changes: [], changed: false });
    const { out } = await hotline(['doctor', '--json'], { env: withCarrier });
    expect(JSON.parse(out).findings).toContainEqual(
      expect.objectContaining({ about: 'webhooks', verdict: 'ok' }),
    );
  });

  test('has to be in the account', async () => {
    const { line, env: withCarrier } = await connected();
    await using _line = line;
    const { code, err } = await hotline(['carrier', 'sync'], {
      env: { ...withCarrier, HOTLINE_NUMBER: '+493023125098' },
    });
    expect(code).toBe(1);
    expect(err).toContain("The carrier's account has no number +493023125098.");
  });

  test('cannot call an address only this machine knows', async () => {
    const { code, err } = await hotline(['carrier', 'sync'], {
      env: {
        ...env,
        TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
        TWILIO_AUTH_TOKEN: 'the-auth-token',
        HOTLINE_NUMBER: '+493023125099',
      },
    });
    expect(code).toBe(1);
    expect(err).toContain('PUBLIC_URL is http://localhost:8080: no carrier can reach that.');
  });
});

test('a command that is stopped at its work leaves no database running, and blames none', async () => {
  const dataDir = await mkdtemp(join(folder, 'stopped-'));
  const child = startHotlineCommand(['practice', 'seed'], { env: { DATA_DIR: dataDir } });
  const end = ended(child);
  await expect.poll(() => findEmbedded(dataDir), { timeout: 30_000 }).toHaveProperty('url');
  const { url } = (await findEmbedded(dataDir)) as { url: string };
  const made = () => administer(url, 'select from tickets limit 1').catch(() => []);
  await expect.poll(made, { timeout: 30_000 }).toHaveLength(1);
  child.kill('SIGHUP');
  expect(await end).toEqual({ code: null, out: '', err: '' });
  expect(child.signalCode).toBe('SIGHUP');
  expect(await findEmbedded(dataDir)).toBe('stopped');
}, 60_000);

test('a command stopped with Ctrl-C while the database is set up says that it was stopped', async () => {
  await using kept = await freshDatabase();
  const file = join(folder, 'kept.dump');
  await hotline(['database', 'dump', file], { env: { ...env, DATABASE_URL: kept.url } });
  const dataDir = await mkdtemp(join(folder, 'setting-up-'));
  const child = startHotlineCommand(['database', 'restore', file], {
    env: { DATA_DIR: dataDir },
    isOwnGroup: true,
  });
  const end = ended(child);
  // the program that sets it up is at work
  const begun = () =>
    readdir(dataDir, { recursive: true }).then((names) =>
      names.some((name) => name.endsWith('/global/pg_filenode.map')),
    );
  await expect.poll(begun, { timeout: 30_000, interval: 5 }).toBe(true);
  process.kill(-Number(child.pid), 'SIGINT');
  const { code, err } = await end;
  expect([code, err]).toEqual([1, expect.stringContaining('The restore was stopped before it was done.')]);
  expect(await findEmbedded(dataDir)).toBe('stopped');
}, 60_000);

test('a database whose command was killed is taken over by the next one, which says so and stops it', async () => {
  const dataDir = await mkdtemp(join(folder, 'killed-'));
  const child = startHotlineCommand(['practice', 'seed'], { env: { DATA_DIR: dataDir } });
  const end = ended(child);
  await expect.poll(() => findEmbedded(dataDir), { timeout: 30_000 }).toHaveProperty('url');
  const { url } = (await findEmbedded(dataDir)) as { url: string };
  await expect
    .poll(() => administer(url, 'select from migrations limit 1').catch(() => []), { timeout: 30_000 })
    .toHaveLength(1);
  child.kill('SIGKILL');
  await end;
  const next = await hotline(['user', 'list'], { env: { DATA_DIR: dataDir } });
  expect(next).toMatchObject({
    code: 0,
    err: expect.stringContaining('The embedded database was still running'),
  });
  expect(await findEmbedded(dataDir)).toBe('stopped');
}, 60_000);

test('however much is past its period, all of it is counted, and forgotten', async () => {
  await using kept = await freshDatabase();
  await kept.query(
    `insert into audit_entries (at, user_name, action, detail)
     select now() - interval '4 years', 'erika', 'sign-in', '{}' from generate_series(1, 10050)`,
  );
  const env = { DATABASE_URL: kept.url };
  const { out } = await hotline(['privacy', 'retention', '--dry-run', '--json'], { env });
  expect(JSON.parse(out)).toMatchObject({ audit: { past: 10_050 } });
  const done = await hotline(['privacy', 'retention', '--json'], { env });
  expect(JSON.parse(done.out)).toMatchObject({ audit: { past: 10_050 } });
});

test('the doctor looks at everything and shows no secret', async () => {
  const { code, out } = await hotline(['doctor'], {
    env: { ...env, PRACTICE: '1', PUBLIC_URL: 'http://127.0.0.1:1' },
  });
  expect(out).toMatch(/✓ database +PostgreSQL \d+/);
  expect(out).toMatch(/✓ clock +agrees/);
  expect(out).toMatch(/✓ tables +up to date/);
  expect(out).toMatch(/✓ directory +3 customers/);
  expect(out).toMatch(/✓ on call: front +somebody at any time/);
  expect(out).toMatch(/! service +nothing responds/);
  expect(out).not.toContain('the-secret-key-of-the-tests');
  expect(code).toBe(0);
});

test('the doctor of a version before says that a newer one has changed the tables', async () => {
  await using database = await freshDatabase();
  const doctor = async () => {
    const { code, out } = await hotline(['doctor'], {
      env: { ...env, DATABASE_URL: database.url, PRACTICE: '1', PUBLIC_URL: 'http://127.0.0.1:1' },
    });
    return [code, /^. tables .*$/m.exec(out)?.[0].replaceAll(/ +/g, ' ')];
  };
  expect(await doctor()).toEqual([0, '✓ tables up to date']);
  await database.query("insert into migrations (name, run_on) values ('9999-of-tomorrow', now())");
  expect(await doctor()).toEqual([0, '! tables of a newer version than this one: 9999-of-tomorrow']);
});
