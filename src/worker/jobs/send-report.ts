import { decideMail } from '../../domain/monthly-reports/decide-mail.ts';
import { readMonthSpans, readReport } from '../../domain/monthly-reports/read-report.ts';
import type { ReportMail } from '../../domain/monthly-reports/report-mail.ts';
import {
  changeMail,
  findMail,
  followReader,
  lockMail,
} from '../../domain/monthly-reports/report-mail-store.ts';
import { type ToldFigures, toldBy } from '../../domain/monthly-reports/told-figures.ts';
import type { MailOutcome } from '../../platform/mail/send-mail.ts';
import { LAST } from '../../platform/timers/timer.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import type { Job, JobDeps } from './job.ts';
import { noteOutcome } from './note-outcome.ts';

/** West of the house a month ends later than its report is due. */
const LOOK_AGAIN_MS = 60 * 60_000;

/**
 * Sends a report by e-mail, once: that it is being sent is on record before the server is asked, and what was begun and never
 * finished is not begun again. Where the customer's month still runs, it waits until that is over.
 */
export const sendReport: Job = async (deps, { subject }) => {
  const { database, reports, now } = deps;
  // whoever has no mail server leaves it to whoever has: it stays planned, and is overdue one day
  if (!reports) return;
  await followReader(database, subject);
  const planned = await findMail(database, subject);
  if (!planned) return;
  const { customerNumber: customer, month, language } = planned;
  const at = now();
  const read = await readReport(database, { customer, month, language }, at);
  const report = typeof read === 'string' ? null : read;
  if (planned.status === 'planned' && report?.isOver === false) {
    const dueAt = new Date(at.getTime() + LOOK_AGAIN_MS);
    await database.transaction((tx) => setTimer(tx, { kind: 'send-report', subject, dueAt, priority: LAST }));
    return;
  }
  const mail = await begin(deps, subject);
  if (!mail) return;
  if (!report) return settle(deps, mail, { outcome: 'refused', error: 'there is no such report' });
  const { sha256, ...sent } = await reports.send(mail, report, now());
  const told = toldBy(report, await readMonthSpans(database, customer, month));
  await settle(deps, mail, sent, { sha256, told });
};

/** Null: there is nothing to send. */
async function begin({ database, now }: JobDeps, id: string): Promise<ReportMail | null> {
  return database.transaction(async (tx) => {
    const mail = await lockMail(tx, id);
    if (mail?.status === 'sending') {
      const decided = decideMail(mail, { outcome: 'unknown', error: 'its sending was broken off' }, now());
      await changeMail(tx, id, { ...mail, ...decided.change });
    }
    if (mail?.status !== 'planned') return null;
    const begun = { ...mail, status: 'sending', tries: mail.tries + 1 } as const;
    await changeMail(tx, id, begun);
    return begun;
  });
}

async function settle(
  deps: JobDeps,
  mail: ReportMail,
  sent: MailOutcome,
  what?: { sha256: string; told: ToldFigures },
): Promise<void> {
  const { database, log, now } = deps;
  const { change, tryAt } = decideMail(mail, sent, now());
  if (sent.outcome !== 'sent') {
    const about = { customer: mail.customerNumber, month: mail.month, error: sent.error, tryAt };
    log.warn(about, 'a monthly report was not sent; see the monthly reports of the customer');
  }
  await noteOutcome(deps, () =>
    database.transaction(async (tx) => {
      const told = change.status === 'sent' ? (what?.told ?? null) : null;
      await changeMail(tx, mail.id, { ...mail, ...what, ...change, told });
      if (tryAt !== null)
        await setTimer(tx, { kind: 'send-report', subject: mail.id, dueAt: tryAt, priority: LAST });
    }),
  );
}
