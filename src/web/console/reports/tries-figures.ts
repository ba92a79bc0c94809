import { wordFor } from '../words/index.ts';
import type { Asked } from './attainment-figures.ts';
import { columns } from './columns.ts';
import { cell, type Figure } from './figure.ts';
import { bars } from './rows.ts';
import type { TriesRow } from './tries-store.ts';

const HEIGHT = 210;
/** From this try on they are counted together. */
const LAST_TRY = 8;

/** What came of the tries to call customers back, and how many it took to reach them. */
export function triesFigures(tries: readonly TriesRow[], { words }: Asked): Figure[] {
  const { figures } = words;
  const outcomes = tries
    .filter(({ part }) => part === 'outcome')
    .map(({ key, count }) => ({ label: wordFor(words.attemptOutcome, key), count }));
  const reached = reachedAt(tries);
  const customers = reached.reduce((sum, { count }) => sum + count, 0);
  const all = outcomes.reduce((sum, { count }) => sum + count, 0);
  const [main] = outcomes;
  return [
    {
      key: 'callbacks',
      title: figures.callbacks,
      reading: main ? figures.mainOutcome(main.label, main.count, all) : figures.noTries,
      chart: main
        ? bars(
            outcomes.map(({ label }) => label),
            [{ name: figures.tries, ink: 'accent', values: outcomes.map(({ count }) => count) }],
            outcomes.map(({ count }) => String(count)),
          )
        : null,
      table: {
        heads: [figures.outcome, figures.tries],
        rows: outcomes.map(({ label, count }) => [cell(label), cell(count)]),
      },
    },
    {
      key: 'tries',
      title: figures.triesTillReached,
      reading: customers > 0 ? figures.reachedFirst(reached[0]?.count ?? 0, customers) : figures.noTries,
      chart:
        customers > 0
          ? columns(
              reached.map(({ label }) => label).with(-1, figures.never),
              [{ name: figures.customers, ink: 'accent', values: reached.map(({ count }) => count) }],
              HEIGHT,
            )
          : null,
      table: {
        heads: [figures.reachedAtTry, figures.customers],
        rows: reached.map(({ label, count }, index) => [
          cell(index === reached.length - 1 ? figures.neverReached : label),
          cell(count),
        ]),
      },
    },
  ];
}

/** How many customers were reached at which try; never at the end. */
function reachedAt(tries: readonly TriesRow[]): { label: string; count: number }[] {
  const sum = (fits: (key: string) => boolean) =>
    tries.reduce(
      (total, { part, key, count }) => (part === 'reached' && fits(key) ? total + count : total),
      0,
    );
  const places = Array.from({ length: LAST_TRY }, (_, index) => index + 1);
  return [
    ...places.map((place) => ({
      label: place === LAST_TRY ? `${place}+` : String(place),
      count: sum((key) => (place === LAST_TRY ? Number(key) >= place : Number(key) === place)),
    })),
    { label: '', count: sum((key) => key === 'never') },
  ];
}
