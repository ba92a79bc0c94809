import type { Environment } from '../../app/config.ts';
import { scheduleToIcal } from '../../domain/oncall/ical-export.ts';
import { now } from '../../platform/clock.ts';
import { type ExitCode, OK } from '../support/exit-code.ts';
import { findScheduleIn } from '../support/find-schedule.ts';
import { loadDirectory } from '../support/load-directory.ts';
import { readScheduleSpan, type SpanOptions } from '../support/schedule-span.ts';
import { note } from '../support/terminal.ts';
import { writeOutput } from '../support/write-output.ts';

/** What a phone's calendar is asked to show. */
const USUAL = { months: 6 };

/** `hotline schedule export NAME`. */
export async function exportSchedule(
  name: string,
  options: SpanOptions & { output?: string; directory?: string },
  env: Environment,
): Promise<ExitCode> {
  const { schedules, engineers } = await loadDirectory(options.directory, env);
  const schedule = findScheduleIn(schedules, name);
  const at = now();
  const span = readScheduleSpan(options, { timezone: schedule.timezone, now: at, usual: USUAL });
  const nameOf = (key: string) => engineers.get(key)?.name ?? key;
  const text = scheduleToIcal({ name, schedule, ...span, nameOf, now: at });
  const { output } = options;
  if (output === undefined) {
    process.stdout.write(text);
    return OK;
  }
  await writeOutput(output, text);
  note(`The shifts of ${name} were written to ${output}.`);
  return OK;
}
