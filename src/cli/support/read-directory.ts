import type { Directory } from '../../domain/directory-entry/directory.ts';
import {
  type DirectoryReading,
  type ReadOptions,
  readDirectoryFile,
} from '../../domain/directory-entry/directory-file.ts';
import { RULES } from '../../domain/directory-file/directory-rules.ts';
import { now } from '../../platform/clock.ts';
import { type Fault, formatFault, HotlineError } from '../../platform/errors.ts';
import { decodeText } from '../../platform/text-file.ts';
import { readBytes } from './read-input.ts';

type DirectoryExamination = Pick<DirectoryReading, 'directory' | 'faults' | 'warnings'>;

/** Of a hotline: its own numbers, and the languages it speaks; as far as they are known. */
export type KnownOfHotline = Pick<ReadOptions, 'own' | 'spoken'>;

/**
 * A directory file that is the whole directory, with every fault in it.
 * @param known of the hotline that it is for
 */
export async function examineDirectory(
  file: string,
  known: KnownOfHotline = {},
): Promise<DirectoryExamination> {
  const { text, faults } = decodeText(await readBytes(file), file);
  return text === undefined
    ? { directory: undefined, faults, warnings: [] }
    : readDirectoryFile(text, file, { ...RULES, now: now(), ...known });
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
function refusedDirectory(faults: readonly Fault[]): HotlineError {
  return new HotlineError(
    'bad-directory',
    `The directory file is refused:\n${faults.map(formatFault).join('\n')}`,
  );
}
