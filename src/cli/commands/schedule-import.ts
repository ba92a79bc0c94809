import { type Environment, readDatabaseConfig } from '../../app/config.ts';
import { parseLocalTime } from '../../domain/calendar/local-time.ts';
import { wallClock } from '../../domain/calendar/wall-clock.ts';
import { loadRegistry } from '../../domain/directory-entry/directory-store.ts';
import { type AddedOverrides, addOverrides, type Override } from '../../domain/oncall/add-overrides-store.ts';
import { overridesFromIcal } from '../../domain/oncall/ical-import.ts';
import type { IcalProblem } from '../../domain/oncall/ical-lines.ts';
import { mendFolds } from '../../domain/oncall/mend-folds.ts';
import { scheduleFaults } from '../../domain/oncall/schedule-faults.ts';
import { now } from '../../platform/clock.ts';
import { formatFault, HotlineError } from '../../platform/errors.ts';
import { decodeText } from '../../platform/text-file.ts';
import { type ExitCode, OK } from '../support/exit-code.ts';
import { findScheduleIn } from '../support/find-schedule.ts';
import { readBytes } from '../support/read-input.ts';
import { readScheduleSpan, type SpanOptions } from '../support/schedule-span.ts';
import { count, print, printJson } from '../support/terminal.ts';
import { withDatabase } from '../support/with-database.ts';

/** How far ahead a calendar is read: what repeats without end is written out that far. */
const USUAL = { years: 1 };

const MAX_OTHERS = 50;

const REMEDY =
  'Give an iCalendar file (.ics) whose events name an engineer by key or whole name, in the title or as attendee; correct the event, or take it out. Nothing was imported.';

/** `hotline schedule import NAME FILE`. */
export async function importSchedule(
  name: string,
  file: string,
  options: SpanOptions & { dryRun?: boolean; json?: boolean },
  env: Environment,
): Promise<ExitCode> {
  const { text, faults: notText } = decodeText(mendFolds(await readBytes(file)), file);
  if (text === undefined) throw new HotlineError('bad-input', notText.map(formatFault).join('\n'));
  const { dryRun = false, json = false } = options;
  await withDatabase(readDatabaseConfig(env), 'read', async (database) => {
    const { schedules, engineers } = await loadRegistry(database);
    const { timezone } = findScheduleIn(schedules, name);
    const span = readScheduleSpan(options, { timezone, now: now(), usual: USUAL });
    const known = [...engineers].map(([key, engineer]) => ({ key, name: engineer.name }));
    const { overrides, faults } = overridesFromIcal(text, known, { timezone, ...span });
    if (faults.length > 0)
      throw new HotlineError('bad-directory', faults.map((fault) => sayProblem(file, fault)).join('\n'), {
        remedy: REMEDY,
      });
    const touches = touching(span, timezone);
    const result = await addOverrides(database, name, overrides, { scheduleFaults, touches, dryRun });
    if (json) printJson({ schedule: name, dryRun, ...result });
    else print(...inWords(name, result, dryRun, (key) => engineers.get(key)?.name ?? key));
  });
  return OK;
}

/** Whether an override, which is written in local times, lies in a time at least in part. */
function touching({ from, until }: { from: Date; until: Date }, timezone: string) {
  const clock = wallClock(timezone);
  const [begin, end] = [clock.shownAt(from.getTime()), clock.shownAt(until.getTime())];
  return (one: Override) =>
    (parseLocalTime(one.until) ?? begin) > begin && (parseLocalTime(one.from) ?? end) < end;
}

function sayProblem(file: string, { message, line }: IcalProblem): string {
  return `${line > 0 ? `${file}:${line}` : file}: ${message}`;
}

function inWords(
  name: string,
  { added, known, others }: AddedOverrides,
  dryRun: boolean,
  nameOf: (engineer: string) => string,
): string[] {
  const row = (sign: string) => (one: Override) =>
    `${sign} ${one.from.padEnd(19)}  ${one.until.padEnd(19)}  ${nameOf(one.engineer)}`;
  const verb = dryRun ? 'would be added to' : added.length === 1 ? 'was added to' : 'were added to';
  return [
    ...known.map(row('=')),
    ...added.map(row('+')),
    `${count(added.length, 'override')} ${verb} ${name}, ${known.length} there already.`,
    ...sayOthers(others, row('·')),
  ];
}

/** What was taken out of a calendar, or covered since, is still in force: a file that is imported again takes nothing back. */
function sayOthers(others: readonly Override[], row: (one: Override) => string): string[] {
  if (others.length === 0) return [];
  const left = others.length - MAX_OTHERS;
  return [
    'Not in the file, and still in force; of two at one time, the one that was added later counts:',
    ...others.slice(0, MAX_OTHERS).map(row),
    ...(left > 0 ? [`… and ${left} more`] : []),
    'What is over by now can be withdrawn on the page of the schedule.',
  ];
}
