import { type SpawnOptions, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { HotlineError } from '../errors.ts';
import { fileFault } from '../file-fault.ts';
import { findBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import { reasonOf } from './reason-of.ts';
import { findServerUser, type ServerUser } from './server-user.ts';

export const SUPERUSER = 'hotline';

/** One PostgreSQL data folder that is ready to be started, with all that is needed to do so. */
export interface Cluster {
  binaries: PostgresBinaries;
  user: ServerUser;
  /** PostgreSQL's own data folder. */
  data: string;
  /** What the server says, newly written at every start. */
  logFile: string;
  password: string;
  /** False only for tests: quicker, but a power cut loses data. */
  durable: boolean;
}

/**
 * Finds the data folder under `dataDir/postgres`, or makes it: first beside its place and then moved there in one step,
 * so that a start which is cut off leaves nothing half made.
 * @throws HotlineError `database-unavailable` with what to do about it
 */
export async function openCluster(dataDir: string, durable: boolean): Promise<Cluster> {
  const folder = resolve(dataDir, 'postgres');
  await makeFolder(dataDir);
  const binaries = await findBinaries();
  const user = await findServerUser(folder, Object.values(binaries));
  if (!(await exists(folder))) await initialise(folder, { binaries, user, durable });
  const password = await readPassword(folder);
  return {
    binaries,
    user,
    data: join(folder, 'data'),
    logFile: join(folder, 'server.log'),
    password,
    durable,
  };
}

async function makeFolder(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true });
  } catch (error) {
    throw notWritable(dataDir, error);
  }
}

async function initialise(
  folder: string,
  { binaries, user, durable }: Pick<Cluster, 'binaries' | 'user' | 'durable'>,
): Promise<void> {
  const beside = await mkdtemp(`${folder}.new-`).catch((error: unknown) => {
    throw notWritable(resolve(folder, '..'), error);
  });
  try {
    const passwordFile = join(beside, 'password');
    // initdb sees to its own files only: after a power cut nobody would know the password
    await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600, flush: durable });
    if (user.owner) {
      await chown(passwordFile, user.owner.uid, user.owner.gid);
      await chown(beside, user.owner.uid, user.owner.gid);
    }
    const [program, args] = user.command(binaries.initdb, [
      `--pgdata=${join(beside, 'data')}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // the same sort order on every machine, whatever locales it has
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(durable ? [] : ['--no-sync']),
    ]);
    await runToItsEnd(program, args, { ...user.ids, cwd: beside });
    await rename(beside, folder);
  } catch (error) {
    await rm(beside, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
    // a second process that started at the same time was quicker: its folder serves both
    if (await exists(folder)) return;
    throw new HotlineError(
      'database-unavailable',
      `The embedded PostgreSQL could not be set up: ${lastLine(error)}`,
      {
        remedy: remedyFor(error, folder, binaries),
        cause: error,
      },
    );
  }
}

/**
 * In a session of its own: Ctrl-C in a terminal would reach it, too, and what was stopped would be told as what had failed. Whoever
 * started it ends in good order when it has.
 */
async function runToItsEnd(program: string, args: string[], options: SpawnOptions): Promise<void> {
  const child = spawn(program, args, { ...options, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (said: string) => {
    stderr += said;
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  if (code === 0) return;
  throw Object.assign(new Error(`${program} ended with ${signal ?? `status ${code}`}`), { stderr });
}

/** A folder on the way that the server's user may not enter shows as programs or files that are not there. */
function remedyFor(error: unknown, folder: string, { initdb }: PostgresBinaries): string {
  const dataDir = resolve(folder, '..');
  if (/not found in the same directory|ermission denied/.test((error as { stderr?: string }).stderr ?? ''))
    return `A folder above ${initdb} or ${dataDir} is closed to the user PostgreSQL runs as: let everybody enter it (chmod o+x), move the clone and DATA_DIR out of it, or set DATABASE_URL.`;
  return `See that there is room and that ${dataDir} can be written, or set DATABASE_URL.`;
}

/** The superuser's password, which was made with the folder. */
export async function readPassword(folder: string): Promise<string> {
  try {
    return (await readFile(join(folder, 'password'), 'utf8')).trim();
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new HotlineError(
      'database-unavailable',
      missing
        ? `${folder} was not created by this service: its file "password" is missing.`
        : `${folder} cannot be read: ${reasonOf(error)}`,
      {
        remedy: missing
          ? 'Restore the whole folder from a backup, or move it away to start with an empty database.'
          : 'Start as the user who started the service before, or give the folder to this user (chown -R).',
        cause: error,
      },
    );
  }
}

/**
 * Removes what interrupted first starts left behind. Only for whoever owns the running server. A second first start may still
 * be writing into its own: what grows while it is removed is left to that one, or to the next start.
 */
export async function removeLeftovers(dataDir: string): Promise<void> {
  const names = await readdir(dataDir);
  const leftovers = names.filter((name) => name.startsWith('postgres.new-'));
  const remove = (name: string) =>
    rm(join(dataDir, name), { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
  await Promise.all(leftovers.map(remove));
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function notWritable(folder: string, cause: unknown): HotlineError {
  return new HotlineError(
    'database-unavailable',
    `The data folder ${folder} cannot be written: ${fileFault(cause)}`,
    {
      remedy: 'Set DATA_DIR to a folder that this user can write to, or DATABASE_URL to a PostgreSQL server.',
      cause,
    },
  );
}

/** What the program itself said last; the rest is its usage and progress. */
function lastLine(error: unknown): string {
  const { stderr } = error as { stderr?: string };
  const lines = stderr?.split('\n').filter((line) => /error|fatal|could not/i.test(line)) ?? [];
  return lines[0]?.trim() ?? reasonOf(error);
}
