import { expect, test } from 'vitest';
import { compareFigure, figureOf, isTooNoisy, tableOf } from '../../../bench/support/figures.ts';

const rounds = (reference: number[], service: number[]) =>
  figureOf({ name: 'key presses a second', better: 'higher', reference, service });

test('a round counts against the references before and behind it: a machine that slows down slows both', () => {
  const figure = rounds([1_000, 800, 600, 400], [900, 700, 500]);
  expect(figure).toMatchObject({ ratio: 1, low: 1, high: 1, rounds: 3 });
});

test('a reference that does not stay the same is none: no verdict', () => {
  const noisy = rounds([1_000, 300, 2_000, 500], [900, 900, 900]);
  expect(isTooNoisy(noisy)).toBe(true);
  expect(tableOf([noisy])).toContain('too noisy to tell');
  expect(compareFigure(noisy, rounds([10, 10, 10], [1, 1]))).toBe('too noisy to tell');
  expect(compareFigure(rounds([10, 10, 10], [1, 1]), noisy)).toBe('too noisy to tell');
  expect(isTooNoisy(rounds([0, 0], [1]))).toBe(true);
});

test('a figure has changed only where the middle halves have nothing in common', () => {
  const kept = rounds([100, 100, 100, 100, 100], [40, 50, 50, 60]);
  expect(compareFigure(rounds([200, 200, 200, 200, 200], [100, 110, 110, 120]), kept)).toBe('the same');
  expect(compareFigure(rounds([100, 100, 100], [90, 91]), kept)).toBe('better');
  expect(compareFigure(rounds([100, 100, 100], [10, 11]), kept)).toBe('worse');
  const lower = { better: 'lower' as const };
  expect(compareFigure({ ...rounds([100, 100, 100], [90, 91]), ...lower }, { ...kept, ...lower })).toBe(
    'worse',
  );
});

test('beside a kept result the table says what became of each figure', () => {
  const kept = rounds([100, 100, 100], [50, 50]);
  expect(tableOf([rounds([100, 100, 100], [90, 91])], [kept])).toContain('0.50 kept: better');
});
