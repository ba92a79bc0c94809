import { emptyDirectory } from '../../src/domain/directory-entry/directory.ts';
import type { EscalationPolicy, ScheduleInFile } from '../../src/domain/directory-entry/directory-schema.ts';
import { STATED_HABITS } from '../../src/domain/rehearsal/habits.ts';
import { type RehearsalQuestion, UNDISTURBED } from '../../src/domain/rehearsal/model.ts';
import type { Rehearsed } from '../../src/domain/rehearsal/rehearsed.ts';
import { PLAYED_HERE } from '../../src/domain/rehearsal-runs/play-here.ts';
import { playRehearsal } from '../../src/domain/rehearsal-runs/rehearse.ts';
import { createRun, finishRun } from '../../src/domain/rehearsal-runs/run-store.ts';
import type { Severity } from '../../src/domain/tickets/ticket.ts';
import type { Database } from '../../src/platform/db/database.ts';

export const ALWAYS: ScheduleInFile = {
  timezone: 'Europe/Berlin',
  layers: [{ participants: ['anna', 'ben'], rotate: 'P1D', from: '2026-01-05T08:00' }],
  overrides: [],
};

const RESPONSE = {
  1: { within: 'PT30M', clock: 'always' },
  2: { within: 'PT4H', clock: 'always' },
  3: { within: 'PT6H', clock: 'business' },
  4: { within: 'PT8H', clock: 'business' },
} as const satisfies Record<Severity, { within: string; clock: 'always' | 'business' }>;

export interface House {
  steps?: EscalationPolicy['steps'];
  schedule?: ScheduleInFile;
  absences?: Rehearsed['absences'];
}

/** A directory of one plan, one policy, one schedule and one customer, whose managers are Tessa and Tom. */
export function houseOf({ steps, schedule = ALWAYS, absences = [] }: House = {}): Rehearsed {
  const directory = emptyDirectory<unknown>();
  directory.calendars.set('munich', {
    timezone: 'Europe/Berlin',
    hours: { 'mon-fri': '09:00-18:00' },
    closures: ['2026-03-30'],
    open: [],
  });
  for (const key of ['anna', 'ben', 'tessa', 'tom'])
    directory.engineers.set(key, { name: key, phones: [`+49151${key.length}0000000`], languages: ['de'] });
  directory.schedules.set('front', schedule);
  directory.escalations.set('line', {
    steps: steps ?? [{ at: '0%', page: ['schedule:front'], by: ['sms'] }],
    lastResort: ['supervisors'],
  });
  directory.supervisors = { phones: ['+493023125000'] };
  directory.plans.set('enhanced', {
    priority: 1,
    seats: 8,
    live: [1],
    response: RESPONSE,
    escalation: { problem: 'line', signature: 'line' },
    phoneLine: true,
    holdFor: 'PT3M',
  });
  directory.customers.set('100234', {
    header: {
      name: 'Musterwerk AG',
      plan: 'enhanced',
      valid: { from: '2026-01-01', until: '2026-12-31' },
      calendar: 'munich',
      tam: 'tessa',
      deputy: 'tom',
    },
    contacts: [],
  });
  return { directory, absences, optedOut: [] };
}

/** Four weeks of such a house. */
export function questionOf(house: Rehearsed, change: Partial<RehearsalQuestion> = {}): RehearsalQuestion {
  return {
    rehearsed: house,
    habits: STATED_HABITS,
    from: new Date('2026-03-02T00:00:00Z'),
    until: new Date('2026-03-30T00:00:00Z'),
    calls: 100,
    seed: 1,
    disturbance: UNDISTURBED,
    ...change,
  };
}

/** A rehearsal that was played in the console and is kept. */
export async function keepRehearsal(database: Database): Promise<string> {
  const asked = { calls: 20, replications: 2, seed: 1, whatIfs: [] };
  const question = questionOf(houseOf(), { calls: asked.calls });
  const watch = { onStage: () => () => {}, isStopped: () => false };
  const played = { ...asked, question, variants: [], months: [] };
  const report = await playRehearsal(PLAYED_HERE, played, watch);
  const id = (await createRun(database, { askedBy: 'The supervisor', asked }, new Date())) ?? '';
  await finishRun(database, id, { status: 'done', result: { report, story: null } }, new Date());
  return id;
}
