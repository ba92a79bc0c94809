import { z } from 'zod';
import type { Absence } from '../../domain/oncall/engineers/absence.ts';
import { listAbsences } from '../../domain/oncall/engineers/absence-store.ts';
import { type AbsenceRefusal, createAbsence, removeAbsence } from '../../domain/paging/save-absence.ts';
import type { HeldShift } from '../../domain/shift-requests/shift-request.ts';
import { shiftsInAbsence } from '../../domain/shift-requests/shifts-in-absence.ts';
import { instant, text, writeInstant } from '../read-model/fields.ts';
import type { ApiDeps } from './deps.ts';
import { type AnyEndpoint, endpoint } from './endpoint.ts';
import { invalidRequest, problem } from './problem.ts';

export const absenceSchema = z.strictObject({
  id: z.string(),
  engineer: z.string().describe('key'),
  from: instant,
  until: instant.describe('excluded'),
});

const day = text(40).describe('a day (2026-12-24) or a local time (2026-12-24T12:00) of the house');

export const absencePageSchema = z.strictObject({ data: z.array(absenceSchema) });
export const newAbsenceSchema = z.strictObject({
  engineer: text(64),
  from: day,
  until: day.describe('the last day, or a local time'),
  accept: z
    .literal('shifts')
    .optional()
    .describe('save it although shifts lie in it; without, they are listed and nothing is saved'),
});

const DAY_OR_TIME =
  'Write a day such as 2026-12-24, or a time of the house such as 2026-12-24T12:00, without an offset.';
const FAULTS: Record<AbsenceRefusal, { path: string; message: string }> = {
  engineer: { path: 'engineer', message: 'Give the key of an engineer in force.' },
  from: { path: 'from', message: DAY_OR_TIME },
  until: { path: 'until', message: DAY_OR_TIME },
  order: { path: 'until', message: 'It ends before it begins.' },
  skipped: {
    path: 'until',
    message: 'There is no such time: the clocks go forward then. Give an end an hour later.',
  },
  past: { path: 'until', message: 'That time is over.' },
  far: { path: 'until', message: 'Give an end within a year.' },
  many: { path: 'engineer', message: 'There are 50 absences of them ahead: remove some.' },
};

/** When engineers are away: their customers are their deputy's meanwhile. */
export function absenceEndpoints({ database, now }: ApiDeps): AnyEndpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/absences',
      summary: 'Who is away, now and later',
      scope: 'read',
      answer: { status: 200, description: 'Absences that are not over', schema: absencePageSchema },
      handle: async () => ({ body: { data: (await listAbsences(database, now())).map(view) } }),
    }),
    endpoint({
      method: 'post',
      path: '/absences',
      summary: 'Record that somebody will be away; meanwhile a TAM’s deputy is told and asked',
      scope: 'tickets',
      body: newAbsenceSchema,
      answer: { status: 201, description: 'The absence', schema: absenceSchema },
      problems: ['shifts-in-absence'],
      handle: ({ body: { accept, ...typed }, by }) =>
        database.transaction(async (tx) => {
          const at = now();
          const shifts = accept === 'shifts' ? [] : await shiftsInAbsence(tx, typed, at);
          if (shifts.length > 0)
            return problem('shifts-in-absence', ON_CALL_THEN, { shifts: shifts.map(viewShift) });
          const made = await createAbsence({ tx, now: at }, by, typed);
          return made.absence ? { body: view(made.absence) } : invalidRequest(FAULTS[made.fault]);
        }),
    }),
    endpoint({
      method: 'post',
      path: '/absences/{id}/remove',
      summary: 'Remove an absence: they are available after all',
      scope: 'tickets',
      params: z.strictObject({ id: z.string() }),
      answer: { status: 200, description: 'The absence that ended', schema: absenceSchema },
      problems: ['not-found'],
      async handle({ params, by }) {
        const absence = await database.transaction((tx) => removeAbsence({ tx, now: now() }, by, params.id));
        return absence
          ? { body: view(absence) }
          : problem('not-found', 'There is no current or future absence with this id.');
      },
    }),
  ];
}

const ON_CALL_THEN =
  'There are shifts in this time. They stay as they are until somebody covers. To save it all the same, send accept: "shifts".';

function viewShift({ schedule, from, until }: HeldShift) {
  return { schedule, from: writeInstant(from), until: writeInstant(until) };
}

function view({ id, engineer, from, until }: Absence) {
  return { id, engineer, from: writeInstant(from), until: writeInstant(until) };
}
