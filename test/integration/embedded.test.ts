import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/platform/db/database.ts';
import { type Embedded, shareEmbedded, startEmbedded } from '../../src/platform/db/embedded.ts';
import { findBinaries } from '../../src/platform/db/postgres-binaries.ts';
import { findPostmaster } from '../../src/platform/db/server-process.ts';
import { findServerUser } from '../../src/platform/db/server-user.ts';
import { createLogger } from '../../src/platform/log.ts';

const isRoot = process.getuid?.() === 0;
const library = new URL('../../src/platform/db/embedded.ts', import.meta.url).href;

const folders: string[] = [];
let dataDir: string;
/** One that was set up and ended in good order. */
let built: string;
beforeAll(async () => {
  built = await newFolder();
  const first = await startEmbedded(built, { durable: false });
  await first.stop();
});
beforeEach(async () => {
  dataDir = await newFolder();
});
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'embedded-'));
  folders.push(folder);
  await chmod(folder, 0o755);
  return folder;
}

/** For tests that are not about the very first start, which is slow. */
async function layInBuilt(): Promise<void> {
  await promisify(execFile)('cp', ['-a', join(built, 'postgres'), dataDir]);
}

/** Starts it; stopped at the end of the test. */
async function start(): Promise<Embedded> {
  const embedded = await startEmbedded(dataDir, { durable: false });
  onTestFinished(() => embedded.stop());
  return embedded;
}

async function query(url: string, sql: string) {
  const database = openDatabase(url);
  try {
    return await database.query(sql);
  } finally {
    await database.close();
  }
}

/** A service, or a command, in a process of its own that only holds the database, for being killed. */
async function startElsewhere(how: 'startEmbedded' | 'shareEmbedded' = 'startEmbedded') {
  const script = `
    const embedded = await import(${JSON.stringify(library)});
    const { url } = await embedded.${how}(${JSON.stringify(dataDir)}, { durable: false });
    console.log(url);
    setInterval(() => {}, 1000);`;
  const service = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(service.stdout, 'data')) as [Buffer];
  return {
    url: String(said).trim(),
    pid: service.pid,
    async kill(signal: NodeJS.Signals) {
      const gone = once(service, 'exit');
      service.kill(signal);
      await gone;
    },
  };
}

describe('the embedded database', () => {
  it('keeps what was written from one start to the next', async () => {
    const first = await startEmbedded(dataDir, { durable: false });
    await query(first.url, 'create table calls_taken as select 42 as n');
    await first.stop();
    const second = await start();
    expect(await query(second.url, 'select n from calls_taken')).toEqual([{ n: 42 }]);
  });

  it('writes through to the disk unless a test wants otherwise', async () => {
    await layInBuilt();
    const embedded = await startEmbedded(dataDir);
    onTestFinished(() => embedded.stop());
    expect(await query(embedded.url, `select current_setting('fsync') as fsync`)).toEqual([{ fsync: 'on' }]);
  });

  it('is not open to anybody else: not to other machines, and not without its password', async () => {
    await layInBuilt();
    const { url } = await start();
    const [row] = await query(url, `select current_setting('listen_addresses') as on, current_user as who`);
    expect(row).toEqual({ on: '127.0.0.1', who: 'hotline' });
    const guessed = new URL(url);
    guessed.password = 'password';
    await expect(query(guessed.href, 'select 1')).rejects.toMatchObject({
      message: expect.stringContaining('password'),
    });
  });

  it('is refused to a second service, which is told who has it', async () => {
    await layInBuilt();
    await start();
    await expect(startEmbedded(dataDir)).rejects.toMatchObject({
      code: 'database-unavailable',
      message: `The service is already running with this data folder (pid ${process.pid}).`,
      remedy: expect.stringContaining('DATA_DIR'),
    });
  });

  it('goes to exactly one of two services that start at the same moment', async () => {
    const both = await Promise.allSettled([startEmbedded(dataDir), startEmbedded(dataDir)]);
    onTestFinished(async () => {
      for (const one of both) if (one.status === 'fulfilled') await one.value.stop();
    });
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { message: expect.stringContaining('already running') },
    });
    expect(await readdir(dataDir)).toEqual(['postgres']);
  });

  it('is taken over as it runs after its service was killed', async () => {
    await layInBuilt();
    const service = await startElsewhere();
    const [{ pid } = {}] = await query(service.url, 'select pg_postmaster_start_time() as pid');
    await service.kill('SIGKILL');
    const next = await start();
    expect(next).toMatchObject({ url: service.url, wasLeft: true });
    expect(await query(next.url, 'select pg_postmaster_start_time() as pid')).toEqual([{ pid }]);
  });

  describe('is shared by commands, of which the last ends it', () => {
    const share = () => shareEmbedded(dataDir, { durable: false });
    const isRunning = async () =>
      (await findPostmaster({ data: join(dataDir, 'postgres', 'data') })) !== undefined;
    const alive = [{ alive: 1 }];

    it('whoever of them has started it', async () => {
      await layInBuilt();
      const first = await share();
      const second = await share();
      expect(second).toMatchObject({ url: first.url, wasLeft: false });
      await first.stop();
      expect(await query(second.url, 'select 1 as alive')).toEqual(alive);
      const third = await share();
      expect(third).toMatchObject({ url: first.url, wasLeft: false });
      await second.stop();
      expect(await query(third.url, 'select 1 as alive')).toEqual(alive);
      await third.stop();
      expect(await isRunning()).toBe(false);
    });

    it('also when they begin and end in the same moment', async () => {
      await layInBuilt();
      const commands = await Promise.all([share(), share(), share()]);
      for (const { url } of commands) expect(await query(url, 'select 1 as alive')).toEqual(alive);
      await Promise.all(commands.map((one) => one.stop()));
      expect(await isRunning()).toBe(false);
    });

    it('and one that begins while the last ends it has it', async () => {
      await layInBuilt();
      const first = await share();
      const [, second] = await Promise.all([first.stop(), share()]);
      expect(await query(second.url, 'select 1 as alive')).toEqual(alive);
      await second.stop();
      expect(await isRunning()).toBe(false);
    });

    it('also when the one that has started it is killed', async () => {
      await layInBuilt();
      const killed = await startElsewhere('shareEmbedded');
      const second = await share();
      await killed.kill('SIGKILL');
      expect(await query(second.url, 'select 1 as alive')).toEqual(alive);
      await second.stop();
      expect(await isRunning()).toBe(false);
    });

    it('unless a service has it by then', async () => {
      await layInBuilt();
      const command = await share();
      const service = await start();
      expect(service).toMatchObject({ url: command.url, wasLeft: false });
      await command.stop();
      expect(await query(service.url, 'select 1 as alive')).toEqual(alive);
    });
  });

  it('is started again, at the same address, when the server was killed', async () => {
    await layInBuilt();
    const { url } = await start();
    const [{ pid } = {}] = await query(
      url,
      `select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int as pid`,
    );
    process.kill(Number(pid), 'SIGKILL');
    await expect
      .poll(() => query(url, 'select 1 as alive').catch(() => []), { timeout: 15_000 })
      .toEqual([{ alive: 1 }]);
  });

  it('tells once that it cannot be started again, and goes on when it can', async () => {
    await layInBuilt();
    const lines: { level: number; msg: string; err?: { remedy?: string } }[] = [];
    const write = (line: string) => lines.push(JSON.parse(line));
    const log = createLogger('debug', { readable: false, destination: { write } });
    const embedded = await startEmbedded(dataDir, { durable: false, log });
    onTestFinished(() => embedded.stop());
    const folder = join(dataDir, 'postgres');
    const { pid = 0 } = (await findPostmaster({ data: join(folder, 'data') })) ?? {};
    await rename(folder, `${folder}-away`);
    process.kill(pid, 'SIGKILL');
    const failures = () => lines.filter(({ msg }) => msg.includes('cannot be started again'));
    await expect.poll(() => failures().length, { timeout: 15_000 }).toBeGreaterThan(2);
    const errors = failures().filter(({ level }) => level === 50);
    expect(errors).toMatchObject([{ err: { remedy: expect.stringContaining('See that it is there') } }]);
    await rename(`${folder}-away`, folder);
    await expect
      .poll(() => query(embedded.url, 'select 1 as alive').catch(() => []), { timeout: 15_000 })
      .toEqual([{ alive: 1 }]);
  });

  it('begins anew where the very first start was cut off', async () => {
    await mkdir(join(dataDir, 'postgres.new-cutoff', 'data'), { recursive: true });
    await start();
    expect(await readdir(dataDir)).toEqual(['postgres']);
  });
});

describe('a data folder that cannot be used', () => {
  const refusal = (message: string, remedy: string) => ({
    name: 'HotlineError',
    code: 'database-unavailable',
    message: expect.stringContaining(message),
    remedy: expect.stringContaining(remedy),
  });

  it('is refused when it holds something else', async () => {
    await mkdir(join(dataDir, 'postgres'));
    await writeFile(join(dataDir, 'postgres', 'diary.txt'), 'private');
    await expect(startEmbedded(dataDir)).rejects.toMatchObject(
      refusal('was not created by this service', 'backup'),
    );
  });

  it('is refused when another major version made it', async () => {
    await layInBuilt();
    await writeFile(join(dataDir, 'postgres', 'data', 'PG_VERSION'), '15\n');
    await expect(startEmbedded(dataDir)).rejects.toMatchObject(
      refusal('initialized by PostgreSQL version 15', 'the release that made it'),
    );
  });

  it('is refused when it is broken', async () => {
    await layInBuilt();
    await rm(join(dataDir, 'postgres', 'data', 'global'), { recursive: true });
    await expect(startEmbedded(dataDir)).rejects.toMatchObject(refusal('did not start', 'server.log'));
  });

  it('is refused when it cannot be made', async () => {
    await writeFile(join(dataDir, 'file'), '');
    await expect(startEmbedded(join(dataDir, 'file'))).rejects.toMatchObject(
      refusal('cannot be written', 'DATA_DIR'),
    );
  });

  it('is refused when its server can say nothing there', async () => {
    await layInBuilt();
    await rm(join(dataDir, 'postgres', 'server.log'));
    await mkdir(join(dataDir, 'postgres', 'server.log'));
    await expect(startEmbedded(dataDir)).rejects.toMatchObject(
      refusal(`${join(dataDir, 'postgres')} cannot be written`, 'its disk has room'),
    );
  });

  it.runIf(isRoot)('works for root in a folder that is closed to the user the server runs as', async () => {
    await chmod(dataDir, 0o700);
    dataDir = join(dataDir, 'inside');
    const { url } = await start();
    expect(await query(url, 'select 1 as alive')).toEqual([{ alive: 1 }]);
  });

  it.runIf(isRoot)(
    'works for root where the programs, too, are in a folder that only root can enter',
    async () => {
      const { initdb } = await findBinaries();
      const clone = join(dataDir, 'clone');
      await cp(join(initdb, '../..'), clone, { recursive: true, verbatimSymlinks: true });
      const copied = join(clone, 'bin/initdb');
      await chmod(dataDir, 0o700);
      const data = join(dataDir, 'data');
      const user = await findServerUser(data, [copied, join(clone, 'bin/postgres')]);
      await mkdir(data, { mode: 0o700 });
      if (user.owner) await chown(data, user.owner.uid, user.owner.gid);
      const [program, args] = user.command(copied, ['-D', data, '--no-sync', '--locale=C']);
      await promisify(execFile)(program, args, { ...user.ids, cwd: data });
      expect(await readdir(data)).toContain('PG_VERSION');
    },
  );

  it.runIf(isRoot)('was copied without its owner: says so, and the command that mends it', async () => {
    await layInBuilt();
    const folder = join(dataDir, 'postgres');
    const { uid, gid } = await stat(join(folder, 'data'));
    await promisify(execFile)('chown', ['-R', 'root:root', folder]);
    const refused = startEmbedded(dataDir, { durable: false });
    await expect(refused).rejects.toMatchObject(
      refusal('Permission denied', `chown -R ${uid}:${gid} ${folder}`),
    );
    await promisify(execFile)('chown', ['-R', `${uid}:${gid}`, folder]);
    const { url } = await start();
    expect(await query(url, 'select 1 as alive')).toEqual([{ alive: 1 }]);
  });
});
