import { isInTrouble } from '../../../domain/monthly-reports/decide-mail.ts';
import type { ReportMail } from '../../../domain/monthly-reports/report-mail.ts';
import type { ReportedCustomer } from '../../../domain/monthly-reports/report-rows.ts';
import { address } from '../address.ts';
import { backTo } from '../back-view.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { sayMonth } from './report-section.ts';

export interface ReportsPage {
  customer: ReportedCustomer;
  /** the last first; the first still runs */
  months: readonly string[];
  mails: readonly ReportMail[];
  /** there is a server to send them by */
  mayBeSent: boolean;
}

/** The months of a customer, and what became of their reports. */
export function reportsPage(
  context: ConsoleContext,
  { customer, months, mails, mayBeSent }: ReportsPage,
): Html {
  const { monthly } = context.words;
  const { number, name, sentTo } = customer;
  const [current] = months;
  const lines = months.map((month) => {
    const told = month === current ? [monthly.runs] : mailsOf(context, month, mails);
    const label = sayMonth(month, context.words);
    return html`
      <li><p><a href="${address('/registry/customers/:number/reports/:month', { number, month })}">${label}</a>
        ${told.map((line) => html`<small>${line}</small> `)}</p></li>`;
  });
  const content = html`
    ${backTo(address('/registry/customers/:number', { number }), name)}
    <div class="page-title"><h1>${monthly.listTitle}</h1><p>${monthly.listLead}</p></div>
    <section class="card">
      <p class="quiet">${sayWhereTo(monthly, sentTo, mayBeSent)}</p>
      <ul class="lines">${lines}</ul>
    </section>`;
  return layout(context, { title: monthly.listTitle, content, place: 'registry', style: 'registry' });
}

function sayWhereTo(
  monthly: ConsoleContext['words']['monthly'],
  sentTo: string | null,
  mayBeSent: boolean,
): string {
  if (sentTo === null) return monthly.goesNowhere;
  return mayBeSent ? monthly.goesTo(sentTo) : monthly.noMail;
}

/** What became of each mail of a month. */
export function mailsOf(context: ConsoleContext, month: string, mails: readonly ReportMail[]): Html[] {
  const { words, format, now } = context;
  const { monthly } = words;
  const own = mails.filter((mail) => mail.month === month);
  if (own.length === 0) return [html`${monthly.notSent}`];
  return own.map((mail) => {
    if (mail.sentAt)
      return html`${monthly.sentAt(format.full(mail.sentAt), mail.sentTo)}${mail.differsSince === null ? nothing : html`: <strong>${monthly.differsShort}</strong>`}`;
    const isLate = isInTrouble(mail, now) && mail.status === 'planned';
    const said = monthly.status[isLate ? 'overdue' : mail.status];
    const why = mail.error === null ? nothing : html` (${mail.error})`;
    return isInTrouble(mail, now) ? html`<strong>${said}</strong>${why}` : html`${said}${why}`;
  });
}
