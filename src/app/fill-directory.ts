import { access, constants, readFile, stat } from 'node:fs/promises';
import { directoryIsEmpty } from '../domain/directory-entry/directory-store.ts';
import { SAMPLE_DIRECTORY } from '../domain/directory-entry/sample-directory.ts';
import { RULES } from '../domain/directory-file/directory-rules.ts';
import { importDirectory } from '../domain/directory-file/import-directory.ts';
import { sampleInForce } from '../domain/directory-file/sample-in-force.ts';
import { SERVICE } from '../domain/users/operator.ts';
import { now } from '../platform/clock.ts';
import { formatFault, formatWarning, HotlineError } from '../platform/errors.ts';
import { fileFault } from '../platform/file-fault.ts';
import type { Logger } from '../platform/log.ts';
import { decodeText } from '../platform/text-file.ts';
import type { App } from './app.ts';
import { isRealCarrier, ownNumbersOf } from './config/telephony.ts';
import type { Config } from './config.ts';
import { refusedSample } from './refused-start.ts';

/** A new installation begins with a directory: the operator's file, or the sample. */
export async function fillDirectory({ config, database, log, pins }: App): Promise<void> {
  if (!(await directoryIsEmpty(database))) {
    await warnOfUnreadable(config, log);
    return;
  }
  const refused = refusedSample(config);
  if (refused) throw refused;
  if (config.directoryFile === undefined && config.carrier && isRealCarrier(config.carrier)) {
    sayEmpty(log, config.publicUrl);
    return;
  }
  const file = config.directoryFile ?? SAMPLE_DIRECTORY;
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new HotlineError(
      'bad-configuration',
      `DIRECTORY_FILE: ${file} cannot be read: ${fileFault(cause)}.`,
      {
        cause,
        remedy: 'Correct the path, or leave DIRECTORY_FILE out to start with the sample.',
      },
    );
  });
  const { text, faults: notText } = decodeText(bytes, file);
  if (text !== undefined && isBlank(text)) {
    sayEmpty(log, config.publicUrl);
    return;
  }
  const result =
    text === undefined
      ? { faults: notText }
      : await importDirectory(database, text, file, {
          ...RULES,
          own: ownNumbersOf(config),
          pins,
          now: now(),
          by: SERVICE,
        });
  if (result.faults) {
    throw new HotlineError(
      'bad-directory',
      `The directory file is refused:\n${result.faults.map(formatFault).join('\n')}`,
    );
  }
  for (const warning of result.warnings) log.warn(formatWarning(warning));
  for (const { line } of result.erased)
    log.warn(
      { file, line },
      'a contact in the directory file has been erased on request and was not imported: remove that line',
    );
  log.info({ file }, 'the directory was imported');
}

async function warnOfUnreadable(config: Config, log: Logger): Promise<void> {
  const found = await unreadableFile(config);
  if (found) log.warn({ remedy: found.remedy }, found.message);
}

/**
 * Why the file could not be imported, if it had to be. While there is a directory nothing hangs on it, so that no start fails
 * by it; but the next one on a new database would. null: it can be read, or none is named
 */
export async function unreadableFile({
  directoryFile: file,
}: Config): Promise<{ message: string; remedy: string } | null> {
  if (file === undefined) return null;
  try {
    await access(file, constants.R_OK);
    if ((await stat(file)).isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    return null;
  } catch (cause) {
    return {
      message: `DIRECTORY_FILE: ${file} cannot be read: ${fileFault(cause)}`,
      remedy: 'Correct the path, or leave DIRECTORY_FILE out; a directory in the database stays in force.',
    };
  }
}

/** Nothing but comments and empty lines. */
function isBlank(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(#.*|---)?\s*$/.test(line));
}

function sayEmpty(log: Logger, publicUrl: string): void {
  log.warn(`the directory is empty: make it in the console, at ${publicUrl}/first-steps`);
}

/** A directory that was made for practice, behind a real number. */
export async function warnOfSample({ config, database, pins, log }: App): Promise<void> {
  if (!config.carrier || !isRealCarrier(config.carrier)) return;
  const sample = await sampleInForce(database, pins, now());
  if (sample.length > 0)
    log.warn(
      { sample },
      'entries of the shipped sample are in use, and anybody can look up their PINs: retire them',
    );
}
