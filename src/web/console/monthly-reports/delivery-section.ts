import { promiseDueAt } from '../../../domain/attainment/standing.ts';
import type { MonthlyReport, ReportedTicket } from '../../../domain/monthly-reports/monthly-report.ts';
import { sayLength } from '../format.ts';
import { type Html, html, nothing } from '../html.ts';
import { arithmeticView, clockStart } from '../ticket/arithmetic-view.ts';
import type { Words } from '../words/index.ts';
import {
  namedCell,
  type ReportTelling,
  sayAnswered,
  sayInstant,
  sayMonth,
  section,
} from './report-section.ts';

/** Every ticket with what was promised and what happened, and how its deadline comes about. */
export function deliverySection(report: MonthlyReport, telling: ReportTelling): Html {
  const { tickets, isCut } = report;
  const { monthly } = telling.words;
  if (tickets.length === 0) return section('delivery', telling, html`<p>${monthly.noTickets}</p>`);
  const { ticket, opened, due, answered, took, result } = monthly.head;
  const heads = [ticket, telling.words.severityLabel, opened, due, answered, took, result];
  return section(
    'delivery',
    telling,
    html`<table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
      <tbody>${tickets.map((one) => row(one, report, telling))}</tbody></table>
      ${isCut ? html`<p class="quiet">${monthly.cut(tickets.length)}</p>` : nothing}
      <h3>${monthly.how}</h3>
      ${tickets.map((one) => deadline(one, telling))}`,
  );
}

function row(ticket: ReportedTicket, report: MonthlyReport, telling: ReportTelling): Html {
  const { words, format } = telling;
  const { monthly } = words;
  const { head } = monthly;
  const { number, severity, kind, answeredAfterMs, standing, receipt } = ticket;
  const at = (instant: string) => sayInstant(instant, format);
  return html`
    <tr><th scope="row" data-label="${head.ticket}">${number}<small>${monthly.kind[kind]}</small>${receipt === undefined ? nothing : html`<small class="receipt">${monthly.receipt(receipt)}</small>`}</th>
      ${namedCell(words.severityLabel, `${severity} ${words.severity(severity)}`, 'length')}${namedCell(head.opened, at(ticket.openedAt))}${namedCell(head.due, at(promiseDueAt(ticket)))}
      ${namedCell(head.answered, sayAnswered(ticket, telling))}
      ${namedCell(head.took, answeredAfterMs === null ? '–' : sayLength(answeredAfterMs), 'length')}
      ${namedCell(head.result, sayResult(ticket, report, words), standing ?? '')}</tr>`;
}

/** What counts in another month says where it is found. */
function sayResult(
  { standing, dueIn, closedAt }: ReportedTicket,
  report: MonthlyReport,
  words: Words,
): string {
  const { monthly, figures } = words;
  const undue = closedAt === null ? monthly.notDue : monthly.withdrawn;
  const result = standing === null ? undue : figures.standing[standing];
  return dueIn === report.month ? result : `${result}, ${monthly.countsIn(sayMonth(dueIn, words))}`;
}

function deadline(ticket: ReportedTicket, telling: ReportTelling): Html {
  const { words, format } = telling;
  const say = (severity: number) => `${severity} ${words.severity(severity)}`;
  const objections = ticket.stages.flatMap(({ stage, at }) => (stage === 'objected' ? [new Date(at)] : []));
  // the month of a report has its year in the title, and it is read in later ones
  const [openedAt, windowFrom] = [new Date(ticket.openedAt), new Date(ticket.windowFrom)];
  const explained = {
    clock: ticket.clock,
    openedAt: clockStart({ openedAt, windowFrom }, objections),
    windowFrom,
    ms: ticket.windowMs,
    days: ticket.days.map((day) => ({ ...day, from: new Date(day.from), until: new Date(day.until) })),
  };
  const changes = ticket.severityChanges.map(
    ({ at, from, to }) =>
      html`<p>${words.monthly.changed(format.full(new Date(at)), say(from), say(to))}</p>`,
  );
  return html`
    <div class="deadline"><h4>${words.ticket.title(ticket.number)}</h4>
      <div>${arithmeticView(explained, { ...telling, now: openedAt })}${changes}
        <p>${words.ticket.respondBy(format.dayTime(new Date(ticket.respondBy), openedAt))}</p></div></div>`;
}
