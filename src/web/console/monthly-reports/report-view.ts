import { allOf, missesOf, STANDINGS } from '../../../domain/attainment/standing.ts';
import type { MonthlyReport } from '../../../domain/monthly-reports/monthly-report.ts';
import { sayDay } from '../directory/say-date.ts';
import { formatFor } from '../format.ts';
import { type Html, html, nothing } from '../html.ts';
import { wordsOf } from '../words/index.ts';
import { deliverySection } from './delivery-section.ts';
import { missesSection, sayNoneDue } from './misses-section.ts';
import { namedCell, type ReportTelling, sayMonth, section } from './report-section.ts';
import { sayCreditShare } from './say-share.ts';
import { signaturesSection } from './signatures-section.ts';

/** The report of a month, to read and to print. */
export function reportView(report: MonthlyReport): Html {
  const words = wordsOf(report.language);
  const telling = { words, format: formatFor(words, report.zone) };
  return html`
    <article class="report" lang="${words.language}">
      ${header(report, telling)}
      ${report.outsideTerm ? noContract(report.outsideTerm, telling) : sections(report, telling)}
    </article>`;
}

/** Nothing was promised, so that nothing was kept or missed. */
function noContract(
  { from, until }: NonNullable<MonthlyReport['outsideTerm']>,
  telling: ReportTelling,
): Html {
  const { words } = telling;
  const said = words.monthly.noContract(sayDay(words, from), sayDay(words, until));
  return section('indicators', telling, html`<p class="lead">${said}</p>`);
}

function sections(report: MonthlyReport, telling: ReportTelling): Html {
  const { monthly } = telling.words;
  return html`
      ${indicators(report, telling)}
      ${missesSection(report, telling)}
      ${credit(report, telling)}
      ${objections(report, telling)}
      ${signaturesSection(report, telling)}
      ${section('security', telling, html`<p>${monthly.seats(report.seats.withPin, report.seats.of)}</p><p class="quiet">${monthly.seatsNow}</p>`)}
      ${continuity(report, telling)}
      ${evidence(report, telling)}
      ${deliverySection(report, telling)}`;
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

function indicators(report: MonthlyReport, telling: ReportTelling): Html {
  const { figures, bySeverity, isOver } = report;
  const { words } = telling;
  const { monthly, figures: said } = words;
  const due = bySeverity.filter((row) => allOf(row) > 0);
  const rows = due.map(
    (row) => html`
      <tr><th scope="row" data-label="${words.severityLabel}">${row.severity} ${words.severity(row.severity)}</th>${namedCell(monthly.due, allOf(row))}${STANDINGS.map((standing) => namedCell(said.standing[standing], row[standing]))}</tr>`,
  );
  const heads = [words.severityLabel, monthly.due, ...Object.values(said.standing)];
  const table = html`
    <table class="numbers"><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
      <tbody>${rows}</tbody></table>`;
  return section(
    'indicators',
    telling,
    html`<p class="lead ${missesOf(figures) === 0 ? 'fine' : 'missed'}">${allOf(figures) > 0 ? monthly.kept(figures['in-time'], allOf(figures)) : sayNoneDue(report, telling)}</p>
      ${isOver ? nothing : undue(report, telling)}
      ${due.length > 0 ? table : nothing}
      <p class="quiet">${monthly.counts}</p>`,
  );
}

/** What the month still owes. */
function undue({ tickets, month }: MonthlyReport, { words, format }: ReportTelling): Html {
  const open = tickets.filter(
    ({ standing, closedAt, dueIn }) => standing === null && closedAt === null && dueIn === month,
  );
  if (open.length === 0) return nothing;
  const lines = open.map(
    ({ number, respondBy }) =>
      html`<li>${words.monthly.dueAt(number, format.full(new Date(respondBy)))}</li>`,
  );
  return html`<p>${words.monthly.notDueYet(open.length)}</p><ul>${lines}</ul>`;
}

type FoundCredit = NonNullable<MonthlyReport['credit']>;

/** By the rule that the month ended with, and by those under which earlier tickets were opened. */
function credit(
  { credit: found, earlierCredits = [], figures }: MonthlyReport,
  telling: ReportTelling,
): Html {
  const { monthly } = telling.words;
  const none = missesOf(figures) === 0 ? monthly.noneDue : monthly.noneByRule;
  const say = (one: FoundCredit) => creditBy(one, none, telling);
  const earlier = earlierCredits.map((one) => html`<h3>${monthly.earlierRule}</h3>${say(one)}`);
  const current = found === null ? html`<p>${monthly.noCredit}</p>` : say(found);
  // under the rule that the month ended with nothing was missed, and that it was not is no answer
  const isSaid = earlier.length === 0 || (found !== null && found.misses > 0);
  return section('credit', telling, html`${isSaid ? current : nothing}${earlier}`);
}

/** @param none what is said where nothing was missed under the rule */
function creditBy(found: FoundCredit, none: string, { words }: ReportTelling): Html {
  const { monthly } = words;
  const atMost = found.atMost && sayCreditShare(found.atMost, words);
  return html`<p class="lead">${found.misses === 0 ? none : monthly.creditDue(found.misses, sayCreditShare(found.due, words))}</p>
      ${found.isCapped ? html`<p>${monthly.capped}</p>` : nothing}
      <p class="quiet">${monthly.rule(sayCreditShare(found.perMiss, words), atMost)}</p>`;
}

/** What a customer keeps, so that nothing can be rewritten. */
function evidence({ checkpoint, isOver }: MonthlyReport, telling: ReportTelling): Html {
  const { monthly } = telling.words;
  if (checkpoint === undefined) return nothing;
  const content = html`<p>${isOver ? monthly.keepCheckpoint : monthly.runningCheckpoint}</p><pre>${checkpoint}</pre>
      <p class="quiet">${monthly.receipts}</p>`;
  return section('evidence', telling, content);
}

/** What was said or found out after the month in which a promise counts, too. */
function objections({ tickets, ...report }: MonthlyReport, telling: ReportTelling): Html {
  const { words, format } = telling;
  const { monthly } = words;
  const lines = tickets.flatMap(({ number, reopenings, severityChanges, standing, dueIn }) => {
    const again = reopenings.map(({ at, by }) => {
      const say = by === 'customer' ? monthly.objected : monthly.reopened;
      return html`<li>${say(number, format.full(new Date(at)))}</li>`;
    });
    const changed = severityChanges.filter(
      ({ at }) => dueIn < report.month && at >= report.from && at < report.until,
    );
    const later = changed.map(({ at, from, to }) => {
      const result = standing === null ? monthly.notDue : words.figures.standing[standing];
      const change = { from, to, at: format.full(new Date(at)) };
      return html`<li>${monthly.changedLater(number, change, sayMonth(dueIn, words), result)}</li>`;
    });
    return [...again, ...later];
  });
  const content = lines.length > 0 ? html`<ul>${lines}</ul>` : html`<p>${monthly.noObjections}</p>`;
  return section('objections', telling, content);
}

function continuity({ line }: MonthlyReport, telling: ReportTelling): Html {
  const { monthly, locale } = telling.words;
  const { availability } = line;
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
  const measured = availability
    ? monthly.availability({ ...availability, share: share.format(availability.share) })
    : monthly.notMeasured;
  return section(
    'continuity',
    telling,
    html`<p>${measured}</p><p>${monthly.calls(line.calls)} ${monthly.foundLater(line.foundLater)}</p>`,
  );
}
