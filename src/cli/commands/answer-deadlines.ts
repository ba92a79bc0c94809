import type { Environment } from '../../app/config.ts';
import { runDeadlines } from '../support/deadlines.ts';
import { type ExitCode, FAILED, OK } from '../support/exit-code.ts';
import { loadDirectory } from '../support/load-directory.ts';

/** `hotline deadlines`: from standard input to standard output, as fast as the reader takes it. */
export async function answerDeadlines(options: { directory?: string }, env: Environment): Promise<ExitCode> {
  const { calendars, plans } = await loadDirectory(options.directory, env);
  const rules = { calendars: Object.fromEntries(calendars), plans: Object.fromEntries(plans) };
  try {
    const { failed } = await runDeadlines(process.stdin, process.stdout, rules);
    return failed > 0 ? FAILED : OK;
  } catch (error) {
    if (!isClosedOutput(error)) throw error;
    // nobody takes answers any more, so nobody need ask either
    process.stdin.destroy();
    return OK;
  }
}

function isClosedOutput(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE';
}
