import { unite } from './time-spans.ts';

/** From an opening up to, not including, a closing; epoch milliseconds. */
export interface OpenSpan {
  opens: number;
  closes: number;
}

/** Open spans in order, apart from each other, with the open time that lies before each: every question is one binary search. */
export interface OpenSpanTable {
  readonly opens: Float64Array;
  readonly closes: Float64Array;
  /** milliseconds open before the span of the same index */
  readonly openBefore: Float64Array;
  /** milliseconds open in the whole table */
  readonly total: number;
}

/** Sorts the spans and joins those that overlap or touch. */
export function tabulate(spans: readonly OpenSpan[]): OpenSpanTable {
  const joined = unite(spans.map(({ opens, closes }) => ({ from: opens, until: closes })));
  const openBefore = new Float64Array(joined.length);
  let total = 0;
  joined.forEach((span, index) => {
    openBefore[index] = total;
    total += span.until - span.from;
  });
  return {
    opens: Float64Array.from(joined, ({ from }) => from),
    closes: Float64Array.from(joined, ({ until }) => until),
    openBefore,
    total,
  };
}

/** Milliseconds open in the table before an instant. */
export function openUpTo(table: OpenSpanTable, instant: number): number {
  const last = countBelow(table.opens, instant) - 1;
  if (last < 0) return 0;
  return at(table.openBefore, last) + Math.min(instant, at(table.closes, last)) - at(table.opens, last);
}

/**
 * The instant at which so much open time has passed. At the end of a span that is its closing, not the next opening.
 * @param openMs more than 0, at most the table's total
 */
export function instantAfter(table: OpenSpanTable, openMs: number): number {
  const span = countBelow(table.openBefore, openMs) - 1;
  return at(table.opens, span) + openMs - at(table.openBefore, span);
}

/** The instant itself if it is open, else the next opening; undefined if the table ends before one. */
export function firstOpenFrom(table: OpenSpanTable, instant: number): number | undefined {
  const next = countBelow(table.opens, instant);
  if (next > 0 && at(table.closes, next - 1) > instant) return instant;
  return table.opens[next];
}

/** The parts of the open spans that lie between two instants, in order. */
export function* spansBetween(table: OpenSpanTable, from: number, until: number): Generator<OpenSpan> {
  for (let index = countBelow(table.closes, from + 1); index < table.opens.length; index++) {
    const opens = Math.max(from, at(table.opens, index));
    if (opens >= until) return;
    yield { opens, closes: Math.min(until, at(table.closes, index)) };
  }
}

/** How many of the sorted values are below a bound. */
function countBelow(sorted: Float64Array, bound: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(sorted, middle) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The compiler can't know that an index is inside; one outside gives NaN, which no comparison takes for an instant. */
function at(values: Float64Array, index: number): number {
  return values[index] ?? Number.NaN;
}
