import type { MonthlyReport } from '../../../domain/monthly-reports/monthly-report.ts';
import type { ReportMail } from '../../../domain/monthly-reports/report-mail.ts';
import { saysElse } from '../../../domain/monthly-reports/told-figures.ts';
import { may } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import { backTo } from '../back-view.ts';
import type { ConsoleContext } from '../context.ts';
import { formatFor } from '../format.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { noticeView } from '../notice.ts';
import { ownMisses } from './misses-section.ts';
import { sayInstant, sayMonth } from './report-section.ts';
import { reportView } from './report-view.ts';
import { mailsOf } from './reports-page.ts';

export interface ReportPage {
  report: MonthlyReport;
  mails: readonly ReportMail[];
  /** what was just done, in words */
  done: string | null;
  /** what was done about a miss, as somebody wrote it who could not save it */
  unsaved: { ticketNumber: string; dueAt: string; text: string } | null;
}

/** The report of a month as its customer gets it, with what can be done with it. */
export function monthlyReportPage(context: ConsoleContext, page: ReportPage): Html {
  const { words } = context;
  const { report, done } = page;
  const { number, name } = report.customer;
  const content = html`
    ${backTo(address('/registry/customers/:number/reports', { number }), `${words.monthly.listTitle}: ${name}`)}
    ${noticeView(done)}
    <section class="card report-tools">${tools(context, page)}</section>
    <div class="card">${reportView(report)}</div>`;
  const title = `${words.monthly.title} ${sayMonth(report.month, words)}`;
  return layout(context, { title, content, place: 'registry', style: 'report' });
}

function tools(context: ConsoleContext, { report, mails, unsaved }: ReportPage): Html {
  const { words, user } = context;
  const { monthly } = words;
  const place = { number: report.customer.number, month: report.month };
  const other = report.language === 'de' ? 'en' : 'de';
  const own = mails.filter(({ month }) => month === report.month);
  const send = html`
    <form method="post" action="${address('/registry/customers/:number/reports/:month/send', place)}"><button class="quiet-button">${own.length > 0 ? monthly.sendAgain : monthly.sendNow}</button></form>`;
  const files = html`
    <a href="${address('/registry/customers/:number/reports/:month/report.html', { ...place, in: report.language })}" download>${monthly.asHtml}</a>
    <a href="${address('/registry/customers/:number/reports/:month/report.json', { ...place, in: report.language })}" download>${monthly.asJson}</a>`;
  const sent = own.find(({ sentAt }) => sentAt !== null);
  const differs = sent?.told && saysElse(sent.told, report);
  return html`
    ${differs ? html`<p class="warning">${monthly.differs}</p>` : nothing}
    ${report.isOver ? html`<p>${mailsOf(context, report.month, mails)}</p>` : nothing}
    <p><a href="${address('/registry/customers/:number/reports/:month', { ...place, in: other })}" hreflang="${other}">${other.toUpperCase()}</a>
      ${may(user, 'export') ? files : nothing}</p>
    <p class="quiet">${monthly.print}</p>
    ${may(user, 'registry') && report.isOver ? send : nothing}
    ${may(user, 'close') ? remedies(context, report, unsaved) : nothing}`;
}

/** Each miss of the month, and what was done about it, to be written down. */
function remedies({ words }: ConsoleContext, report: MonthlyReport, unsaved: ReportPage['unsaved']): Html[] {
  const { monthly } = words;
  const { customer, month, zone } = report;
  const format = formatFor(words, zone);
  const isUnsaved = (number: string, dueAt: string) =>
    unsaved?.ticketNumber === number && unsaved.dueAt === dueAt;
  const to = address('/registry/customers/:number/reports/:month/remedy', { number: customer.number, month });
  return ownMisses(report).map(
    ({ number, dueAt, miss }) => html`
      <form method="post" action="${to}"><input type="hidden" name="ticket" value="${number}"><input type="hidden" name="due" value="${dueAt}"><input type="hidden" name="before" value="${miss.remedy?.at ?? ''}">
        <label>${monthly.remedyFor(number, sayInstant(dueAt, format))}<textarea name="text" rows="2" maxlength="2000">${isUnsaved(number, dueAt) ? unsaved?.text : (miss.remedy?.text ?? '')}</textarea></label>
        <small>${monthly.remedyHint}</small> <button class="quiet-button">${monthly.remedySave}</button></form>`,
  );
}
