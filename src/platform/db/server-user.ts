import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { HotlineError } from '../errors.ts';

const run = promisify(execFile);

/** How a program is started as the server's user: what stands before the command, and whose ids the child gets. */
export interface ServerUser {
  /** Whose the server's files are; undefined when it runs as we do. */
  owner: { uid: number; gid: number } | undefined;
  command(program: string, args: string[]): [string, string[]];
  ids: { uid?: number; gid?: number };
}

const OURSELVES: ServerUser = {
  owner: undefined,
  command: (program, args) => [program, args],
  ids: {},
};

/**
 * PostgreSQL refuses to run as root. Where we are root, the server runs as whoever owns its folder; for a new one that
 * is `postgres` if the system has this user, else `nobody`.
 * @param folder of the server; need not exist yet
 * @param programs that this user must be able to reach, too
 * @throws HotlineError `database-unavailable` when a folder on the way is closed to this user
 */
export async function findServerUser(folder: string, programs: string[]): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return OURSELVES;
  const owner = (await ownerOf(folder)) ?? (await idsOf('postgres')) ?? (await idsOf('nobody'));
  if (owner === undefined) {
    throw new HotlineError(
      'database-unavailable',
      'PostgreSQL cannot run as root, and there is no other user.',
      {
        remedy: 'Start the service as a normal user, or set DATABASE_URL to a PostgreSQL server.',
      },
    );
  }
  const closed = await firstClosedFolder([folder, ...programs], owner);
  if (closed === undefined) return { ...OURSELVES, owner, ids: owner };
  return throughClosedFolders(owner, closed, programs);
}

/**
 * A clone in root's home is closed to everybody else. Where the system lets us, the server gets the one privilege to
 * pass such folders; its user stays an unprivileged one.
 */
async function throughClosedFolders(
  owner: { uid: number; gid: number },
  closed: string,
  programs: string[],
): Promise<ServerUser> {
  const privileges = [
    // initdb asks the system (access) whether it can run postgres; without this, that question leaves the privilege out:
    // https://man7.org/linux/man-pages/man7/capabilities.7.html. What is started keeps the one privilege and no other.
    '--securebits=+no_setuid_fixup',
    `--reuid=${owner.uid}`,
    `--regid=${owner.gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ];
  const command: ServerUser['command'] = (program, args) => ['setpriv', [...privileges, program, ...args]];
  try {
    for (const program of programs) await run(...command(program, ['--version']));
  } catch (cause) {
    throw new HotlineError(
      'database-unavailable',
      `PostgreSQL cannot run as root, and the folder ${closed} is closed to the user it runs as (uid ${owner.uid}).`,
      {
        remedy: `Run "chmod o+x ${closed}", move the clone and DATA_DIR out of it, or start as a normal user.`,
        cause,
      },
    );
  }
  return { owner, command, ids: {} };
}

async function ownerOf(folder: string): Promise<{ uid: number; gid: number } | undefined> {
  const found = await stat(folder).catch(() => undefined);
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : undefined;
}

async function idsOf(name: string): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

/** The first folder above these paths that the user may not pass, looked at from the root downwards. */
async function firstClosedFolder(
  paths: string[],
  user: { uid: number; gid: number },
): Promise<string | undefined> {
  const folders = new Set(paths.flatMap(ancestors));
  for (const folder of folders) {
    const { mode, uid, gid } = await stat(folder);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return folder;
  }
  return undefined;
}

function ancestors(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [...ancestors(parent), parent];
}
