import { readFile } from 'node:fs/promises';
import type { Directory } from '../../domain/directory-entry/directory.ts';
import { type DirectoryReading, readDirectoryFile } from '../../domain/directory-entry/directory-file.ts';
import { RULES } from '../../domain/directory-file/directory-rules.ts';
import { type Fault, formatFault, HotlineError } from '../../platform/errors.ts';
import { decodeText } from '../../platform/text-file.ts';

const REASONS: Partial<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
};

/**
 * A file's bytes.
 * @throws HotlineError `not-found` that says why it cannot be read
 */
export async function readBytes(file: string): Promise<Uint8Array> {
  return readFile(file).catch((cause: NodeJS.ErrnoException) => {
    const reason = REASONS[cause.code ?? ''] ?? cause.message;
    throw new HotlineError('not-found', `${file} cannot be read: ${reason}.`, {
      cause,
      remedy: 'Correct the path; it is relative to the folder you are in.',
    });
  });
}

/**
 * A file's text.
 * @throws HotlineError `not-found` if it cannot be read, `bad-input` if it is no text
 */
export async function readText(file: string): Promise<string> {
  const { text, faults } = decodeText(await readBytes(file), file);
  if (text === undefined) throw new HotlineError('bad-input', faults.map(formatFault).join('\n'));
  return text;
}

type DirectoryExamination = Pick<DirectoryReading, 'directory' | 'faults' | 'warnings'>;

/**
 * A directory file that is the whole directory, with every fault in it.
 * @param ownNumber the hotline's, if it is known
 */
export async function examineDirectory(file: string, ownNumber?: string): Promise<DirectoryExamination> {
  const { text, faults } = decodeText(await readBytes(file), file);
  return text === undefined
    ? { directory: undefined, faults, warnings: [] }
    : readDirectoryFile(text, file, ownNumber === undefined ? RULES : { ...RULES, ownNumber });
}

/**
 * A directory file without a fault.
 * @throws HotlineError `bad-directory` with all faults
 */
export async function readDirectory(file: string): Promise<Directory> {
  const { directory, faults } = await examineDirectory(file);
  if (!directory) throw refusedDirectory(faults);
  return directory;
}

/** The error for a directory file with faults. */
export function refusedDirectory(faults: readonly Fault[]): HotlineError {
  return new HotlineError(
    'bad-directory',
    `The directory file is refused:\n${faults.map(formatFault).join('\n')}`,
  );
}
