import { writeFile } from 'node:fs/promises';
import { HotlineError } from '../../platform/errors.ts';

/**
 * Writes what a command was asked for into a file.
 * @param mode of the file; 0o600 where it is for this user's eyes
 * @throws HotlineError `bad-input`: it cannot be written there
 */
export async function writeOutput(path: string, text: string, mode = 0o666): Promise<void> {
  await writeFile(path, text, { mode }).catch((cause: Error) => {
    throw new HotlineError('bad-input', `${path} cannot be written: ${cause.message}`, {
      remedy: 'Choose a file in a folder you may write to.',
      cause,
    });
  });
}
