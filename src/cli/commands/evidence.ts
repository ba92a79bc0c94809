import { DateTime } from 'luxon';
import type { Environment } from '../../app/config.ts';
import { asPasted, readCheckpoint } from '../../domain/evidence/checkpoint.ts';
import { growLog } from '../../domain/evidence/grow-log.ts';
import { ledgerOf, rotateLogKey } from '../../domain/evidence/log-keys.ts';
import { lockLedger } from '../../domain/evidence/log-store.ts';
import { parseNote, writeKey } from '../../domain/evidence/signed-note.ts';
import { type ProofVerdict, verifyProof } from '../../domain/evidence/verify-proof.ts';
import { houseZone } from '../../domain/paging/house-zone.ts';
import { enterTimelines } from '../../domain/proofs/enter-timelines.ts';
import { exportProof, type Wanted } from '../../domain/proofs/export-proof.ts';
import { addAuditEntry } from '../../domain/users/audit-trail-store.ts';
import { OPERATOR } from '../../domain/users/operator.ts';
import { now } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/database.ts';
import { HotlineError } from '../../platform/errors.ts';
import { type ExitCode, FAILED, OK, UsageError } from '../support/exit-code.ts';
import { readText } from '../support/read-input.ts';
import { count, print, printJson } from '../support/terminal.ts';
import { readConfigOfRecord, withDatabase } from '../support/with-database.ts';
import { writeOutput } from '../support/write-output.ts';

interface ExportOptions {
  ticket?: string;
  customer?: string;
  month?: string;
  output: string;
  since?: string;
}

/** `hotline evidence export`: what is on record, with its proof. */
export async function evidenceExport(options: ExportOptions, env: Environment): Promise<ExitCode> {
  const scope = readScope(options);
  const config = await readConfigOfRecord(env);
  const since = options.since === undefined ? undefined : await readSize(options.since);
  const file = await withDatabase(config, 'write', async (database) => {
    const wanted = await wantedBy(scope, database);
    while (await enterTimelines(database, now()));
    await growLog(database, ledgerOf(config), { now: now(), isUrgent: true });
    return exportProof(database, wanted, since);
  });
  const text = `${JSON.stringify(file)}\n`;
  await writeOutput(options.output, text);
  print(
    `${options.output}: ${count(file.entries.length, 'fact')} about ${count(file.tickets.length, 'ticket')}.`,
  );
  const { faults } = verifyProof(text);
  for (const fault of faults) print(fault);
  if (faults.length > 0) print('What is on record does not fit the ledger: the file shows it.');
  return faults.length === 0 ? OK : FAILED;
}

/** Whose facts: of one ticket, or of a customer in a month. */
type Scope = { ticket: string } | { customer: string; month: string };

function readScope({ ticket, customer, month }: ExportOptions): Scope {
  if (ticket !== undefined && customer === undefined && month === undefined) return { ticket };
  if (ticket !== undefined || customer === undefined || month === undefined)
    throw new UsageError('Give --ticket, or --customer and --month.');
  return { customer, month };
}

async function wantedBy(scope: Scope, database: Database): Promise<Wanted> {
  if ('ticket' in scope) return scope;
  const from = DateTime.fromFormat(scope.month, 'yyyy-MM', { zone: await houseZone(database) });
  return { ...scope, from: from.toJSDate(), until: from.plus({ months: 1 }).toJSDate() };
}

async function readSize(path: string): Promise<number> {
  const checkpoint = readCheckpoint(parseNote(asPasted(await readText(path)))?.text ?? '');
  if (checkpoint) return checkpoint.size;
  throw new HotlineError('bad-input', `${path} is no checkpoint.`, {
    remedy: 'Take a text as GET /log/checkpoint gave it.',
  });
}

/** `hotline evidence verify FILE`: whether a proof holds. Needs neither database nor configuration. */
export async function evidenceVerify(
  path: string,
  { key, against, json }: { key?: string; against?: string; json?: boolean },
): Promise<ExitCode> {
  const verdict = verifyProof(await readText(path), {
    ...(key === undefined ? {} : { key }),
    ...(against === undefined ? {} : { against: await readText(against) }),
  });
  const { faults, notes, checkpoint, facts, scope } = verdict;
  const state = checkpoint && { size: checkpoint.size, at: checkpoint.at };
  if (json) printJson({ holds: faults.length === 0, scope, faults, notes, facts, checkpoint: state });
  else {
    if (scope) print(scopeLine(scope));
    for (const fault of faults) print(fault);
    if (faults.length > 0) print('The file does not hold.');
    else
      print(
        `The file holds: ${count(facts, 'fact is', 'facts are')} what was written down, as signed on ${checkpoint?.at.toISOString()}.`,
      );
    for (const note of notes) print(note);
  }
  return faults.length === 0 ? OK : FAILED;
}

/** Whose and which: a file that holds may be another than the one that was asked for. */
function scopeLine(scope: NonNullable<ProofVerdict['scope']>): string {
  return 'ticket' in scope ? `Ticket ${scope.ticket}` : `Customer ${scope.customer}, ${scope.month}`;
}

/** `hotline evidence rotate-key`: a new key, vouched for by the one before. */
export async function evidenceRotateKey({ json }: { json?: boolean }, env: Environment): Promise<ExitCode> {
  const config = await readConfigOfRecord(env);
  const key = await withDatabase(config, 'write', (database) =>
    database.transaction(async (tx) => {
      await lockLedger(tx);
      const rotated = await rotateLogKey({ tx, now: now() }, ledgerOf(config));
      await addAuditEntry(tx, OPERATOR, { action: 'ledger-key-rotated' }, now());
      return writeKey(rotated);
    }),
  );
  if (json) printJson({ key });
  else print(`The ledger is signed with a new key from now on:\n${key}`);
  return OK;
}
