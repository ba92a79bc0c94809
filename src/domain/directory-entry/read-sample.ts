import { readFileSync } from 'node:fs';
import type { Directory } from './directory.ts';
import { readDirectoryFile } from './directory-file.ts';
import { SAMPLE_DIRECTORY } from './sample-directory.ts';

/** Calendars and schedules of the sample are not looked at. */
const NO_RULES = { calendarFaults: () => [], scheduleFaults: () => [] };

/** The shipped sample; undefined: somebody has put a fault into it. */
export function readSample(): Directory | undefined {
  return readDirectoryFile(readFileSync(SAMPLE_DIRECTORY, 'utf8'), SAMPLE_DIRECTORY, NO_RULES).directory;
}
