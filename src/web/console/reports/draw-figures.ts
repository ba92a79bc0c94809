import { type Asked, attainmentFigures } from './attainment-figures.ts';
import { callHoursFigure } from './call-figures.ts';
import type { Figure } from './figure.ts';
import { reasonFigure } from './miss-figures.ts';
import type { Numbers } from './read-figures.ts';
import { requestsFigure } from './requests-figure.ts';
import { triesFigures } from './tries-figures.ts';
import { waitFigures } from './wait-figures.ts';

/** All figures, in the order of the page. */
export function drawFigures(numbers: Numbers, asked: Asked): Figure[] {
  return [
    ...attainmentFigures(numbers.attainment, asked),
    reasonFigure(numbers, asked),
    ...waitFigures(numbers, asked),
    callHoursFigure(numbers.calls, asked),
    ...triesFigures(numbers.tries, asked),
    requestsFigure(numbers.requests, asked),
  ];
}
