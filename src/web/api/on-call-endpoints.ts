import { z } from 'zod';
import { type Engineer, listEngineers } from '../../domain/oncall/engineers/engineer-store.ts';
import { type OnCall, whoIsOnCall } from '../../domain/oncall/on-call.ts';
import type { ScheduleDefinition } from '../../domain/oncall/schedule.ts';
import { coverageGaps, wholeShiftsBetween } from '../../domain/oncall/shifts.ts';
import { listSchedules } from '../../domain/plans/rule-store.ts';
import { engineerSchema } from '../read-model/call-view.ts';
import { instant, instantWithOffset, writeInstant } from '../read-model/fields.ts';
import type { ApiDeps } from './deps.ts';
import { type AnyEndpoint, endpoint } from './endpoint.ts';

/** How far ahead the next hand-over and gaps in coverage are looked for. */
const AHEAD_MS = 14 * 24 * 60 * 60_000;

/** Time zones are guesses outside these years. */
const foreseeable = instantWithOffset.refine(
  (at) => at.getUTCFullYear() >= 1970 && at.getUTCFullYear() <= 2099,
  {
    error: 'Ask for an instant from 1970 to 2099.',
  },
);

const turnSchema = z.strictObject({
  engineer: engineerSchema,
  because: z.enum(['layer', 'override']),
  from: instant,
  until: instant.describe('excluded'),
});

export const onCallSchema = z.strictObject({
  at: instant,
  gapsUntil: instant.describe('how far ahead gaps were looked for'),
  data: z.array(
    z.strictObject({
      schedule: z.string(),
      timezone: z.string(),
      onCall: turnSchema.nullable().describe('null: nobody'),
      next: turnSchema.nullable().describe('who begins after `at`'),
      gaps: z.array(z.strictObject({ from: instant, until: instant })).describe('when nobody is on call'),
    }),
  ),
});

/** Who is on call, and when nobody will be. */
export function onCallEndpoints({ database, now }: ApiDeps): AnyEndpoint[] {
  const read = endpoint({
    method: 'get',
    path: '/on-call',
    summary: 'Who is on call in each schedule, and the coverage gaps of the next 14 days',
    scope: 'read',
    query: z.strictObject({ at: foreseeable.optional().describe('now, if left out') }),
    answer: { status: 200, description: 'Every schedule', schema: onCallSchema },
    async handle({ query }) {
      const at = query.at ?? now();
      const until = new Date(at.getTime() + AHEAD_MS);
      const [schedules, engineers] = await Promise.all([listSchedules(database), listEngineers(database)]);
      return {
        body: {
          at: writeInstant(at),
          gapsUntil: writeInstant(until),
          data: [...schedules].map(([schedule, definition]) => ({
            schedule,
            timezone: definition.timezone,
            ...lookAhead(definition, at, until, engineers),
          })),
        },
      };
    },
  });
  return [read];
}

function lookAhead(schedule: ScheduleDefinition, at: Date, until: Date, engineers: readonly Engineer[]) {
  const onCall = whoIsOnCall(schedule, at);
  const next = wholeShiftsBetween(schedule, at, until).find(({ from }) => from > at);
  return {
    onCall: onCall && viewTurn(onCall, engineers),
    next: next ? viewTurn(next, engineers) : null,
    gaps: coverageGaps(schedule, at, until).map((gap) => ({
      from: writeInstant(gap.from),
      until: writeInstant(gap.until),
    })),
  };
}

function viewTurn(
  { engineer: key, because, from, until }: OnCall,
  engineers: readonly Engineer[],
): z.input<typeof turnSchema> {
  const name = engineers.find((engineer) => engineer.key === key)?.name ?? key;
  return { engineer: { key, name }, because, from: writeInstant(from), until: writeInstant(until) };
}
