import { CommanderError } from 'commander';
import type { Environment } from '../app/config.ts';
import { explainError } from '../platform/explain-error.ts';
import { buildProgram } from './program.ts';
import { type ExitCode, FAILED, OK, WRONG_USAGE } from './support/exit-code.ts';
import { note, watchOutput } from './support/terminal.ts';

/**
 * The command line `hotline`.
 * @param argv what was written after the command's name
 * @returns 0 done, 1 failed, 2 wrong usage; everything else has been said on the terminal
 */
export async function runCli(argv: readonly string[], env: Environment): Promise<ExitCode> {
  watchOutput();
  let ended: ExitCode = OK;
  const program = buildProgram(env, (code) => {
    ended = code;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return ended;
  } catch (error) {
    // the parser has said by itself what is wrong with the words
    if (error instanceof CommanderError) return error.exitCode === 0 ? OK : WRONG_USAGE;
    note(explainError(error));
    return FAILED;
  }
}
