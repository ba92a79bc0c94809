import { isInTrouble } from '../../../domain/monthly-reports/decide-mail.ts';
import type { ReportMail } from '../../../domain/monthly-reports/report-mail.ts';
import { listDifferingMails, listUnsentMails } from '../../../domain/monthly-reports/report-mail-store.ts';
import { may } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import { type Html, html, nothing } from '../html.ts';
import type { RouteContext } from '../route.ts';
import { sayMonth } from './report-section.ts';

const MAX_SHOWN = 5;
const MAX_READ = 500;

/** The monthly reports that did not go out in time, or say what is so no more, for whoever can send them. */
export async function reportsNotice(context: RouteContext): Promise<Html> {
  const { deps, words, user, now } = context;
  if (!may(user, 'registry')) return nothing;
  const unsent = (await listUnsentMails(deps.database, MAX_READ, now)).filter((mail) =>
    isInTrouble(mail, now),
  );
  const differing = await listDifferingMails(deps.database, MAX_READ, now);
  return html`${warning(context, words.monthly.unsent, unsent)}${warning(context, words.monthly.differing, differing)}`;
}

function warning(
  { words }: RouteContext,
  say: (count: number) => string,
  mails: readonly (ReportMail & { customerName: string })[],
): Html {
  if (mails.length === 0) return nothing;
  const links = mails.slice(0, MAX_SHOWN).map(({ customerNumber: number, customerName, month }) => {
    const to = address('/registry/customers/:number/reports/:month', { number, month });
    return html` <a href="${to}">${customerName}, ${sayMonth(month, words)}</a>`;
  });
  const more = mails.length > MAX_SHOWN ? html` …` : nothing;
  return html`<p class="warning">${say(mails.length)}${links}${more}</p>`;
}
