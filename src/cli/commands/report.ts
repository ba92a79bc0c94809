import { type Environment, readDatabaseConfig } from '../../app/config.ts';
import { REPORT_LANGUAGES } from '../../domain/directory-entry/directory-schema.ts';
import type { MonthlyReport } from '../../domain/monthly-reports/monthly-report.ts';
import { readReport } from '../../domain/monthly-reports/read-report.ts';
import { now } from '../../platform/clock.ts';
import { HotlineError } from '../../platform/errors.ts';
import { reportDocument } from '../../web/console/monthly-reports/report-document.ts';
import { type ExitCode, OK, UsageError } from '../support/exit-code.ts';
import { note } from '../support/terminal.ts';
import { withDatabase } from '../support/with-database.ts';
import { writeOutput } from '../support/write-output.ts';

export interface ReportOptions {
  customer?: string;
  month?: string;
  output?: string;
  language?: string;
}

/** How a report is written, by how the file's name ends. */
const FORMS: Readonly<Record<string, (report: MonthlyReport) => string>> = {
  '.html': reportDocument,
  '.json': (report) => `${JSON.stringify(report, null, 2)}\n`,
};

/** `hotline report`: what a customer was promised in a month, and got. */
export async function writeReport(options: ReportOptions, env: Environment): Promise<ExitCode> {
  const { customer = '', month = '', output = '' } = options;
  const form = FORMS[/\.[a-z]+$/.exec(output)?.[0] ?? ''];
  if (!form) throw new UsageError(`--output is "${output}"; let it end in .html or .json.`);
  const language = readLanguage(options.language);
  const wanted = { customer, month, ...(language === undefined ? {} : { language }) };
  const report = await withDatabase(readDatabaseConfig(env), 'read', (database) =>
    readReport(database, wanted, now()),
  );
  if (report === 'no-customer') {
    throw new HotlineError('not-found', `There is no customer ${customer}.`, {
      remedy: 'Look for the customer in the directory of the console.',
    });
  }
  if (report === 'not-begun') {
    throw new HotlineError('not-found', `There is no report for ${month} yet: the month has not begun.`, {
      remedy: 'From its first day on there is one, which tells the month so far.',
    });
  }
  // it names tickets and what was done about them: for this user's eyes
  await writeOutput(output, form(report));
  note(`The report of ${report.customer.name} for ${month} was written to ${output}.`);
  return OK;
}

function readLanguage(typed: string | undefined): MonthlyReport['language'] | undefined {
  const language = REPORT_LANGUAGES.find((known) => known === typed);
  if (typed !== undefined && language === undefined)
    throw new UsageError(`--language is "${typed}"; allowed: ${REPORT_LANGUAGES.join(', ')}.`);
  return language;
}
