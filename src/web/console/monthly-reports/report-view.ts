import { allOf, missesOf } from '../../../domain/attainment/standing.ts';
import type { MonthlyReport } from '../../../domain/monthly-reports/monthly-report.ts';
import { formatFor } from '../format.ts';
import { type Html, html, nothing } from '../html.ts';
import { wordsOf } from '../words/index.ts';
import { deliverySection } from './delivery-section.ts';
import { missesSection } from './misses-section.ts';
import { type ReportTelling, sayMonth, section } from './report-section.ts';
import { sayCreditShare } from './say-share.ts';
import { signaturesSection } from './signatures-section.ts';

/** The report of a month, to read and to print. */
export function reportView(report: MonthlyReport): Html {
  const words = wordsOf(report.language);
  const telling = { words, format: formatFor(words, report.zone) };
  return html`
    <article class="report" lang="${words.language}">
      ${header(report, telling)}
      ${indicators(report, telling)}
      ${missesSection(report, telling)}
      ${credit(report, telling)}
      ${objections(report, telling)}
      ${signaturesSection(report, telling)}
      ${section('security', telling, html`<p>${words.monthly.seats(report.seats.withPin, report.seats.of)}</p><p class="quiet">${words.monthly.seatsNow}</p>`)}
      ${continuity(report, telling)}
      ${report.checkpoint === undefined ? nothing : section('evidence', telling, html`<pre>${report.checkpoint}</pre>`)}
      ${deliverySection(report, telling)}
    </article>`;
}

function header(
  { customer, month, zone, isOver, madeAt }: MonthlyReport,
  { words, format }: ReportTelling,
): Html {
  const { monthly } = words;
  const facts = [
    monthly.customer(customer.number),
    monthly.plan(customer.plan),
    monthly.made(format.full(new Date(madeAt))),
    monthly.zone(zone),
  ];
  return html`
    <header>
      <h1>${monthly.title} <span>${sayMonth(month, words)}</span></h1>
      <p class="name">${customer.name}</p>
      <p class="quiet">${facts.join(' · ')}</p>
      <p class="quiet">${monthly.under}</p>
      ${isOver ? nothing : html`<p class="so-far">${monthly.soFar}</p>`}
    </header>`;
}

function indicators({ figures, bySeverity }: MonthlyReport, telling: ReportTelling): Html {
  const { words } = telling;
  const { monthly, figures: said } = words;
  const due = bySeverity.filter((row) => allOf(row) > 0);
  const rows = due.map(
    (row) => html`
      <tr><th scope="row">${row.severity} ${words.severity(row.severity)}</th><td>${allOf(row)}</td><td>${row['in-time']}</td><td>${row.late}</td><td>${row.unanswered}</td></tr>`,
  );
  const heads = [words.severityLabel, monthly.due, ...Object.values(said.standing)];
  const table = html`
    <table class="numbers"><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
      <tbody>${rows}</tbody></table>`;
  return section(
    'indicators',
    telling,
    html`<p class="lead ${missesOf(figures) === 0 ? 'fine' : 'missed'}">${monthly.kept(figures['in-time'], allOf(figures))}</p>
      ${due.length > 0 ? table : nothing}
      <p class="quiet">${monthly.counts}</p>`,
  );
}

function credit({ credit: found }: MonthlyReport, telling: ReportTelling): Html {
  const { words } = telling;
  const { monthly } = words;
  if (found === null) return section('credit', telling, html`<p>${monthly.noCredit}</p>`);
  const atMost = found.atMost && sayCreditShare(found.atMost, words);
  return section(
    'credit',
    telling,
    html`<p class="lead">${found.misses === 0 ? monthly.noneDue : monthly.creditDue(found.misses, sayCreditShare(found.due, words))}</p>
      ${found.isCapped ? html`<p>${monthly.capped}</p>` : nothing}
      <p class="quiet">${monthly.rule(sayCreditShare(found.perMiss, words), atMost)}</p>`,
  );
}

function objections({ tickets }: MonthlyReport, telling: ReportTelling): Html {
  const { words, format } = telling;
  const { monthly } = words;
  const lines = tickets.flatMap(({ number, reopenings }) =>
    reopenings.map(({ at, by }) => {
      const say = by === 'customer' ? monthly.objected : monthly.reopened;
      return html`<li>${say(number, format.full(new Date(at)))}</li>`;
    }),
  );
  const content = lines.length > 0 ? html`<ul>${lines}</ul>` : html`<p>${monthly.noObjections}</p>`;
  return section('objections', telling, content);
}

function continuity({ line }: MonthlyReport, telling: ReportTelling): Html {
  const { monthly } = telling.words;
  return section(
    'continuity',
    telling,
    html`<p>${monthly.notMeasured}</p><p>${monthly.calls(line.calls)} ${monthly.foundLater(line.foundLater)}</p>`,
  );
}
