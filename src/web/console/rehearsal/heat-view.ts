import { estimateShare } from '../../../domain/rehearsal/interval.ts';
import type { KeptShare, RehearsalReport } from '../../../domain/rehearsal/rehearsal-report.ts';
import { type Html, html } from '../html.ts';
import { type ReportLook, sayPercent, sayPromise } from './report-look.ts';

type HourShare = Omit<KeptShare, 'plan' | 'severity'> & { hour: number };

/** More maps say nothing new; the promises that are missed most come first. */
const MAX_MAPS = 12;
const MAX_LISTED = 40;
/** From which share of misses a field is a shade darker. */
const SHADES = [0, 0.01, 0.03, 0.07, 0.15];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** How many are kept by the hours of the week: of all promises together, of each, and the worst hours as a table. */
export function heatView({ kept, byHour }: RehearsalReport, look: ReportLook): Html {
  const { report } = look.words.rehearsal;
  const together = allPromises(byHour);
  const maps = kept.toSorted((one, other) => one.share - other.share).slice(0, MAX_MAPS);
  return html`<h2>${report.heat}</h2><p>${report.heatIntro}</p>
<h3>${report.heatAll}</h3>${heatMap(together, report.heatAll, look)}
<details><summary>${report.heatTable}</summary>${worstHours(together, look)}</details>
${maps.map(({ plan, severity }) => {
  const name = sayPromise({ plan, severity }, look);
  const cells = byHour.filter((cell) => cell.plan === plan && cell.severity === severity);
  return html`<details><summary>${name}</summary>${heatMap(cells, name, look)}</details>`;
})}`;
}

function heatMap(cells: readonly HourShare[], name: string, look: ReportLook): Html {
  const known = new Map(cells.map((cell) => [cell.hour, cell]));
  const heads = HOURS.map((hour) => html`<th scope="col">${hour}</th>`);
  return html`<div class="wide" tabindex="0" role="region" aria-label="${name}"><table class="heat"><thead><tr><td></td>${heads}</tr></thead><tbody>
${weekdays(look).map(
  ({ short, long }, day) =>
    html`<tr><th scope="row">${short}</th>${HOURS.map((hour) => heatCell(known.get(day * 24 + hour), `${long} ${hour}:00`, look))}</tr>`,
)}</tbody></table></div>`;
}

function heatCell(cell: HourShare | undefined, when: string, look: ReportLook): Html {
  if (!cell) return html`<td title="${when}: ${look.words.rehearsal.report.noTicket}"></td>`;
  const shade = SHADES.filter((from) => 1 - cell.share > from).length;
  // never 100 while something was missed
  const percent = cell.share < 1 ? Math.min(99, Math.floor(cell.share * 100)) : 100;
  return html`<td class="heat-${shade}" title="${sayCell(cell, when, look)}">${percent}</td>`;
}

function sayCell({ share, low, high, tickets }: HourShare, when: string, { words }: ReportLook): string {
  const { cell, between } = words.rehearsal.report;
  return cell(
    when,
    sayPercent(share, words),
    tickets,
    between(sayPercent(low, words), sayPercent(high, words)),
  );
}

function worstHours(cells: readonly HourShare[], look: ReportLook): Html {
  const { report } = look.words.rehearsal;
  const worst = cells
    .filter(({ share }) => share < 1)
    .toSorted((one, other) => one.share - other.share || one.hour - other.hour)
    .slice(0, MAX_LISTED);
  if (worst.length === 0) return html`<p>${report.noneMissed}</p>`;
  const days = weekdays(look);
  return html`<div class="wide" tabindex="0" role="region" aria-label="${report.heatTable}"><table><thead><tr><th>${report.hour}</th><th class="digits">${report.share}</th><th class="digits">${report.interval}</th><th class="digits">${report.tickets}</th></tr></thead><tbody>
${worst.map(({ hour, share, low, high, tickets }) => {
  const [is, from, to] = [share, low, high].map((one) => sayPercent(one, look.words));
  return html`<tr><td>${days[Math.floor(hour / 24)]?.long} ${hour % 24}:00</td><td class="digits">${is}</td><td class="digits">${report.between(from ?? '', to ?? '')}</td><td class="digits">${tickets}</td></tr>`;
})}</tbody></table></div>`;
}

function weekdays({ words }: ReportLook) {
  return words.calendars.weekdays;
}

function allPromises(byHour: RehearsalReport['byHour']): HourShare[] {
  const counts = new Map<number, { tickets: number; kept: number }>();
  for (const { hour, tickets, share } of byHour) {
    const known = counts.get(hour) ?? { tickets: 0, kept: 0 };
    // a share is rounded, a number of tickets is whole
    const kept = Math.round(share * tickets);
    counts.set(hour, { tickets: known.tickets + tickets, kept: known.kept + kept });
  }
  return [...counts].flatMap(([hour, count]) => {
    const estimate = estimateShare([count]);
    return estimate ? [{ ...estimate, hour, tickets: count.tickets }] : [];
  });
}
