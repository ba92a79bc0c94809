import { expect, test } from 'vitest';
import { addTally, cellOf, emptyTally, type Tally } from '../../../../src/domain/rehearsal/tally.ts';

test('an engineer or a plan may be called like something that every object has', () => {
  const load = { pages: 3, nights: 2, restBreaches: 1 };
  const cell = cellOf({ plan: 'constructor', severity: 1 });
  const piece: Tally = {
    ...emptyTally(),
    people: { constructor: load, valueOf: load, anna: load },
    cells: { [cell]: [{ tickets: 5, kept: 4 }], toString: [{ tickets: 1, kept: 1 }] },
  };
  const whole = emptyTally();
  for (const one of [piece, piece]) addTally(whole, one);
  const twice = { pages: 6, nights: 4, restBreaches: 2 };
  expect({ ...whole.people }).toEqual({ constructor: twice, valueOf: twice, anna: twice });
  expect(whole.cells[cell]).toHaveLength(2);
  expect(whole.cells.toString).toHaveLength(2);
  // who was never paged is nobody
  expect(whole.people.hasOwnProperty).toBeUndefined();
});
