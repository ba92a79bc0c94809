import { fstatSync } from 'node:fs';
import type { Environment } from '../../app/config.ts';
import { HotlineError } from '../../platform/errors.ts';
import { fileFault } from '../../platform/file-fault.ts';
import { runDeadlines } from '../support/deadlines.ts';
import { type ExitCode, FAILED, OK } from '../support/exit-code.ts';
import { loadDirectory } from '../support/load-directory.ts';

/** `hotline deadlines`: from standard input to standard output, as fast as the reader takes it. */
export async function answerDeadlines(options: { directory?: string }, env: Environment): Promise<ExitCode> {
  // of a folder Node would read nothing, and say nothing
  if (fstatSync(0).isDirectory()) throw unreadable({ code: 'EISDIR' });
  const { calendars, plans } = await loadDirectory(options.directory, env);
  const rules = { calendars: Object.fromEntries(calendars), plans: Object.fromEntries(plans) };
  try {
    const { failed } = await runDeadlines(process.stdin, process.stdout, rules);
    return failed > 0 ? FAILED : OK;
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === 'read') throw unreadable(error);
    // nobody takes answers any more, so nobody need ask either
    process.stdin.destroy();
    if (code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE') return OK;
    // a disk that is full has been told, as of every command
    if (syscall === 'write') return FAILED;
    throw error;
  }
}

function unreadable(cause: unknown): HotlineError {
  return new HotlineError('bad-input', `Standard input cannot be read: ${fileFault(cause)}.`, {
    remedy: 'Give it a file of JSON Lines: npm run -s hotline -- deadlines < requests.jsonl',
    cause,
  });
}
