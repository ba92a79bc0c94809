import { expect, test } from 'vitest';
import { chooseCaller, everybody } from '../../../src/cli/support/cast.ts';
import { readDirectory } from '../../../src/cli/support/read-directory.ts';
import { emptyDirectory } from '../../../src/domain/directory-entry/directory.ts';
import { SAMPLE_DIRECTORY } from '../../../src/domain/directory-entry/sample-directory.ts';

const sample = await readDirectory(SAMPLE_DIRECTORY);

test('a contact of a customer who is served first plays the caller', () => {
  const { customerNumber, number, pin } = chooseCaller(sample);
  expect(sample.customers.get(customerNumber)?.header.plan).toBe('enhanced');
  expect(number).toMatch(/^\+\d+$/);
  expect(pin).toMatch(/^\d{4,10}$/);
});

test('without anybody who has a PIN there is no story', () => {
  expect(() => chooseCaller(emptyDirectory())).toThrow('Nobody in this directory can play the caller');
});

test('everybody with a phone is on the page, with all their phones', () => {
  const people = everybody(sample);
  expect(people.filter(({ name }) => name === 'Ben Hartmann').map(({ number }) => number)).toEqual([
    '+4915228817387',
    '+493023125017',
  ]);
  expect(new Set(people.map(({ role }) => role))).toEqual(new Set(['contact', 'engineer', 'supervisor']));
  expect(everybody(emptyDirectory())).toEqual([]);
});
