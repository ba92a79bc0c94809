import { readFileSync } from 'node:fs';
import { calendarFaults } from '../../../../src/domain/calendar/calendar-definition.ts';
import { readDirectoryFile } from '../../../../src/domain/directory-entry/directory-file.ts';
import { scheduleFaults } from '../../../../src/domain/oncall/schedule-faults.ts';

/** The shipped sample, the file most tests begin with and then spoil. */
export const SAMPLE = readFileSync(new URL('../../../../directory.sample.yaml', import.meta.url), 'utf8');

/** The rules for calendars and schedules, as the service hands them in. */
export const RULES = { calendarFaults, scheduleFaults };

/** The sample with one passage written differently; fails if the passage is not there. */
export function sampleWith(...changes: [passage: string, instead: string][]): string {
  return changes.reduce((text, [passage, instead]) => {
    if (!text.includes(passage)) throw new Error(`the sample does not say: ${passage}`);
    return text.replace(passage, () => instead);
  }, SAMPLE);
}

export function lineOf(text: string, passage: string): number {
  return text.slice(0, text.indexOf(passage)).split('\n').length;
}

export function faultsOf(text: string) {
  return readDirectoryFile(text, 'directory.yaml', RULES).faults;
}
