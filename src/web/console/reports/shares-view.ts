import type { SharedDuty } from '../../../domain/duty/read-shares.ts';
import { localText } from '../../../domain/oncall/local-now.ts';
import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { formatFor } from '../format.ts';
import { type Html, html, nothing } from '../html.ts';
import { chartView, type Ink } from './chart.ts';
import { cell } from './figure.ts';
import { bars } from './rows.ts';
import { tableView } from './table-view.ts';

const KINDS = ['nights', 'weekendDays', 'holidays', 'pages'] as const;
const INKS: Record<(typeof KINDS)[number], Ink> = {
  nights: 'accent',
  weekendDays: 'near',
  holidays: 'second',
  pages: 'quiet',
};

/** How duty was shared in the last year: a drawing, its table, and what would even it out. @param nameOf by key */
export function sharesView(
  context: ConsoleContext,
  { shares, suggestions }: SharedDuty,
  nameOf: (engineer: string) => string,
): Html {
  const { duty, figures } = context.words;
  if (shares.length === 0) return html`${nothing}`;
  const names = shares.map(({ engineer }) => nameOf(engineer));
  const series = KINDS.map((kind) => ({
    name: duty.shares[kind],
    ink: INKS[kind],
    values: shares.map((share) => share[kind]),
  }));
  const notes = shares.map((share) => KINDS.map((kind) => share[kind]).join('/'));
  const table = {
    heads: [duty.columns.person, ...KINDS.map((kind) => duty.shares[kind])],
    rows: shares.map((share, at) => [cell(names[at] ?? ''), ...KINDS.map((kind) => cell(share[kind]))]),
  };
  return html`
    <section class="card figure" aria-labelledby="shares"><h2 id="shares">${duty.sharesTitle}</h2>
      <p class="reading">${duty.sharesReading}</p>
      <ul class="legend">${series.map(({ ink, name }) => html`<li class="ink-${ink}">${name}</li>`)}</ul>
      ${chartView(bars(names, series, notes), duty.sharesTitle)}
      <details><summary>${figures.table}<span class="hidden">: ${duty.sharesTitle}</span></summary>${tableView(table, duty.sharesTitle, context.words)}</details>
      ${suggestionsView(context, suggestions, nameOf)}
    </section>`;
}

function suggestionsView(
  { words, now }: ConsoleContext,
  suggestions: SharedDuty['suggestions'],
  nameOf: (engineer: string) => string,
): Html {
  const { duty } = words;
  if (suggestions.length === 0) return html`<p class="quiet">${duty.even}</p>`;
  const said = suggestions.map(({ schedule, title, zone, from, until, instead, by, difference }) => {
    const format = formatFor(words, zone);
    const times = { begin: localText(zone, from), end: localText(zone, until) };
    const to = address('/registry/schedules/:name', { name: schedule, ...times });
    const span = duty.spanOf(format.moment(from, now), format.moment(until, now));
    return html`<li>${duty.suggestion({ schedule: title, span, instead: nameOf(instead), by: nameOf(by), difference })} <a href="${to}#override">${duty.toSchedule}</a></li>`;
  });
  return html`<h3>${duty.suggestions}</h3><ul>${said}</ul><p class="quiet">${duty.onlySuggested}</p>`;
}
