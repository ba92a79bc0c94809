import type { MissedRow } from '../../../domain/attainment/missed-store.ts';
import { missesOf } from '../../../domain/attainment/standing.ts';
import { MISS_REASONS, whyMissed } from '../../../domain/attainment/why-missed.ts';
import { html } from '../html.ts';
import { ticketLink } from '../link-views.ts';
import { type Asked, planTitle, sayCustomer, sayNoMisses, totalOf } from './attainment-figures.ts';
import { cell, type Figure, type FigureTable } from './figure.ts';
import type { Numbers } from './read-figures.ts';
import { bars } from './rows.ts';

/** Why promises were missed, the most frequent reason first; of many misses those of the latest. */
export function reasonFigure(
  { attainment, missed }: Pick<Numbers, 'attainment' | 'missed'>,
  { words }: Asked,
): Figure {
  const { figures } = words;
  const isCut = missed.length < missesOf(totalOf(attainment));
  const counts = MISS_REASONS.map((reason) => ({
    label: figures.reason[reason],
    count: missed.filter((row) => whyMissed(row) === reason).length,
  }))
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count);
  const [main] = counts;
  return {
    key: 'reasons',
    title: figures.reasons,
    reading: main
      ? figures.mainReason(main.label, main.count, missed.length, isCut)
      : sayNoMisses(totalOf(attainment), figures),
    chart: main
      ? bars(
          counts.map(({ label }) => label),
          [{ name: figures.misses, ink: 'missed', values: counts.map(({ count }) => count) }],
          counts.map(({ count }) => String(count)),
        )
      : null,
    table: {
      heads: [figures.whyMissed, figures.misses],
      rows: counts.map(({ label, count }) => [cell(label), cell(count)]),
    },
  };
}

/** The missed cases one by one, the latest deadline first. */
export function missedTable(missed: readonly MissedRow[], asked: Asked): FigureTable {
  const { words, format, plans } = asked;
  const { figures, ticket, severityLabel, board } = words;
  return {
    heads: [
      words.calls.about,
      ticket.customer,
      severityLabel,
      ticket.plan,
      figures.deadline,
      figures.answered,
      figures.whyMissed,
    ],
    rows: missed.map(({ customerNumber: number, customerName: name, ...row }) => [
      cell(row.number, ticketLink(row.number)),
      number === null ? cell(null, board.noCustomer) : cell(sayCustomer({ number, name }, asked)),
      cell(
        row.severity,
        html`<span class="severity s${row.severity}">${row.severity} ${words.severity(row.severity)}</span>`,
      ),
      cell(planTitle(plans, row.plan)),
      cell(row.deadline.toISOString(), format.full(row.deadline)),
      cell(
        row.answeredAt?.toISOString() ?? null,
        row.answeredAt ? format.full(row.answeredAt) : figures.standing.unanswered,
      ),
      cell(figures.reason[whyMissed(row)]),
    ]),
  };
}
