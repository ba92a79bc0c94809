import { sayLength } from '../format.ts';
import type { Words } from '../words/index.ts';
import { type Asked, planTitle } from './attainment-figures.ts';
import { columns } from './columns.ts';
import { cell, type Figure } from './figure.ts';
import type { Numbers } from './read-figures.ts';
import { bars } from './rows.ts';
import { CLASS_ENDS, type Wait, type WaitRow } from './wait-store.ts';

const COLUMNS_HEIGHT = 210;

/** Time to acknowledge and time to answer, each as a distribution, and by plan. */
export function waitFigures(numbers: Pick<Numbers, 'waits' | 'classes'>, asked: Asked): Figure[] {
  return [
    distribution('acknowledge', numbers, asked.words),
    distribution('answer', numbers, asked.words),
    byPlan(numbers.waits, asked),
  ];
}

/** How long was waited in all, or null if nothing was waited for. */
export function waitOf(waits: readonly WaitRow[], what: Wait): WaitRow | null {
  return waits.find((row) => row.what === what && row.plan === null) ?? null;
}

function distribution(
  what: Wait,
  { waits, classes }: Pick<Numbers, 'waits' | 'classes'>,
  words: Words,
): Figure {
  const { figures } = words;
  const counts = Array.from({ length: CLASS_ENDS.length + 1 }, (_, index) =>
    classes.reduce((sum, row) => (row.what === what && row.class === index ? sum + row.count : sum), 0),
  );
  const all = waitOf(waits, what);
  const labels = counts.map((_, index) => sayClass(index, words));
  return {
    key: `time-to-${what}`,
    title: figures.wait[what],
    reading: all ? figures.halfWithin(sayWait(all.median), sayWait(all.ninth)) : figures.nothing,
    chart:
      all &&
      columns(
        CLASS_ENDS.map(sayShort).concat('…'),
        [{ name: figures.wait[what], ink: 'accent', values: counts }],
        COLUMNS_HEIGHT,
      ),
    table: {
      heads: [figures.waited, figures.cases],
      rows: counts.map((count, index) => [cell(labels[index] ?? ''), cell(count)]),
    },
  };
}

function byPlan(waits: readonly WaitRow[], { words: { figures, ticket }, plans: titles }: Asked): Figure {
  const plans = Map.groupBy(
    waits.filter(({ plan }) => plan !== null),
    ({ plan }) => plan ?? '',
  );
  const of = (plan: string, what: Wait) => plans.get(plan)?.find((row) => row.what === what) ?? null;
  const keys = [...plans.keys()];
  const names = keys.map((key) => planTitle(titles, key));
  const medians = (what: Wait) => keys.map((plan) => of(plan, what)?.median ?? null);
  const said = (seconds: number | null | undefined) =>
    seconds === null || seconds === undefined ? '–' : sayWait(seconds);
  const notes = medians('answer').map(said);
  const [first, last] = [keys[0], keys.at(-1)];
  return {
    key: 'wait-by-plan',
    title: figures.waitByPlan,
    reading:
      first === undefined || last === undefined
        ? figures.nothing
        : first === last
          ? figures.onePlan(planTitle(titles, first), said(of(first, 'answer')?.median))
          : figures.twoPlans(
              planTitle(titles, first),
              said(of(first, 'answer')?.median),
              planTitle(titles, last),
              said(of(last, 'answer')?.median),
            ),
    chart:
      names.length === 0
        ? null
        : bars(
            names,
            [
              { name: figures.wait.acknowledge, ink: 'quiet', values: medians('acknowledge') },
              { name: figures.wait.answer, ink: 'accent', values: medians('answer') },
            ],
            notes,
          ),
    legend: [
      { ink: 'quiet', name: figures.medianOf.acknowledge },
      { ink: 'accent', name: figures.medianOf.answer },
    ],
    table: {
      heads: [ticket.plan, figures.until, figures.cases, figures.median, figures.ninth],
      rows: waits
        .filter(({ plan }) => plan !== null)
        .map(({ plan, what, count, median, ninth }) => [
          cell(plan && planTitle(titles, plan)),
          cell(figures.wait[what]),
          cell(count),
          cell(Math.round(median), sayWait(median)),
          cell(Math.round(ninth), sayWait(ninth)),
        ]),
    },
  };
}

/** As exact as anybody wants it: whole minutes from ten minutes on. */
export function sayWait(seconds: number): string {
  const exact = seconds < 600 ? seconds : Math.round(seconds / 60) * 60;
  return sayLength(exact * 1_000);
}

/** `5–10 min` */
function sayClass(index: number, { figures }: Words): string {
  const [from, until] = [CLASS_ENDS[index - 1], CLASS_ENDS[index]];
  if (from === undefined) return figures.below(sayWait(until ?? 0));
  return until === undefined ? figures.above(sayWait(from)) : `${sayWait(from)} – ${sayWait(until)}`;
}

/** The end of a class, short enough for an axis: `<5m`, `<2h`. */
function sayShort(seconds: number): string {
  return seconds < 3_600 ? `<${seconds / 60}m` : `<${seconds / 3_600}h`;
}
