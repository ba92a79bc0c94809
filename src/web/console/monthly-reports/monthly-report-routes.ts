import { REPORT_LANGUAGES } from '../../../domain/directory-entry/directory-schema.ts';
import type { MonthlyReport } from '../../../domain/monthly-reports/monthly-report.ts';
import { wishForMail } from '../../../domain/monthly-reports/plan-mails.ts';
import { listMonths, readReport } from '../../../domain/monthly-reports/read-report.ts';
import { listMailsOf } from '../../../domain/monthly-reports/report-mail-store.ts';
import { findReportedCustomer, writeRemedy } from '../../../domain/monthly-reports/report-store.ts';
import { address } from '../address.ts';
import { audited, auditView } from '../audited.ts';
import { numberIn } from '../directory/customers/customer-in.ts';
import { textOf } from '../form.ts';
import { noticeIn } from '../notice.ts';
import { type Answer, get, post, type Route, type RouteContext } from '../route.ts';
import { notFound } from '../turned-away.ts';
import { ownMisses } from './misses-section.ts';
import { reportDocument, reportName } from './report-document.ts';
import { monthlyReportPage, type ReportPage } from './report-page.ts';
import { reportsPage } from './reports-page.ts';

const MONTHS_LISTED = 24;
const MAX_MAILS = 200;
const MAX_REMEDY = 2_000;

/** The monthly reports of a customer: the list, one of them to read, print and send again, and what was done about misses. */
export const MONTHLY_REPORT_ROUTES: readonly Route[] = [
  get('/registry/customers/:number/reports', null, index),
  get('/registry/customers/:number/reports/:month', null, show),
  get('/registry/customers/:number/reports/:month/report.html', 'export', exportPage),
  get('/registry/customers/:number/reports/:month/report.json', 'export', exportJson),
  post('/registry/customers/:number/reports/:month/send', 'registry', send),
  post('/registry/customers/:number/reports/:month/remedy', 'close', explainMiss),
];

async function index(context: RouteContext): Promise<Answer> {
  const { deps, now } = context;
  const customer = (await findReportedCustomer(deps.database, numberIn(context))) ?? notFound();
  const months = await listMonths(deps.database, customer, MONTHS_LISTED, now);
  const mails = await listMailsOf(deps.database, customer.number, MAX_MAILS);
  return { page: reportsPage(context, { customer, months, mails, mayBeSent: deps.sendsReports }) };
}

async function show(context: RouteContext): Promise<Answer> {
  const report = await reportIn(context);
  const { number } = report.customer;
  await auditView(context, {
    action: 'customer-report-viewed',
    subject: number,
    detail: { month: report.month },
  });
  return pageOf(context, report, { done: noticeIn(context, context.words.monthly.done), unsaved: null });
}

async function pageOf(
  context: RouteContext,
  report: MonthlyReport,
  said: Pick<ReportPage, 'done' | 'unsaved'>,
  status = 200,
): Promise<Answer> {
  const mails = await listMailsOf(context.deps.database, report.customer.number, MAX_MAILS);
  return { page: monthlyReportPage(context, { report, mails, ...said }), status };
}

async function exportPage(context: RouteContext): Promise<Answer> {
  const report = await exported(context);
  const type = 'text/html; charset=utf-8';
  return { file: { name: `${reportName(report)}.html`, type, body: reportDocument(report) } };
}

async function exportJson(context: RouteContext): Promise<Answer> {
  const report = await exported(context);
  const body = JSON.stringify(report, null, 2);
  return { file: { name: `${reportName(report)}.json`, type: 'application/json', body } };
}

async function send(context: RouteContext): Promise<Answer> {
  const { deps, user, now } = context;
  const report = await reportIn(context);
  const { customer, month, isOver } = report;
  if (!isOver) return back(report, 'running');
  if (!deps.sendsReports) return back(report, 'no-mail');
  const isSent = await audited(
    context,
    (tx) => wishForMail({ tx, now }, { customer: customer.number, month, by: user.name }),
    (wished) => wished && { action: 'customer-report-sent', subject: customer.number, detail: { month } },
  );
  return back(report, isSent ? 'sent' : 'no-mail');
}

async function explainMiss(context: RouteContext): Promise<Answer> {
  const { body, now, words } = context;
  const report = await reportIn(context);
  const ticketNumber = textOf(body, 'ticket');
  const text = textOf(body, 'text');
  const due = textOf(body, 'due');
  const misses = ownMisses(report).filter(({ number }) => number === ticketNumber);
  // a page that the version before has shown names none: the ticket had one
  const miss = misses.find((each) => each.dueAt === due) ?? (due === '' ? misses.at(-1) : undefined);
  const dueAt = miss?.dueAt ?? notFound();
  const unsaved = { ticketNumber, dueAt, text };
  if (text === '' || text.length > MAX_REMEDY)
    return pageOf(context, report, { done: words.monthly.done.empty, unsaved }, 422);
  const read = new Date(textOf(body, 'before'));
  const before = Number.isNaN(read.getTime()) ? null : read;
  const isWritten = await audited(
    context,
    (tx, { by }) =>
      writeRemedy(tx, { ticketNumber, dueAt: new Date(dueAt), text, writtenAt: now, writtenBy: by }, before),
    (written) => written && { action: 'miss-explained', subject: ticketNumber },
  );
  if (!isWritten) {
    const done = words.monthly.done['changed-meanwhile'];
    return pageOf(context, await reportIn(context), { done, unsaved }, 409);
  }
  return back(report, 'remedy');
}

/** @param done what was done, as its notice is called */
function back({ customer: { number }, month }: MonthlyReport, done: string): Answer {
  return { to: address('/registry/customers/:number/reports/:month', { number, month, done }) };
}

async function exported(context: RouteContext): Promise<MonthlyReport> {
  const report = await reportIn(context);
  const detail = { month: report.month };
  await auditView(context, { action: 'customer-report-exported', subject: report.customer.number, detail });
  return report;
}

/** The report of an address, in the customer's language unless another is asked for. */
async function reportIn(context: RouteContext): Promise<MonthlyReport> {
  const { deps, params, query, now } = context;
  const language = REPORT_LANGUAGES.find((known) => known === textOf(query, 'in'));
  const wanted = { customer: numberIn(context), month: params.month ?? '' };
  const asked = language === undefined ? wanted : { ...wanted, language };
  const report = await readReport(deps.database, asked, now);
  return typeof report === 'string' ? notFound() : report;
}
