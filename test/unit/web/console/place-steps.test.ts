import { expect, test } from 'vitest';
import { placeSteps } from '../../../../src/web/console/schedules/place-steps.ts';

const STEPS = [{ at: '0%' }, { at: 'PT1M' }, { at: '50%' }, { at: 'PT10H' }];

test('shares and times stand where paging puts them; a time too long for the window at four fifths of it', () => {
  const { placed, windowMs } = placeSteps(STEPS, { within: 'PT30M', clock: 'always' });
  expect(windowMs).toBe(1_800_000);
  expect(placed.map(({ afterMs }) => afterMs / 60_000)).toEqual([0, 1, 15, 24]);
  expect(placed.map(({ share }) => share)).toEqual([0, 1 / 30, 0.5, 0.8]);
});

test('business hours are drawn on their own clock', () => {
  const { placed } = placeSteps(STEPS, { within: 'PT8H', clock: 'business' });
  expect(placed.map(({ share }) => share)).toEqual([0, 1 / 480, 0.5, 0.8]);
});

test('marks that would cover each other stand in rows', () => {
  const { placed, rows } = placeSteps(STEPS, { within: 'PT8H', clock: 'business' });
  expect(placed.map(({ row }) => row)).toEqual([0, 1, 0, 0]);
  expect(rows).toBe(2);
});
