import type { Environment } from '../../app/config.ts';
import { now } from '../../platform/clock.ts';
import { type ExitCode, OK, UsageError } from '../support/exit-code.ts';
import { findScheduleIn } from '../support/find-schedule.ts';
import { loadDirectory } from '../support/load-directory.ts';
import { answerOnCall, formatOnCall, readOnCallQuestion } from '../support/on-call.ts';
import { print, printJson } from '../support/terminal.ts';

export interface OnCallOptions {
  at?: string;
  from?: string;
  until?: string;
  directory?: string;
  json?: boolean;
}

/** `hotline on-call SCHEDULE`. */
export async function askOnCall(name: string, options: OnCallOptions, env: Environment): Promise<ExitCode> {
  const { schedules, engineers } = await loadDirectory(options.directory, env);
  const schedule = findScheduleIn(schedules, name);
  const question = readOnCallQuestion(options, schedule.timezone, now());
  if (typeof question === 'string') throw new UsageError(question);
  const answer = answerOnCall({ name, schedule }, question);
  if (options.json) printJson(answer);
  else print(...formatOnCall(answer, (key) => engineers.get(key)?.name ?? key));
  return OK;
}
