import {
  type AskedRun,
  MAX_CALLS,
  MAX_REPLICATIONS,
  MAX_TICKETS,
  MAX_WHAT_IFS,
} from '../../../domain/rehearsal-runs/run.ts';
import { type Draft, newDraft, typedFields } from '../directory/draft.ts';
import type { Words } from '../words/index.ts';

const FIELDS = [
  'calls',
  'replications',
  'seed',
  'without',
  'phone-off',
  'carrier-down',
  'calls-times',
  'holiday-week',
] as const;
export type RunField = (typeof FIELDS)[number];

export const USUAL_DRAFT: Draft = newDraft({ calls: '500', replications: '100', seed: '1' });

const MAX_TYPED = 200;
export const MAX_SEED = 999_999_999;
export const MAX_MINUTES = 99_999;
const MAX_FACTOR = 100;

/** What is asked, or the form as it was typed with what is wrong at each of its fields. @param engineers the keys of those who can be chosen */
export function judgeRun(
  body: unknown,
  engineers: ReadonlySet<string>,
  { rehearsal }: Pick<Words, 'rehearsal'>,
): { asked: AskedRun } | { draft: Draft } {
  const { faults: said } = rehearsal.run;
  const values = typedFields(body, FIELDS);
  const typed = (name: RunField) => (values[name] ?? '').slice(0, MAX_TYPED);
  const calls = wholeNumber(typed('calls'));
  const replications = wholeNumber(typed('replications'));
  const seed = wholeNumber(typed('seed'));
  const [without, phoneOff, minutes] = [typed('without'), typed('phone-off'), typed('carrier-down')];
  const factor = readFactor(typed('calls-times'));
  const isKnown = (engineer: string) => engineer === '' || engineers.has(engineer);
  const isTooMuch = calls * replications * Math.max(1, factor) > MAX_TICKETS;
  // in the order of the form
  const faults: Partial<Record<RunField, string>> = {
    ...(!isWithin(calls, 1, MAX_CALLS) && { calls: said.calls(MAX_CALLS) }),
    ...(isTooMuch && { replications: said.tickets(MAX_TICKETS) }),
    ...(!isWithin(replications, 1, MAX_REPLICATIONS) && {
      replications: said.replications(MAX_REPLICATIONS),
    }),
    ...(!isWithin(seed, 0, MAX_SEED) && { seed: said.seed }),
    ...(!isKnown(without) && { without: said.engineer }),
    ...(!isKnown(phoneOff) && { 'phone-off': said.engineer }),
    ...(minutes !== '' &&
      !isWithin(wholeNumber(minutes), 1, MAX_MINUTES) && { 'carrier-down': said.minutes }),
    ...(!isWithin(factor, 0, MAX_FACTOR) && { 'calls-times': said.factor }),
  };
  if (Object.keys(faults).length > 0) return { draft: { ...newDraft(values), faults, notice: said.any } };
  const whatIfs = [
    without !== '' && `without:${without}`,
    phoneOff !== '' && `phone-off:${phoneOff}`,
    minutes !== '' && `carrier-down:PT${wholeNumber(minutes)}M`,
    typed('calls-times') !== '' && `calls:x${factor}`,
    typed('holiday-week') !== '' && 'holiday-week',
  ].filter((one) => one !== false);
  return { asked: { calls, replications, seed, whatIfs: whatIfs.slice(0, MAX_WHAT_IFS) } };
}

/** @returns not a number: it is none */
function wholeNumber(typed: string): number {
  return /^\d{1,9}$/.test(typed) ? Number(typed) : Number.NaN;
}

/** As a what-if is typed, without signs and exponents; nothing is as many calls as there are. @returns not a number: it is none */
function readFactor(typed: string): number {
  if (typed === '') return 1;
  const factor = typed.replace(',', '.');
  const isPlain = /^\d{1,3}(\.\d{1,3})?$/.test(factor);
  return isPlain && Number(factor) > 0 ? Number(factor) : Number.NaN;
}

function isWithin(number: number, least: number, most: number): boolean {
  return number >= least && number <= most;
}
