import { allOf, promiseDueAt } from '../../../domain/attainment/standing.ts';
import type { MonthlyReport } from '../../../domain/monthly-reports/monthly-report.ts';
import { sayLength } from '../format.ts';
import { type Html, html } from '../html.ts';
import { namedCell, type ReportTelling, sayAnswered, sayInstant, section } from './report-section.ts';

/** The missed deadlines that count in the month of a report. */
export function ownMisses({ tickets, month }: MonthlyReport) {
  return tickets.flatMap(({ miss, dueIn, ...ticket }) =>
    miss === null || dueIn !== month ? [] : [{ ...ticket, miss, dueAt: promiseDueAt(ticket) }],
  );
}

/** Nothing fell due in the month, or has yet. */
export function sayNoneDue({ isOver }: MonthlyReport, { words: { monthly } }: ReportTelling): string {
  return isOver ? monthly.kept(0, 0) : monthly.noneDueYet;
}

/** Each missed deadline that counts in the month, with its cause and what was done about it. */
export function missesSection(report: MonthlyReport, telling: ReportTelling): Html {
  const { words, format } = telling;
  const { monthly, figures } = words;
  const { head } = monthly;
  const rows = ownMisses(report).map(
    ({ number, miss, dueAt, lateMs, ...ticket }) =>
      html`<tr><th scope="row" data-label="${head.ticket}">${number}</th>${namedCell(head.due, sayInstant(dueAt, format))}
        ${namedCell(head.answered, sayAnswered(ticket, telling))}${namedCell(head.late, sayLength(lateMs ?? 0), 'length')}
        ${namedCell(head.cause, figures.reason[miss.cause])}${namedCell(head.remedy, miss.remedy?.text ?? monthly.noRemedy, 'words')}</tr>`,
  );
  if (rows.length === 0) {
    const none = allOf(report.figures) > 0 ? monthly.noMisses : sayNoneDue(report, telling);
    return section('misses', telling, html`<p>${none}</p>`);
  }
  const { ticket, due, answered, late, cause, remedy } = head;
  return section(
    'misses',
    telling,
    html`<table><thead><tr>${[ticket, due, answered, late, cause, remedy].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
      <tbody>${rows}</tbody></table>`,
  );
}
