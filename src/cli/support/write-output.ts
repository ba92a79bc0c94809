import { randomUUID } from 'node:crypto';
import { chmod, chown, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { HotlineError } from '../../platform/errors.ts';
import { fileFault } from '../../platform/file-fault.ts';

/**
 * Writes what a command was asked for into a file. On a full disk the one that was there stays as it was.
 * @param mode of a new file: for this user's eyes, as names, numbers and what was said stand in it; 0o666 where none of it does
 * @throws HotlineError `bad-input`: it cannot be written there
 */
export async function writeOutput(path: string, text: string, mode = 0o600): Promise<void> {
  await write(await realpath(path).catch(() => path), text, mode).catch((cause: unknown) => {
    throw new HotlineError('bad-input', `${path} cannot be written: ${fileFault(cause)}.`, {
      remedy: 'Choose a file in a folder you may write to.',
      cause,
    });
  });
}

const NO_ROOM = ['ENOSPC', 'EDQUOT', 'EFBIG'];

async function write(file: string, text: string, mode: number): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (found && !found.isFile()) return writeFile(file, text);
  const beside = `${file}.${randomUUID()}.part`;
  try {
    await writeFile(beside, text, { mode: found?.mode ?? mode, flush: true });
    if (found) {
      await chown(beside, found.uid, found.gid);
      await chmod(beside, found.mode);
    }
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    if (!found || NO_ROOM.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    // its folder is closed to us, it is another user's, or mounted by itself
    await writeFile(file, text);
  }
}
