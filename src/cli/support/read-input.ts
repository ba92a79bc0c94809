import { readFile } from 'node:fs/promises';
import { formatFault, HotlineError } from '../../platform/errors.ts';
import { fileFault } from '../../platform/file-fault.ts';
import { decodeText } from '../../platform/text-file.ts';

/**
 * The bytes of a file that was named at the terminal.
 * @throws HotlineError `not-found` that says why it cannot be read
 */
export async function readBytes(file: string): Promise<Uint8Array> {
  return readFile(file).catch((cause: unknown) => {
    throw new HotlineError('not-found', `${file} cannot be read: ${fileFault(cause)}.`, {
      cause,
      remedy: 'Correct the path; it is relative to the folder you are in.',
    });
  });
}

/**
 * Its text.
 * @throws HotlineError `not-found` if it cannot be read, `bad-input` if it is no text
 */
export async function readText(file: string): Promise<string> {
  const { text, faults } = decodeText(await readBytes(file), file);
  if (text === undefined) throw new HotlineError('bad-input', faults.map(formatFault).join('\n'));
  return text;
}
