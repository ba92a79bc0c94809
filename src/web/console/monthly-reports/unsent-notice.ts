import { isInTrouble } from '../../../domain/monthly-reports/decide-mail.ts';
import { listUnsentMails } from '../../../domain/monthly-reports/report-mail-store.ts';
import { may } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import { type Html, html, nothing } from '../html.ts';
import type { RouteContext } from '../route.ts';
import { sayMonth } from './report-section.ts';

const MAX_SHOWN = 5;
const MAX_READ = 500;

/** The monthly reports that did not go out in time, for whoever can send them. */
export async function unsentNotice({ deps, words, user, now }: RouteContext): Promise<Html> {
  if (!may(user, 'registry')) return nothing;
  const unsent = (await listUnsentMails(deps.database, MAX_READ)).filter((mail) => isInTrouble(mail, now));
  if (unsent.length === 0) return nothing;
  const links = unsent.slice(0, MAX_SHOWN).map(({ customerNumber: number, customerName, month }) => {
    const to = address('/registry/customers/:number/reports/:month', { number, month });
    return html` <a href="${to}">${customerName}, ${sayMonth(month, words)}</a>`;
  });
  const more = unsent.length > MAX_SHOWN ? html` …` : nothing;
  return html`<p class="warning">${words.monthly.unsent(unsent.length)}${links}${more}</p>`;
}
