import { readFile } from 'node:fs/promises';
import type { Directory } from '../directory/directory.ts';
import { type DirectoryReading, readDirectoryFile } from '../directory/directory-file.ts';
import { type Fault, formatFault, HotlineError } from '../errors.ts';
import { scheduleFaults } from '../oncall/schedule-faults.ts';
import { calendarFaults } from '../tickets/calendar-definition.ts';

/** What is wrong with calendars and schedules, as all readers of directory files judge it. */
export const RULES = { calendarFaults, scheduleFaults };

/**
 * A file's text.
 * @throws HotlineError `not-found` that says why it cannot be read
 */
export async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const reason = cause.code === 'ENOENT' ? 'there is no such file' : cause.message;
    throw new HotlineError('not-found', `${file} cannot be read: ${reason}.`, {
      cause,
      remedy: 'Correct the path; it counts from the folder you are in.',
    });
  });
}

/** A directory file that is the whole directory, with every fault in it. */
export async function examineDirectory(file: string): Promise<DirectoryReading> {
  return readDirectoryFile(await readText(file), file, RULES);
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
