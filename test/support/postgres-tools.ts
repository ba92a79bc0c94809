import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../src/cli/support/free-port.ts';
import { findServerUser } from '../../src/platform/db/server-user.ts';
import { administer } from './server.ts';

/** Where Debian keeps each version's programs, pg_dump among them; npm's PostgreSQL comes without. */
const VERSIONS = '/usr/lib/postgresql';
const programs = findPrograms();

/** With `CI=true` the tests that need them run, and fail, where there are none. */
export const hasPostgresTools = process.env.CI === 'true' || programs !== undefined;

export interface PostgresServer extends AsyncDisposable {
  /** Makes an empty database. @returns its address */
  create(name: string): Promise<string>;
}

/**
 * A server of the machine's own PostgreSQL under this folder; gone when it is disposed of.
 * @param more further settings, `name=value`
 * @param files to be laid into its data folder, readable for it alone
 */
export async function ownPostgres(
  folder: string,
  more: readonly string[] = [],
  files: Readonly<Record<string, string>> = {},
): Promise<PostgresServer> {
  const data = join(folder, 'postgres');
  const [initdb, postgres] = [program('initdb'), program('postgres')];
  const user = await findServerUser(data, [initdb, postgres]);
  await mkdir(data, { mode: 0o700 });
  if (user.owner) await chown(data, user.owner.uid, user.owner.gid);
  const options = { ...user.ids, cwd: data };
  const port = await freePort();
  await run(
    ...user.command(initdb, ['-D', data, '-U', 'hotline', '--auth=trust', '-E', 'UTF8', '--no-sync']),
    options,
  );
  for (const [name, text] of Object.entries(files)) {
    const file = join(data, name);
    await writeFile(file, text, { mode: 0o600 });
    if (user.owner) await chown(file, user.owner.uid, user.owner.gid);
  }
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', ...more].flatMap(
    (setting) => ['-c', setting],
  );
  const server = spawn(...user.command(postgres, ['-D', data, '-p', String(port), ...settings]), {
    ...options,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await untilReady(server);
  const url = (database: string) => `postgres://hotline@127.0.0.1:${port}/${database}`;
  return {
    async create(name) {
      await administer(url('postgres'), `create database ${name}`);
      return url(name);
    },
    async [Symbol.asyncDispose]() {
      const gone = once(server, 'exit');
      server.kill('SIGINT');
      await gone;
      await rm(data, { recursive: true });
    },
  };
}

/** As the run book does it. */
export async function dump(url: string, file: string): Promise<void> {
  await run(program('pg_dump'), ['--format=custom', `--file=${file}`, url]);
}

/** Runs a file of statements as an administrator does, with `-v name=value` for each variable. */
export async function runSql(url: string, file: string, variables: Record<string, string>): Promise<void> {
  const values = Object.entries(variables).flatMap(([name, value]) => ['-v', `${name}=${value}`]);
  await run(program('psql'), ['-X', '-q', '-v', 'ON_ERROR_STOP=1', ...values, '-f', file, url]);
}

/** As the run book does it. */
export async function restore(file: string, url: string): Promise<void> {
  await run(program('pg_restore'), ['--clean', '--if-exists', '--no-owner', `--dbname=${url}`, file]);
}

const run = promisify(execFile);

function findPrograms(): string | undefined {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS).sort((a, b) => Number(b) - Number(a)) : [];
  return versions
    .map((version) => join(VERSIONS, version, 'bin'))
    .find((folder) => ['postgres', 'pg_dump'].every((name) => existsSync(join(folder, name))));
}

function program(name: string): string {
  if (programs === undefined) throw new Error(`there is no PostgreSQL with pg_dump under ${VERSIONS}`);
  return join(programs, name);
}

function untilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', () => reject(new Error('the server ended')));
    server.stderr?.on('data', (said: Buffer) => {
      if (said.includes('ready to accept connections')) resolve();
    });
  });
}
