import { shownIn } from './compare-told.js';

/**
 * Whether a month is whole at its edges: the fact that closes it says with how many facts and tickets it was, and from which
 * one on.
 * @returns closing: of how many facts and tickets; undefined where the month is not closed in this file
 */
export function closeMonth({ scope, entries }) {
  if (scope.month === undefined) return { faults: [] };
  const own = entries.filter(({ customer }) => customer);
  const closings = own.filter(
    (entry) => shownIn(entry, 'fact') === 'month-closed' && shownIn(entry, 'month') === scope.month,
  );
  const faults = closings.flatMap((closing) => {
    const { first, facts, tickets } = countsIn(closing);
    const closed = own.filter(({ order }) => order >= first && order < closing.order);
    const opened = closed.filter(
      (entry) => shownIn(entry, 'fact') === 'timeline' && shownIn(entry, 'kind') === 'opened',
    );
    const isWhole = closed.length === facts && closing.order - first === facts;
    return [
      ...(isWhole ? [] : [{ code: 'month-facts', about: { first, facts, found: closed.length } }]),
      ...(opened.length === tickets
        ? []
        : [{ code: 'month-tickets', about: { tickets, found: opened.length } }]),
    ];
  });
  return { closing: closings.length > 0 ? countsIn(closings.at(-1)) : undefined, faults };
}

function countsIn(closing) {
  const [first, facts, tickets] = ['first', 'facts', 'tickets'].map((name) => Number(shownIn(closing, name)));
  return { first, facts, tickets };
}
