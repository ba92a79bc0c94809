import { type Environment, readDatabaseConfig } from '../../app/config.ts';
import { listErased } from '../../domain/customers/erased-store.ts';
import { createPinHasher } from '../../domain/customers/pin-hasher.ts';
import { eraseAgain, erasedLine } from '../../domain/privacy/erase-again.ts';
import { OPERATOR } from '../../domain/users/operator.ts';
import { now } from '../../platform/clock.ts';
import { HotlineError } from '../../platform/errors.ts';
import { type ExitCode, FAILED, OK } from '../support/exit-code.ts';
import { readText } from '../support/read-input.ts';
import { note, print, printJson } from '../support/terminal.ts';
import { readConfigOfRecord, withDatabase } from '../support/with-database.ts';

/** `hotline privacy erased`: the traces of who was erased, as JSON lines. They name nobody without SECRET_KEY. */
export async function listErasedPeople(env: Environment): Promise<ExitCode> {
  const rows = await withDatabase(readDatabaseConfig(env), 'read', listErased);
  print(...rows.map((row) => JSON.stringify(row)));
  return OK;
}

/** `hotline privacy erase-again FILE`: after a restore. Fails while somebody of the list is still there. */
export async function privacyEraseAgain(
  file: string,
  options: { closeOpenTickets?: boolean; json?: boolean },
  env: Environment,
): Promise<ExitCode> {
  const rows = readLines(await readText(file), file);
  const config = await readConfigOfRecord(env);
  const pins = createPinHasher(config.secretKey);
  const how = { by: OPERATOR, closeOpen: options.closeOpenTickets ?? false, pins };
  const result = await withDatabase(config, 'write', (database) => {
    // the list of a command that failed would leave everybody in place without a word
    if (rows.length === 0) throw emptyList(file);
    return eraseAgain(database, rows, how, now());
  });
  if (options.json) printJson(result);
  else {
    print(`Erased again: ${result.erased}.`);
    if (result.openTickets.length > 0)
      note(
        `Not yet: tickets ${result.openTickets.join(', ')} are waiting for an answer. Answer them, or use --close-open-tickets.`,
      );
    if (result.onTheLine > 0) note(`Not yet: ${result.onTheLine} on a call right now. Try again later.`);
  }
  return result.openTickets.length > 0 || result.onTheLine > 0 ? FAILED : OK;
}

function emptyList(file: string): HotlineError {
  return new HotlineError('bad-input', `${file} names nobody: it is empty.`, {
    remedy:
      'Use the file that "hotline privacy erased" wrote. If nobody had been erased, there is nothing to do. Nothing was changed.',
  });
}

/** @throws HotlineError that names the line */
function readLines(text: string, file: string) {
  const lines = text.split('\n').map((line, index) => ({ line: line.trim(), number: index + 1 }));
  return lines
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => {
      const read = erasedLine.safeParse(parsed(line));
      if (read.success) return read.data;
      throw new HotlineError(
        'bad-input',
        `${file}:${number} is not a line written by "hotline privacy erased".`,
        {
          remedy: 'Use the file that "hotline privacy erased" wrote; nothing was changed.',
        },
      );
    });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
