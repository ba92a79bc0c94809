import { expect, it } from 'vitest';
import { readDirectoryFile } from '../../../../src/domain/directory-entry/directory-file.ts';
import { coverageGaps } from '../../../../src/domain/oncall/shifts.ts';
import { RULES, SAMPLE } from './sample.ts';

const { directory } = readDirectoryFile(SAMPLE, 'directory.sample.yaml', RULES);

it.each([...(directory?.schedules ?? [])])('in the sample, somebody is always on call: %s', (_, schedule) => {
  const gaps = coverageGaps(schedule, new Date('2026-01-08T00:00:00Z'), new Date('2028-01-01T00:00:00Z'));
  expect(gaps).toEqual([]);
});
