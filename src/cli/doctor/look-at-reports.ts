import type { Config } from '../../app/config.ts';
import { isInTrouble } from '../../domain/monthly-reports/decide-mail.ts';
import { countAddresses, listUnsentMails } from '../../domain/monthly-reports/report-mail-store.ts';
import type { Db } from '../../platform/db/database.ts';
import { count } from '../support/terminal.ts';
import { type Finding, ok, warning } from './finding.ts';

const ABOUT = 'monthly reports';
const MAX_READ = 500;
const MAX_NAMED = 10;

/** Whether customers get their monthly reports. */
export async function lookAtReports(
  db: Db,
  { reports }: Pick<Config, 'reports'>,
  now: Date,
): Promise<Finding[]> {
  const addresses = await countAddresses(db);
  if (addresses > 0 && reports.server === undefined) {
    const waiting = count(addresses, 'customer has', 'customers have');
    return [
      warning(
        ABOUT,
        `${waiting} an address for it, but there is no mail server`,
        'Set SMTP_URL and REPORT_SENDER, or fetch the reports in the console.',
      ),
    ];
  }
  const unsent = (await listUnsentMails(db, MAX_READ, now)).filter((mail) => isInTrouble(mail, now));
  if (unsent.length > 0) {
    const named = unsent.slice(0, MAX_NAMED).map(({ customerNumber, month }) => `${customerNumber} ${month}`);
    const rest = unsent.length > MAX_NAMED ? ' …' : '';
    return [
      warning(
        ABOUT,
        `not sent in time: ${named.join(', ')}${rest}`,
        'See the monthly reports of the customer in the console: it says why, and sends them again.',
      ),
    ];
  }
  return addresses > 0 ? [ok(ABOUT, `sent on day ${reports.day} of each month`)] : [];
}
