import type { Command } from 'commander';
import { HotlineError } from '../../platform/errors.ts';
import { type ExitCode, FAILED, UsageError } from './exit-code.ts';
import { printJson } from './terminal.ts';

/** What a command does: its options, and its arguments as they were written. */
export type PerformCommand<Options> = (options: Options, ...args: string[]) => Promise<ExitCode>;

/** Says what a command does when it is called. */
export type Run = <Options extends object>(command: Command, perform: PerformCommand<Options>) => Command;

export const JSON_OPTION = ['--json', 'print JSON for machines'] as const;

/** A command whose help ends with examples. */
export function add(parent: Command, name: string, summary: string, examples: readonly string[]): Command {
  const path = parent.parent ? `${parent.name()} ${name}` : name;
  const lines = examples.map(
    (example) => `  ${example.replace(/(?<!\S)hotline /, 'npm run -s hotline -- ')}`,
  );
  return parent
    .command(name)
    .summary(summary)
    .description(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`)
    .showHelpAfterError(`See: npm run hotline -- ${path} --help`)
    .addHelpText('after', `\nExample${examples.length > 1 ? 's' : ''}:\n${lines.join('\n')}`);
}

/** `privacy erase --number A --number B`: the first would be passed over without a word. */
export function refuseRepeated(command: Command): void {
  for (const option of command.options) {
    // what may be given several times begins as a list
    if (!option.required || option.variadic || Array.isArray(option.defaultValue)) continue;
    let isGiven = false;
    command.on(`option:${option.name()}`, () => {
      if (isGiven) command.error(`error: ${option.long} stands twice; keep one of the two.`);
      isGiven = true;
    });
  }
}

/** `--json=1`: the parser calls it unknown, and suggests what was written. @returns its words, or better ones */
export function sayTakesNoValue(command: Command, text: string): string {
  const [, name, value] = /^error: unknown option '(--[^=]+)(=.*)'/.exec(text) ?? [];
  const isKnown = command.options.some(({ long }) => long !== undefined && long === name);
  return isKnown ? `error: ${name} takes no value; leave ${value} out.\n` : text;
}

/** `hotline database dump "$FILE"` in a script where FILE is not set: nothing that is asked for may be empty. */
function refuseEmpty(command: Command): void {
  const named = [
    ...command.args.map((value, at) => ({ name: command.registeredArguments[at]?.name(), value })),
    ...command.options.map((option) => ({
      name: option.long,
      value: command.getOptionValue(option.attributeName()) as unknown,
    })),
  ];
  const empty = named.find(({ value }) => typeof value === 'string' && value.trim() === '');
  if (empty) throw new UsageError(`${empty.name} is empty.`);
}

/** With --json, a known fault is told to the machine, too. */
export async function performing(command: Command, perform: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    refuseEmpty(command);
    return await perform();
  } catch (error) {
    if (error instanceof UsageError) return command.error(`error: ${error.message}`);
    if (!(error instanceof HotlineError) || !command.opts().json) throw error;
    const { code, message, remedy } = error;
    printJson({ error: { code, message, remedy } });
    return FAILED;
  }
}
