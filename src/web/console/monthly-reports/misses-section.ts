import type { MonthlyReport } from '../../../domain/monthly-reports/monthly-report.ts';
import { sayLength } from '../format.ts';
import { type Html, html } from '../html.ts';
import { type ReportTelling, sayInstant, section } from './report-section.ts';

/** Each missed deadline that counts in the month, with its cause and what was done about it. */
export function missesSection({ tickets, month }: MonthlyReport, telling: ReportTelling): Html {
  const { words, format } = telling;
  const { monthly, figures } = words;
  const rows = tickets.flatMap(({ number, miss, dueIn, missedAt, respondBy, answeredAt, lateMs }) =>
    miss === null || dueIn !== month
      ? []
      : [
          html`<tr><th scope="row">${number}</th><td>${sayInstant(missedAt ?? respondBy, format)}</td>
            <td>${answeredAt === null ? monthly.open : sayInstant(answeredAt, format)}</td><td class="length">${sayLength(lateMs ?? 0)}</td>
            <td>${figures.reason[miss.cause]}</td><td class="words">${miss.remedy?.text ?? monthly.noRemedy}</td></tr>`,
        ],
  );
  if (rows.length === 0) return section('misses', telling, html`<p>${monthly.noMisses}</p>`);
  const { ticket, due, answered, late, cause, remedy } = monthly.head;
  return section(
    'misses',
    telling,
    html`<table><thead><tr>${[ticket, due, answered, late, cause, remedy].map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
      <tbody>${rows}</tbody></table>`,
  );
}
