import {
  type AskedRun,
  MAX_CALLS,
  MAX_REPLICATIONS,
  MAX_TICKETS,
  MAX_WHAT_IFS,
} from '../../../domain/rehearsal-runs/run.ts';
import { textOf } from '../form.ts';
import type { Words } from '../words/index.ts';

/** The fields of the form, as they were typed. */
export const RUN_FIELDS = [
  'calls',
  'replications',
  'seed',
  'without',
  'phone-off',
  'carrier-down',
  'calls-times',
  'holiday-week',
] as const;
export type RunDraft = Record<(typeof RUN_FIELDS)[number], string>;

export const USUAL_DRAFT: RunDraft = {
  calls: '500',
  replications: '100',
  seed: '1',
  without: '',
  'phone-off': '',
  'carrier-down': '',
  'calls-times': '',
  'holiday-week': '',
};

const MAX_TYPED = 200;
const MAX_SEED = 999_999_999;
const MAX_FACTOR = 100;

export function readRunDraft(body: unknown): RunDraft {
  const texts = RUN_FIELDS.map((name) => [name, textOf(body, name).slice(0, MAX_TYPED)]);
  return Object.fromEntries(texts) as RunDraft;
}

/** What is asked, or what is wrong with it in words. @param engineers the keys of those who can be chosen */
export function judgeRunDraft(
  draft: RunDraft,
  engineers: ReadonlySet<string>,
  { rehearsal }: Pick<Words, 'rehearsal'>,
): { asked?: AskedRun; faults: string[] } {
  const { faults: said } = rehearsal.run;
  const calls = wholeNumber(draft.calls);
  const replications = wholeNumber(draft.replications);
  const seed = wholeNumber(draft.seed);
  const minutes = draft['carrier-down'];
  const factor = draft['calls-times'].replace(',', '.');
  const named = [draft.without, draft['phone-off']].filter((key) => key !== '');
  const faults = [
    !isWithin(calls, 1, MAX_CALLS) && said.calls(MAX_CALLS),
    !isWithin(replications, 1, MAX_REPLICATIONS) && said.replications(MAX_REPLICATIONS),
    calls * replications * Math.max(1, Number(factor) || 1) > MAX_TICKETS && said.tickets(MAX_TICKETS),
    !isWithin(seed, 0, MAX_SEED) && said.seed,
    minutes !== '' && !isWithin(wholeNumber(minutes), 1, 99_999) && said.minutes,
    factor !== '' && !(Number(factor) > 0 && Number(factor) <= MAX_FACTOR && isPlain(factor)) && said.factor,
    named.some((key) => !engineers.has(key)) && said.engineer,
  ].filter((fault) => fault !== false);
  if (faults.length > 0) return { faults };
  const whatIfs = [
    draft.without !== '' && `without:${draft.without}`,
    draft['phone-off'] !== '' && `phone-off:${draft['phone-off']}`,
    minutes !== '' && `carrier-down:PT${wholeNumber(minutes)}M`,
    factor !== '' && `calls:x${Number(factor)}`,
    draft['holiday-week'] !== '' && 'holiday-week',
  ].filter((one) => one !== false);
  return { asked: { calls, replications, seed, whatIfs: whatIfs.slice(0, MAX_WHAT_IFS) }, faults };
}

/** @returns not a number: it is none */
function wholeNumber(typed: string): number {
  return /^\d{1,9}$/.test(typed) ? Number(typed) : Number.NaN;
}

/** As a what-if is typed: no signs, no exponents. */
function isPlain(typed: string): boolean {
  return /^\d{1,3}(\.\d{1,3})?$/.test(typed);
}

function isWithin(number: number, least: number, most: number): boolean {
  return number >= least && number <= most;
}
