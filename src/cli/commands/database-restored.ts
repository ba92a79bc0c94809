import { type Environment, readConfigWithoutKey } from '../../app/config.ts';
import { houseZone } from '../../domain/paging/house-zone.ts';
import { bringBack, findLostTickets, leaveNumbersOut } from '../../domain/reconciliation/bring-back.ts';
import { lookedUpTo } from '../../domain/reconciliation/reconcile.ts';
import { now } from '../../platform/clock.ts';
import { maskNumber } from '../../platform/log.ts';
import { type ExitCode, OK } from '../support/exit-code.ts';
import { reconcilingWith } from '../support/reconciling.ts';
import { count, print, printJson } from '../support/terminal.ts';
import { withDatabase } from '../support/with-database.ts';
import { readSince } from './carrier-reconcile.ts';

interface RestoredOptions {
  since?: string;
  dryRun?: boolean;
  json?: boolean;
}

/**
 * `hotline database restored`, before a restored database serves: no ticket number is given twice, and what customers were
 * promised since the dump is open again.
 */
export async function databaseRestored(options: RestoredOptions, env: Environment): Promise<ExitCode> {
  const config = readConfigWithoutKey(env);
  const until = now();
  // a time that is none is refused before anything is changed; which one is meant, the house's zone says
  if (options.since !== undefined) readSince(options.since, until, 'UTC');
  return withDatabase(config, options.dryRun ? 'read' : 'write', async (database): Promise<ExitCode> => {
    if (config.carrier === undefined) {
      const nextNumber = options.dryRun ? null : await leaveNumbersOut(database);
      tell({ nextNumber, broughtBack: [] }, options);
      return OK;
    }
    const parts = reconcilingWith(config.carrier, config, database);
    const since =
      options.since === undefined
        ? await lookedUpTo(database)
        : readSince(options.since, until, await houseZone(database));
    if (options.dryRun) {
      const { lost } = await findLostTickets(parts, { since, until });
      if (options.json) printJson({ since, lost: lost.map(({ number }) => number) });
      else
        print(
          ...lost.map(
            ({ number, severity, customerPhone, verified }) =>
              `${number}  S${severity ?? '?'}  ${maskNumber(customerPhone)}  ${verified ? 'verified' : 'not verified'}`,
          ),
          `${count(lost.length, 'ticket')} would be brought back. Nothing was changed.`,
        );
      return OK;
    }
    tell(await bringBack(parts, { since, until }), options);
    return OK;
  });
}

interface Told {
  nextNumber: string | null;
  broughtBack: readonly string[];
  calls?: number;
  recordings?: number;
  messages?: number;
}

function tell(result: Told, { json }: RestoredOptions): void {
  const { nextNumber, broughtBack, calls, recordings = 0, messages = 0 } = result;
  if (json) {
    printJson(result);
    return;
  }
  if (nextNumber !== null)
    print(`The next ticket is ${nextNumber}, so that no number given out since the dump is used twice.`);
  if (calls === undefined) {
    print('No carrier is configured, so it cannot be asked what happened since the dump.');
    return;
  }
  print(
    broughtBack.length === 0
      ? 'Every ticket that customers were told about since then is on record.'
      : `Reopened, since customers were told about them: ${broughtBack.join(', ')}. Check which of them have been answered meanwhile.`,
    `Merged ${count(calls, 'call')}, ${count(recordings, 'recording')} and ${count(messages, 'message')}.`,
  );
}
