import { type Environment, readConfigWithoutKey } from '../../app/config.ts';
import { type Forgotten, keepRetention, lookAtRetention } from '../../domain/privacy/keep-retention.ts';
import { DATA_CLASSES } from '../../domain/privacy/retention.ts';
import { OPERATOR } from '../../domain/users/operator.ts';
import { now } from '../../platform/clock.ts';
import { type ExitCode, OK } from '../support/exit-code.ts';
import { createProgress } from '../support/progress.ts';
import { print, printJson } from '../support/terminal.ts';
import { withDatabase } from '../support/with-database.ts';

function sumOf(forgotten: Forgotten): number {
  return DATA_CLASSES.reduce((sum, name) => sum + forgotten[name], 0);
}

/** `hotline privacy retention`: forgets what is past its period, now; with --dry-run only says how much that is. */
export async function privacyRetention(
  options: { dryRun?: boolean; json?: boolean },
  env: Environment,
): Promise<ExitCode> {
  const config = readConfigWithoutKey(env);
  const { retention } = config;
  const forgotten = await withDatabase(config, options.dryRun ? 'read' : 'write', async (database) => {
    const due = await lookAtRetention(database, retention, { now: now(), upTo: null });
    if (options.dryRun) return due;
    const progress = createProgress('Entries');
    const past = sumOf(due);
    const total: Forgotten = { recordings: 0, messages: 0, calls: 0, tickets: 0, audit: 0 };
    for (let isMore = true; isMore; ) {
      const run = await keepRetention(database, retention, OPERATOR, now());
      for (const dataClass of DATA_CLASSES) total[dataClass] += run.forgotten[dataClass];
      isMore = run.isMore;
      if (!isMore && run.failed[0]) throw run.failed[0].error;
      if (isMore && sumOf(total) > 0) progress(sumOf(total), Math.max(past, sumOf(total) + 1));
    }
    progress(past, past);
    return total;
  });
  const period = (dataClass: keyof Forgotten) => retention[dataClass]?.toISO() ?? 'none';
  if (options.json) {
    const classes = DATA_CLASSES.map((name) => [name, { period: period(name), past: forgotten[name] }]);
    printJson({ dryRun: options.dryRun ?? false, ...Object.fromEntries(classes) });
    return OK;
  }
  const did = options.dryRun ? 'past its period' : 'forgotten';
  print(
    ...DATA_CLASSES.map((name) => `${name.padEnd(12)}${period(name).padEnd(8)}${forgotten[name]} ${did}`),
  );
  return OK;
}
