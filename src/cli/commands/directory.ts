import { availableParallelism } from 'node:os';
import { parse } from 'yaml';
import { ownNumbersOf } from '../../app/config/telephony.ts';
import { type Config, type Environment, readConfig, readDatabaseConfig } from '../../app/config.ts';
import { createPinHasher, MAX_AT_ONCE } from '../../domain/customers/pin-hasher.ts';
import { RULES } from '../../domain/directory-file/directory-rules.ts';
import { exportDirectory } from '../../domain/directory-file/export-directory.ts';
import { importDirectory } from '../../domain/directory-file/import-directory.ts';
import type { KeptReport } from '../../domain/directory-file/report-managed.ts';
import { OPERATOR } from '../../domain/users/operator.ts';
import { now } from '../../platform/clock.ts';
import { formatFault, formatWarning } from '../../platform/errors.ts';
import { decodeText } from '../../platform/text-file.ts';
import { judgeByProof } from '../rehearsal/judge-import.ts';
import { type ExitCode, FAILED, OK, UsageError } from '../support/exit-code.ts';
import { createProgress } from '../support/progress.ts';
import { readBytes } from '../support/read-input.ts';
import { count, note, print, printJson } from '../support/terminal.ts';
import { type Purpose, readConfigOfRecord, withDatabase } from '../support/with-database.ts';
import { writeOutput } from '../support/write-output.ts';

interface ImportFileOptions {
  replace?: boolean;
  takeOver?: boolean;
  takeBack?: string[] | true;
  rehearse?: boolean;
  acceptWorse?: boolean;
  dryRun?: boolean;
  json?: boolean;
}

/** `hotline directory import FILE`. */
export async function importFile(
  file: string,
  options: ImportFileOptions,
  env: Environment,
): Promise<ExitCode> {
  const { acceptWorse = false, dryRun = false } = options;
  if (acceptWorse && !options.rehearse)
    throw new UsageError(
      '--accept-worse goes with --rehearse: nothing is held against what was before without it.',
    );
  const { text, faults: notText } = decodeText(await readBytes(file), file);
  const [purpose, config] = await readRecord(dryRun, env);
  // nobody waits on a phone for this process: a core for each, as far as there are some
  const atOnce = Math.max(2, Math.min(MAX_AT_ONCE, availableParallelism()));
  const pins = createPinHasher(config.secretKey, { atOnce });
  const { replace = false, takeOver = false, takeBack = [] } = options;
  const result =
    text === undefined
      ? { faults: notText }
      : await withDatabase(config, purpose, (database) =>
          importDirectory(database, text, file, {
            ...RULES,
            own: ownNumbersOf(config),
            pins,
            onPin: createProgress('PINs'),
            now: now(),
            by: OPERATOR,
            replace,
            takeOver,
            takeBack,
            acceptWorse,
            dryRun,
            ...(options.rehearse ? { judge: judgeByProof(file) } : {}),
          }),
        );
  const { faults } = result;
  if (options.json) printJson({ ok: faults === undefined, ...(dryRun ? { dryRun } : {}), ...result });
  else if (faults)
    note(
      ...faults.map(formatFault),
      `${count(faults.length, 'fault')}: nothing ${dryRun ? 'would be' : 'was'} imported.`,
    );
  else {
    const rows = Object.entries(result.imported).map(
      ([kind, { added, changed, retired }]) =>
        `${kind.padEnd(12)} ${added} new, ${changed} changed, ${retired} retired`,
    );
    note(...[...result.warnings, ...result.worse].map(formatWarning));
    print(
      ...rows,
      ...sayKept(result.kept),
      ...result.erased.map(formatFault),
      dryRun ? `${file} would be in force. Nothing was imported.` : `${file} is in force.`,
    );
  }
  return faults ? FAILED : OK;
}

/** Whoever only looks leaves nothing behind where there was no record: no tables, no key, no folder. */
async function readRecord(dryRun: boolean, env: Environment): Promise<[Purpose, Config]> {
  return dryRun ? ['read', await readConfigOfRecord(env)] : ['make', readConfig(env)];
}

/** What the file would have changed, and did not. */
function sayKept(kept: readonly KeptReport[]): string[] {
  if (kept.length === 0) return [];
  const rows = kept.map(({ kind, name, retired, changedAt, changedBy }) => {
    const when = changedAt?.toISOString().slice(0, 10) ?? '?';
    return `kept as it is: ${kind} › ${name}, ${retired ? 'retired' : 'changed'} in the console by ${changedBy ?? '?'} on ${when}`;
  });
  return [...rows, 'What was changed in the console is left alone; --take-over gives it to the file.'];
}

/** `hotline directory export`. */
export async function exportFile(
  options: { output?: string; json?: boolean },
  env: Environment,
): Promise<ExitCode> {
  const yaml = await withDatabase(readDatabaseConfig(env), 'read', exportDirectory);
  const text = options.json ? `${JSON.stringify(parse(yaml), null, 2)}\n` : yaml;
  const { output } = options;
  if (output === undefined) {
    process.stdout.write(text);
    return OK;
  }
  await writeOutput(output, text);
  note(`The directory was written to ${output}.`);
  return OK;
}
