import { REQUEST_FATES, type RequestFate } from '../requests/request-store.ts';
import type { Asked } from './attainment-figures.ts';
import { cell, type Figure } from './figure.ts';
import { bars } from './rows.ts';

/** What came of the requests in writing that had to be phoned. */
export function requestsFigure(
  requests: readonly { fate: RequestFate; count: number }[],
  { words }: Asked,
): Figure {
  const said = words.requests;
  const counted = REQUEST_FATES.map((fate) => ({
    label: said.fate[fate],
    count: requests.find((each) => each.fate === fate)?.count ?? 0,
    isPhoned: fate === 'phoned' || fate === 'phoned-late',
  }));
  const sum = (rows: typeof counted) => rows.reduce((total, { count }) => total + count, 0);
  const all = sum(counted);
  const values = counted.map(({ count }) => count);
  return {
    key: 'requests',
    title: said.figure,
    reading: all > 0 ? said.reading(sum(counted.filter(({ isPhoned }) => isPhoned)), all) : said.noRequests,
    chart:
      all > 0
        ? bars(
            counted.map(({ label }) => label),
            [{ name: said.count, ink: 'accent', values }],
            values.map(String),
          )
        : null,
    table: {
      heads: [said.fateHead, said.count],
      rows: counted.map(({ label, count }) => [cell(label), cell(count)]),
    },
  };
}
