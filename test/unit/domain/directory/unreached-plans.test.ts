import { expect, test } from 'vitest';
import { unreachedTargets } from '../../../../src/domain/calendar/unreached-targets.ts';
import type { Directory } from '../../../../src/domain/directory-entry/directory.ts';
import { readDirectoryFile } from '../../../../src/domain/directory-entry/directory-file.ts';
import { RULES } from '../../../../src/domain/directory-file/directory-rules.ts';
import { at, munich, weekly } from '../calendar/calendars.ts';
import { SAMPLE } from './sample.ts';

const now = at('2026-03-02T09:00');
const TARGETS = {
  1: { within: 'PT30M', clock: 'always' },
  2: { within: 'PT4H', clock: 'always' },
  3: { within: 'PT6H', clock: 'business' },
  4: { within: 'PT10H', clock: 'business' },
} as const;

/** A minute a week: six hours of it are seven years, ten hours more than ten. */
const SELDOM = 'hours: { mon: "09:00-09:01" }';
const EVERY_MONDAY = { timezone: 'Europe/Berlin', closures: [], open: [] };

/** Of a file read beside what is in force, or alone. */
function faultsOf(text: string, current?: Directory) {
  const beside = current === undefined ? {} : { current: current as never };
  const { faults } = readDirectoryFile(text, 'directory.yaml', { ...RULES, now, ...beside });
  return faults.map(({ message }) => message);
}

const inForce = readDirectoryFile(SAMPLE, 'directory.yaml', { ...RULES, now }).directory;
const otherPair = (calendar: string) => `calendars:
  ${calendar}: { timezone: Europe/Berlin, ${SELDOM} }
`;

test('a target is refused only where the hours of ten years do not suffice for it', () => {
  expect(unreachedTargets(TARGETS, weekly({ mon: '09:00-09:01' }), now)).toEqual([4]);
  expect(unreachedTargets(TARGETS, weekly({ mon: '09:00-09:02' }), now)).toEqual([]);
  expect(unreachedTargets(TARGETS, munich, now)).toEqual([]);
});

test('so is every one of a calendar that is closed for the years ahead, and what has a fault of its own is left to it', () => {
  const mondays = Array.from({ length: 600 }, (_, week) =>
    new Date(Date.UTC(2026, 2, 2 + 7 * week)).toISOString().slice(0, 10),
  );
  const closed = { ...EVERY_MONDAY, hours: { mon: '09:00-18:00' }, closures: mondays };
  expect(unreachedTargets(TARGETS, closed, now)).toEqual([3, 4]);
  expect(unreachedTargets(TARGETS, { ...closed, timezone: 'Mars' }, now)).toEqual([]);
});

test('a file that promises what a calendar does not reach is refused where the plan promises it', () => {
  const text = SAMPLE.replace(/hours: \{ mon-fri: "09:00-18:00" \}/, SELDOM);
  expect(text).not.toBe(SAMPLE);
  expect(faultsOf(text)).toEqual([
    'plans › standard › response › 3 › within is more than the calendar "munich" opens in ten years, for customer 200415: no deadline can be computed.',
    expect.stringMatching(/^plans › standard › response › 4 › within is more than/),
  ]);
});

test('one that changes a calendar in force is refused there, and one that has nothing of it is not', () => {
  const [first = ''] = inForce?.calendars.keys() ?? [];
  expect(faultsOf(otherPair(first), inForce)).toEqual([
    expect.stringMatching(new RegExp(`^calendars › ${first} › hours opens for less in ten years than`)),
  ]);
  expect(faultsOf(otherPair('unused'), inForce)).toEqual([]);
});

test('callers who are not known count as well: theirs is the most urgent plan', () => {
  const rest = SAMPLE.slice(SAMPLE.indexOf('\nplans:'), SAMPLE.indexOf('\ncustomers:'));
  const text = `calendars:\n  office: { timezone: Europe/Berlin, ${SELDOM} }\n${rest.replace('PT8H', 'PT10H')}`;
  expect(faultsOf(text)).toEqual([
    'plans › enhanced › response › 4 › within is more than the calendar "office" opens in ten years, for callers who are not known: no deadline can be computed.',
  ]);
});
