import { expect, it } from 'vitest';
import { validityOf } from '../../../../src/web/console/directory/customers/validity.ts';

const TERM = { from: '2026-03-01', until: '2026-12-31' };

it.each([
  ['2026-02-28', 'ahead', 306],
  ['2026-03-01', 'runs', 305],
  ['2026-10-31', 'runs', 61],
  ['2026-11-01', 'ends-soon', 60],
  ['2026-12-31', 'ends-soon', 0],
  ['2027-01-01', 'over', -1],
])('on %s a contract of 2026 is %s', (today, validity, daysLeft) => {
  expect(validityOf(TERM, today)).toEqual({ validity, daysLeft });
});
