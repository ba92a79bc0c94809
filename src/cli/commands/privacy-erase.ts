import type { Environment } from '../../app/config.ts';
import { createPinHasher } from '../../domain/customers/pin-hasher.ts';
import { countTraces, type Erasure, erasePerson } from '../../domain/privacy/erase-person.ts';
import { findTraces } from '../../domain/privacy/trace-store.ts';
import { OPERATOR } from '../../domain/users/operator.ts';
import { now } from '../../platform/clock.ts';
import { HotlineError } from '../../platform/errors.ts';
import { type ExitCode, OK } from '../support/exit-code.ts';
import { personMeant, readSought, type SoughtOptions } from '../support/sought-person.ts';
import { count, print, printJson } from '../support/terminal.ts';
import { readConfigOfRecord, withDatabase } from '../support/with-database.ts';

export interface EraseOptions extends SoughtOptions {
  dryRun?: boolean;
  closeOpenTickets?: boolean;
  json?: boolean;
}

/** `hotline privacy erase`: takes a person out of everything that is held. */
export async function privacyErase(options: EraseOptions, env: Environment): Promise<ExitCode> {
  const sought = readSought(options);
  const config = await readConfigOfRecord(env);
  const erased = await withDatabase(config, options.dryRun ? 'read' : 'write', async (database) => {
    const person = await personMeant(database, sought);
    if (options.dryRun) return countTraces(await findTraces(database, person, now()));
    const pins = createPinHasher(config.secretKey);
    const how = { by: OPERATOR, closeOpen: options.closeOpenTickets ?? false, pins };
    return counted(await database.transaction((tx) => erasePerson({ tx, now: now() }, person, how)));
  });
  if (options.json) {
    printJson({ dryRun: options.dryRun ?? false, ...erased });
    return OK;
  }
  const parts = Object.entries(erased).map(([what, number]) => count(number, what.replace(/s$/, ''), what));
  print(`${options.dryRun ? 'Would be erased' : 'Erased'}: ${parts.join(', ')}.`);
  print('What remains: that there were calls and tickets, when, and whether deadlines were met.');
  if (!options.dryRun) {
    print('The running service deletes the recordings in storage, and everything at the carrier.');
    print(
      'Imports that name this person leave them out. Backups still have them: after a restore, run "hotline privacy erase-again".',
    );
  }
  return OK;
}

function counted(erasure: Erasure) {
  if ('erased' in erasure) return erasure.erased;
  if (erasure.refused === 'on-the-line') {
    throw new HotlineError('bad-input', 'This person is on a call with the hotline right now.', {
      remedy: 'Wait until the call has ended.',
    });
  }
  const tickets = erasure.tickets.join(', ');
  throw new HotlineError('bad-input', `This person is waiting for an answer to ticket ${tickets}.`, {
    remedy: 'Answer it first, or close it unanswered with --close-open-tickets.',
  });
}
