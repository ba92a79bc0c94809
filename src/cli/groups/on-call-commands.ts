import type { Command } from 'commander';
import type { Environment } from '../../app/config.ts';
import { add, JSON_OPTION, type Run } from '../support/add-command.ts';
import { readMonth } from '../support/read-option.ts';

/** `hotline on-call`. */
export function addOnCallCommand(program: Command, env: Environment, run: Run): void {
  run(
    add(program, 'on-call', 'who is on call in a schedule, and when nobody is', [
      'hotline on-call front',
      'hotline on-call front --at 2026-12-24T18:00',
      'hotline on-call front --from 2026-12-21 --until 2027-01-04 --json',
    ])
      .argument('<schedule>', 'name of the schedule')
      .option('--at <time>', 'at this time (default: now); local to the schedule unless it names its offset')
      .option('--from <time>', 'from this time, together with --until')
      .option('--until <time>', 'until this time')
      .option('--directory <file>', 'take the schedule from this file, not from the database')
      .option(...JSON_OPTION),
    async (options, schedule = '') =>
      (await import('../commands/ask-on-call.ts')).askOnCall(schedule, options, env),
  );
}

/** `hotline schedule …`. */
export function addScheduleCommands(program: Command, env: Environment, run: Run): void {
  const schedule = add(program, 'schedule', 'on-call schedules as calendars (iCalendar files)', [
    'hotline schedule export front --output front.ics',
    'hotline schedule import front holidays.ics --dry-run',
  ]);
  run(
    add(schedule, 'export', 'write the shifts of a schedule, overrides included, as an iCalendar file', [
      'hotline schedule export front --output front.ics',
      'hotline schedule export front --from 2026-12-21 --until 2027-01-04 > front.ics',
    ])
      .argument('<schedule>', 'name of the schedule')
      .option('--from <time>', 'from this time (default: now)')
      .option('--until <time>', 'until this time (default: six months later)')
      .option('--directory <file>', 'take the schedule from this file, not from the database')
      .option('--output <file>', 'write to this file, not to standard output'),
    async (options, name = '') =>
      (await import('../commands/schedule-export.ts')).exportSchedule(name, options, env),
  );
  run(
    add(
      schedule,
      'import',
      'add the events of an iCalendar file as overrides; with a single fault, none is added',
      ['hotline schedule import front holidays.ics --dry-run', 'hotline schedule import front holidays.ics'],
    )
      .argument('<schedule>', 'name of the schedule')
      .argument('<file>', 'iCalendar file; each event names the engineer who is on call')
      .option('--from <time>', 'leave out what ends before this time (default: now)')
      .option('--until <time>', 'leave out what begins after this time (default: a year later)')
      .option('--dry-run', 'only say what would be added')
      .option(...JSON_OPTION),
    async (options, name = '', file = '') =>
      (await import('../commands/schedule-import.ts')).importSchedule(name, file, options, env),
  );
}

/** `hotline absence …`. */
export function addAbsenceCommands(program: Command, env: Environment, run: Run): void {
  const absence = add(
    program,
    'absence',
    'when engineers are away; their deputies look after their customers',
    ['hotline absence add tessa 2026-12-24 2027-01-02', 'hotline absence list'],
  );
  run(
    add(absence, 'add', 'record when somebody is away, first and last day included', [
      'hotline absence add tessa 2026-12-24 2027-01-02',
      'hotline absence add tessa 2026-12-24T12:00 2026-12-24T18:00',
      'hotline absence add anna 2026-12-24 2027-01-02 --accept-shifts',
    ])
      .argument('<engineer>', 'their key')
      .argument('<from>', 'first day, or a local time')
      .argument('<until>', 'last day, or a local time')
      .option(
        '--accept-shifts',
        'save it although shifts lie in it; without, they are listed and nothing is saved',
      )
      .option(...JSON_OPTION),
    async (options, ...typed) => (await import('../commands/absence.ts')).addAbsence(typed, options, env),
  );
  run(
    add(absence, 'list', 'who is away, now and later', ['hotline absence list']).option(...JSON_OPTION),
    async (options) => (await import('../commands/absence.ts')).listAllAbsences(options, env),
  );
  run(
    add(absence, 'remove', 'remove an absence: they are available after all', [
      'hotline absence remove 1b9d6bcd-…',
    ])
      .argument('<id>', 'as the list names it')
      .option(...JSON_OPTION),
    async (options, id = '') => (await import('../commands/absence.ts')).removeAbsenceById(id, options, env),
  );
}

/** `hotline duty`. */
export function addDutyCommand(program: Command, env: Environment, run: Run): void {
  run(
    add(program, 'duty', 'stand-by, calls, work and broken nights of everybody in a month, as CSV', [
      'hotline duty --month 2026-11 > duty.csv',
      'hotline duty --month 2026-11 --json',
    ])
      .requiredOption('--month <month>', 'such as 2026-11; one that runs is told up to now', readMonth)
      .option(...JSON_OPTION),
    async (options: import('../commands/duty.ts').DutyOptions) =>
      (await import('../commands/duty.ts')).tellDuty(options, env),
  );
}
