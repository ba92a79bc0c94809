import { ownNumbersOf } from '../../app/config/telephony.ts';
import type { Environment } from '../../app/config.ts';
import { FLOW_RULES } from '../../app/flow-rules.ts';
import { refusedLanguage, refusedSample, refusedStart } from '../../app/refused-start.ts';
import { SAMPLE_DIRECTORY } from '../../domain/directory-entry/sample-directory.ts';
import type { Script } from '../../domain/flow/script.ts';
import { readScript } from '../../domain/flow-files/load.ts';
import { type Fault, formatFault, formatWarning, HotlineError } from '../../platform/errors.ts';
import { type ExitCode, FAILED, OK } from '../support/exit-code.ts';
import { flowsFolder } from '../support/flows-folder.ts';
import { lookAtConfig } from '../support/look-at-config.ts';
import { examineDirectory, type KnownOfHotline } from '../support/read-directory.ts';
import { shownPath } from '../support/shown-path.ts';
import { colors, count, print, printJson } from '../support/terminal.ts';

export interface CheckOptions {
  directory?: string;
  flows?: string;
  json?: boolean;
}

/** What was looked at, and all that is wrong with it. */
export interface Examination {
  subject: string;
  /** what there is, in words */
  found: string;
  faults: Fault[];
  /** what is allowed, but may well be meant otherwise */
  warnings?: Fault[];
}

/** `hotline check`: everything a start would refuse, found before it. */
export async function check(options: CheckOptions, env: Environment): Promise<ExitCode> {
  const directoryFile = options.directory ?? (env.DIRECTORY_FILE?.trim() || SAMPLE_DIRECTORY);
  const flows = examineFlows(shownPath(options.flows ?? flowsFolder(env)));
  const examinations = [
    flows,
    await examineDirectoryFile(shownPath(directoryFile), {
      ...ownNumbersIn(env),
      ...(flows.faults.length === 0 && { spoken: flows.languages?.map(({ language }) => language) ?? [] }),
    }),
    examineConfig(env, flows.languages),
  ];
  const faults = examinations.flatMap((examination) => examination.faults);
  const warnings = examinations.flatMap((examination) => examination.warnings ?? []);
  if (options.json) printJson({ ok: faults.length === 0, faults, warnings });
  else {
    const lines = [...faults.map(formatFault), ...warnings.map(formatWarning)];
    print(...lines, ...(lines.length > 0 ? [''] : []), ...examinations.map(summaryOf));
  }
  return faults.length > 0 ? FAILED : OK;
}

/** Every fault of the voice flows in a folder. */
export function examineFlows(folder: string): Examination & Partial<Pick<Script, 'languages'>> {
  const subject = 'flows';
  try {
    const { script, faults } = readScript(folder, FLOW_RULES);
    const found = `${count(script.flows.size, 'flow')}, ${count(script.prompts.size, 'language')} in ${folder}`;
    return { subject, found, faults, languages: script.languages };
  } catch (error) {
    return { subject, found: folder, faults: [asFault(error, folder)] };
  }
}

/** Faults of the configuration are told on their own. */
function ownNumbersIn(env: Environment): KnownOfHotline {
  try {
    return { own: ownNumbersOf(lookAtConfig(env)) };
  } catch (error) {
    if (!(error instanceof HotlineError)) throw error;
    return {};
  }
}

async function examineDirectoryFile(file: string, known: KnownOfHotline): Promise<Examination> {
  const subject = 'directory';
  try {
    const { directory, faults, warnings } = await examineDirectory(file, known);
    const customers = directory ? `${count(directory.customers.size, 'customer')} in ` : '';
    return { subject, found: `${customers}${file}`, faults, warnings };
  } catch (error) {
    return { subject, found: file, faults: [asFault(error, file)] };
  }
}

/** @param languages of the flows; undefined: they cannot be read, which is told with them */
function examineConfig(env: Environment, languages: Script['languages'] | undefined): Examination {
  const subject = 'configuration';
  try {
    const config = lookAtConfig(env);
    const refused =
      refusedStart(config) ?? refusedSample(config) ?? (languages && refusedLanguage(config, languages));
    if (refused) throw refused;
    const { mode } = config;
    const database = mode.embedded ? 'the embedded database' : 'a database server';
    return {
      subject,
      found: `${database}, ${mode.practice ? 'the practice line' : 'a carrier'}`,
      faults: [],
    };
  } catch (error) {
    if (!(error instanceof HotlineError)) throw error;
    const [heading = '', ...lines] = error.message.split('\n');
    const messages = lines.length > 0 ? lines : [heading];
    const remedy = error.remedy ?? 'correct it';
    const faults = messages.map((text) => ({ file: 'environment', line: 0, message: text.trim(), remedy }));
    return { subject, found: 'environment', faults };
  }
}

function asFault(error: unknown, file: string): Fault {
  if (!(error instanceof HotlineError)) throw error;
  // the line begins with the file's name
  const message = error.message.startsWith(`${file} `) ? error.message.slice(file.length + 1) : error.message;
  return { file, line: 0, message, remedy: error.remedy ?? 'correct it' };
}

function summaryOf({ subject, found, faults, warnings = [] }: Examination): string {
  const verdict = faults.length === 0 ? colors.green('✓') : colors.red('✗');
  const faulty = faults.length === 0 ? 'no fault' : count(faults.length, 'fault');
  const warned = warnings.length === 0 ? '' : `, ${count(warnings.length, 'warning')}`;
  return `${verdict} ${subject.padEnd(13)} ${faulty}${warned} (${found})`;
}
