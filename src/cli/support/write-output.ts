import { writeFile } from 'node:fs/promises';
import { HotlineError } from '../../platform/errors.ts';
import { fileFault } from '../../platform/file-fault.ts';

/**
 * Writes what a command was asked for into a file.
 * @param mode of the file; 0o600 where it is for this user's eyes
 * @throws HotlineError `bad-input`: it cannot be written there
 */
export async function writeOutput(path: string, text: string, mode = 0o666): Promise<void> {
  await writeFile(path, text, { mode }).catch((cause: unknown) => {
    throw new HotlineError('bad-input', `${path} cannot be written: ${fileFault(cause)}.`, {
      remedy: 'Choose a file in a folder you may write to.',
      cause,
    });
  });
}
