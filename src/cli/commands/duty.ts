import { type Environment, readDatabaseConfig } from '../../app/config.ts';
import { readDuty } from '../../domain/duty/read-duty.ts';
import { now } from '../../platform/clock.ts';
import { csvLine } from '../../web/console/calls/csv.ts';
import { dutyTable, minutesOf } from '../../web/console/reports/duty-table.ts';
import { wordsOf } from '../../web/console/words/index.ts';
import { type ExitCode, OK, UsageError } from '../support/exit-code.ts';
import { printJson } from '../support/terminal.ts';
import { withDatabase } from '../support/with-database.ts';

export interface DutyOptions {
  month: string;
  json?: boolean;
}

/** `hotline duty --month MONTH`: as CSV, for a spreadsheet or for whoever pays. */
export async function tellDuty({ month, json }: DutyOptions, env: Environment): Promise<ExitCode> {
  const duty = await withDatabase(readDatabaseConfig(env), 'read', (database) =>
    readDuty(database, month, now()),
  );
  if (!duty) throw new UsageError(`--month is "${month}", which has not begun.`);
  const { zone, span, people } = duty;
  if (json) {
    printJson({
      month,
      zone,
      from: new Date(span.from),
      until: new Date(span.until),
      people: people.map(({ standByMs, workedMs, workedAtNightMs, ...rest }) => ({
        ...rest,
        standByMinutes: minutesOf(standByMs),
        workedMinutes: minutesOf(workedMs),
        workedAtNightMinutes: minutesOf(workedAtNightMs),
      })),
    });
    return OK;
  }
  const { heads, rows } = dutyTable(duty, wordsOf('en'));
  process.stdout.write(
    [heads, ...rows.map((row) => row.map(({ value }) => value))].map((line) => csvLine(line, ',')).join(''),
  );
  return OK;
}
