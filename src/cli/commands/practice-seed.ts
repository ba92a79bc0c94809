import { type Environment, readConfig } from '../../app/config.ts';
import { createPinHasher } from '../../domain/customers/pin-hasher.ts';
import { directoryIsEmpty } from '../../domain/directory-entry/directory-store.ts';
import { SAMPLE_DIRECTORY } from '../../domain/directory-entry/sample-directory.ts';
import { RULES } from '../../domain/directory-file/directory-rules.ts';
import { importDirectory } from '../../domain/directory-file/import-directory.ts';
import { now } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/database.ts';
import { formatFault, HotlineError } from '../../platform/errors.ts';
import { SILENT_MS } from '../../worker/presence.ts';
import { countThere } from '../../worker/presence-store.ts';
import { recordIsEmpty } from '../seed/made-record-store.ts';
import { type Amounts, makeRecord } from '../seed/make-record.ts';
import { type ExitCode, OK, UsageError } from '../support/exit-code.ts';
import { createProgress } from '../support/progress.ts';
import { readText } from '../support/read-input.ts';
import { count, print, printJson } from '../support/terminal.ts';
import { withDatabase } from '../support/with-database.ts';

export type SeedOptions = Amounts & { json?: boolean };

/**
 * `hotline practice seed`: a believable year in the database, to try the console with or to measure it. Never beside a
 * real record: not where a carrier is configured or a service runs, and into a database of one's own only while nobody has called there.
 */
export async function seedPractice({ json, ...amounts }: SeedOptions, env: Environment): Promise<ExitCode> {
  const config = readConfig(env);
  const { carrier, databaseUrl, hotlineNumber: line } = config;
  if (carrier) {
    throw new HotlineError('bad-configuration', 'A carrier is configured here, so no calls are made up.', {
      remedy: 'Leave TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN out, and use a separate database.',
    });
  }
  const fault = faultOf(amounts);
  if (fault) throw new UsageError(fault);
  const pins = createPinHasher(config.secretKey);
  const began = performance.now();
  await withDatabase(config, 'make', async (database) => {
    if ((await countThere(database, SILENT_MS)) > 0) {
      throw new HotlineError(
        'bad-input',
        'A service runs on this database, and would page for made-up tickets.',
        {
          remedy: 'Stop the service first, or use another DATA_DIR or DATABASE_URL.',
        },
      );
    }
    if (databaseUrl !== undefined && !(await recordIsEmpty(database))) {
      throw new HotlineError('bad-input', 'The database in DATABASE_URL has calls or tickets already.', {
        remedy: 'Use an empty database, or leave DATABASE_URL out to use the embedded one.',
      });
    }
    if (await directoryIsEmpty(database)) await importRules(database, config.directoryFile, pins);
    const progress = createProgress('Percent');
    const tell = (share: number) => progress(Math.max(1, Math.round(share * 100)), 100);
    await makeRecord(database, amounts, { line, now: now(), tell });
  });
  const seconds = Math.round((performance.now() - began) / 1_000);
  if (json) printJson({ ...amounts, seconds });
  else
    print(
      `${count(amounts.calls, 'call')} and ${count(amounts.tickets, 'ticket')} of ${count(amounts.customers, 'customer')}, ${amounts.open} of the tickets open, made in ${seconds} s.`,
    );
  return OK;
}

function faultOf({ calls, tickets, open, customers }: Amounts): string | null {
  if (customers < 1) return '--customers: allowed is 1 or more';
  if (open > tickets) return '--open: not more than --tickets';
  return calls < tickets ? '--calls: at least as many as --tickets' : null;
}

async function importRules(
  database: Database,
  directoryFile: string | undefined,
  pins: ReturnType<typeof createPinHasher>,
): Promise<void> {
  const file = directoryFile ?? SAMPLE_DIRECTORY;
  const options = { ...RULES, pins, now: now() };
  const { faults } = await importDirectory(database, await readText(file), file, options);
  if (faults) throw new HotlineError('bad-directory', faults.map(formatFault).join('\n'));
}
