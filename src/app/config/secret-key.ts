import { randomBytes, randomUUID } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { HotlineError } from '../../platform/errors.ts';
import { fileFault } from '../../platform/file-fault.ts';

/**
 * The secret key of an installation that was given none: made at the first start and kept in its data folder, readable
 * for its user only. PINs cannot be checked without it, so it belongs into the backup.
 * @throws HotlineError `bad-configuration` when it can neither be read nor written
 */
export function ensureSecretKey(dataDir: string): string {
  const file = fileIn(dataDir);
  try {
    mkdirSync(dataDir, { recursive: true });
    if (!existsSync(file)) makeKey(file);
    const key = readFileSync(file, 'utf8').trim();
    if (key !== '') return key;
  } catch (cause) {
    throw refused(file, fileFault(cause), cause);
  }
  throw new HotlineError('bad-configuration', `The secret key in ${file} is empty.`, {
    remedy:
      'Put the file from your backup there. If there is no record yet, remove it: the start makes a new one.',
  });
}

/** Spaces and quotes that a file, a shell or an env file takes away, and what nobody sees anywhere in it. */
const COPIED_WRONG = /^[\s"']|[\s"']$|[[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]--[ ]]/v;

/**
 * What is wrong with a key that is another one as soon as somebody copies it, writes it down or puts it into a file; null:
 * nothing. One that was taken before goes on working: its record is worth nothing without it.
 */
export function keyTrap(key: string): { message: string; remedy: string } | null {
  if (!COPIED_WRONG.test(key)) return null;
  return {
    message:
      'SECRET_KEY has spaces or quotes around it, or characters that nobody sees: a copy without them is another key, and every PIN is wrong',
    remedy:
      'Leave the variable exactly as it is until you change the key ("Changing SECRET_KEY" in docs/run-book.md); there, set SECRET_KEY_PREVIOUS as a variable, too: from a file, spaces at the ends are dropped.',
  };
}

/** Whether one was made there that we may read. */
export function hasSecretKey(dataDir: string): boolean {
  try {
    accessSync(fileIn(dataDir), constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'secret-key');
}

/**
 * In one step: of two that start at once, one makes the key and both read it whole. It is on the disk before anything is made
 * with it: a power cut leaves no PINs of a key that nobody has.
 */
function makeKey(file: string): void {
  const beside = `${file}.${randomUUID()}`;
  try {
    writeFileSync(beside, randomBytes(32).toString('base64url'), { mode: 0o600, flush: true });
    linkSync(beside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(beside, { force: true });
  }
}

function refused(file: string, reason: string, cause: unknown): HotlineError {
  return new HotlineError(
    'bad-configuration',
    `The secret key cannot be read or made in ${file}: ${reason}`,
    {
      remedy: 'Set DATA_DIR to a folder that this user can read and write, or set SECRET_KEY.',
      cause,
    },
  );
}
