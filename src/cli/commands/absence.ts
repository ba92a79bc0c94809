import { type Environment, readDatabaseConfig } from '../../app/config.ts';
import type { Absence } from '../../domain/oncall/engineers/absence.ts';
import { listAbsences } from '../../domain/oncall/engineers/absence-store.ts';
import { houseZone } from '../../domain/paging/house-zone.ts';
import { type AbsenceRefusal, createAbsence, removeAbsence } from '../../domain/paging/save-absence.ts';
import type { HeldShift } from '../../domain/shift-requests/shift-request.ts';
import { shiftsInAbsence } from '../../domain/shift-requests/shifts-in-absence.ts';
import { OPERATOR } from '../../domain/users/operator.ts';
import { now } from '../../platform/clock.ts';
import { HotlineError } from '../../platform/errors.ts';
import { wordsOf } from '../../web/console/words/index.ts';
import { type ExitCode, FAILED, OK, UsageError } from '../support/exit-code.ts';
import { noEngineer } from '../support/no-engineer.ts';
import { sayInZone } from '../support/say-in-zone.ts';
import { print, printJson } from '../support/terminal.ts';
import { withDatabase } from '../support/with-database.ts';

type Options = { json?: boolean };
type AddOptions = Options & { acceptShifts?: boolean };

const REFUSALS: Record<Exclude<AbsenceRefusal, 'engineer'>, { message: string; remedy: string }> = {
  from: { message: 'That beginning is not a date.', remedy: 'Write 2026-12-24, or 2026-12-24T12:00.' },
  until: {
    message: 'That end is not a date.',
    remedy: 'Write the last day, 2027-01-02, or 2027-01-02T12:00.',
  },
  order: { message: 'It ends before it begins.', remedy: 'Correct one of the two.' },
  skipped: {
    message: 'There is no such time: the clocks go forward then.',
    remedy: 'Give an end an hour later.',
  },
  past: { message: 'That time is over.', remedy: 'Give an end that lies ahead.' },
  far: { message: 'That is longer than a year.', remedy: 'Name another TAM, or retire the engineer.' },
  many: {
    message: 'There are 50 absences of them ahead.',
    remedy: 'List them, and remove some: npm run hotline -- absence list',
  },
};

/** What is wrong whatever is on record. */
const MISTYPED: ReadonlySet<AbsenceRefusal> = new Set(['from', 'until', 'order']);

/** `hotline absence add ENGINEER FROM UNTIL`. */
export async function addAbsence(
  [engineer = '', from = '', until = '']: string[],
  { json, acceptShifts }: AddOptions,
  env: Environment,
): Promise<ExitCode> {
  const line = await withDatabase(readDatabaseConfig(env), 'write', async (database) => {
    const typed = { engineer, from, until };
    const zone = await houseZone(database);
    const shifts = acceptShifts ? [] : await shiftsInAbsence(database, typed, now());
    if (shifts.length > 0) return { shifts, zone };
    const made = await database.transaction((tx) => createAbsence({ tx, now: now() }, OPERATOR, typed));
    if (!made.absence) {
      if (made.fault === 'engineer') throw await noEngineer(database, engineer);
      const { message, remedy } = REFUSALS[made.fault];
      if (MISTYPED.has(made.fault)) throw new UsageError(`${message} ${remedy}`);
      throw new HotlineError('bad-input', message, { remedy });
    }
    return { absence: made.absence, zone };
  });
  if (!line.absence) {
    if (json) printJson({ saved: false, shifts: line.shifts });
    else print(...sayShifts(line.shifts, line.zone));
    return FAILED;
  }
  if (json) printJson(line.absence);
  else print(sayAbsence(line.absence, line.zone));
  return OK;
}

/** `hotline absence list`. */
export async function listAllAbsences({ json }: Options, env: Environment): Promise<ExitCode> {
  const { absences, zone } = await withDatabase(readDatabaseConfig(env), 'read', async (database) => ({
    absences: await listAbsences(database, now()),
    zone: await houseZone(database),
  }));
  if (json) printJson(absences);
  else if (absences.length === 0) print('No absences.');
  else print(...absences.map((absence) => sayAbsence(absence, zone)));
  return OK;
}

/** `hotline absence remove ID`. */
export async function removeAbsenceById(id: string, { json }: Options, env: Environment): Promise<ExitCode> {
  const absence = await withDatabase(readDatabaseConfig(env), 'write', (database) =>
    database.transaction((tx) => removeAbsence({ tx, now: now() }, OPERATOR, id)),
  );
  if (!absence) {
    throw new HotlineError('not-found', 'There is no current or future absence with this id.', {
      remedy: 'List all absences: npm run hotline -- absence list',
    });
  }
  if (json) printJson({ ...absence, removed: true });
  else print(`${absence.engineer} is available.`);
  return OK;
}

/** What the absence would leave open; nothing was saved. */
function sayShifts(shifts: readonly HeldShift[], zone: string): string[] {
  const lines = shifts.map(
    ({ schedule, from, until }) =>
      `  ${schedule.padEnd(12)} ${sayInZone(from, zone)} to ${sayInZone(until, zone)} (${zone})`,
  );
  return [
    wordsOf('en').absences.onCallThen,
    ...lines,
    'Nothing was saved. To save it all the same, add --accept-shifts.',
  ];
}

function sayAbsence({ id, engineer, from, until }: Absence, zone: string): string {
  return `${id}  ${engineer.padEnd(12)} ${sayInZone(from, zone)} to ${sayInZone(until, zone)} (${zone})`;
}
