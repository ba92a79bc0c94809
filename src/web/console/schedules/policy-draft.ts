import type { EscalationPolicy } from '../../../domain/directory-entry/directory-schema.ts';
import type { NamesInForce } from '../../../domain/directory-entry/names-store.ts';
import { textOf, textsOf } from '../form.ts';
import { readLength, writeLength } from '../typed/read-length.ts';

/** A step as it was typed. */
export interface StepDraft {
  at: string;
  page: string[];
  by: string[];
  /** a second pair of hands is wanted */
  isForTwo: boolean;
}

export interface PolicyDraft {
  /** what people call it */
  name: string;
  steps: StepDraft[];
  lastResort: string[];
}

const EMPTY_STEP: StepDraft = { at: '', page: [], by: ['sms', 'call'], isForTwo: false };
export const MAX_STEPS = 20;

/** What a new policy begins with: who is on call is paged at once, then rung, then the supervisors are told. */
export function newPolicyDraft(locale: string, known: NamesInForce): PolicyDraft {
  const [schedule] = known.names.schedules;
  const onCall = schedule === undefined ? [] : [`schedule:${schedule}`];
  const supervisors = known.hasSupervisors ? ['supervisors'] : [];
  const steps = [
    { ...EMPTY_STEP, at: '0%', page: onCall, by: ['sms'] },
    { ...EMPTY_STEP, at: writeLength('PT1M', locale), page: onCall, by: ['call'] },
    { ...EMPTY_STEP, at: '50%', page: [...onCall, ...supervisors] },
  ];
  return { name: '', steps, lastResort: supervisors };
}

/** A policy as its form shows it. */
export function draftOf({ title = '', steps, lastResort }: EscalationPolicy, locale: string): PolicyDraft {
  return {
    name: title,
    steps: steps.map(({ at, page, by, hands = 1 }) => ({
      at: at.endsWith('%') ? at : writeLength(at, locale),
      page: [...page],
      by: [...by],
      isForTwo: hands > 1,
    })),
    lastResort: [...lastResort],
  };
}

/** What a form says, step by step as they stand in it. */
export function readPolicyDraft(fields: unknown): PolicyDraft {
  const count = Math.min(MAX_STEPS, Number(textOf(fields, 'steps')) || 0);
  const steps = Array.from({ length: count }, (_, index) => ({
    at: textOf(fields, `at-${index}`),
    page: textsOf(fields, `page-${index}`),
    by: textsOf(fields, `by-${index}`),
    isForTwo: textOf(fields, `hands-${index}`) === '2',
  }));
  return { name: textOf(fields, 'name'), steps, lastResort: textsOf(fields, 'last-resort') };
}

/** A change of the form that is not yet saved: `add-2` puts a step after the second, `remove-2` and `up-2` are about it. */
export function reworkDraft(draft: PolicyDraft, wish: string): PolicyDraft {
  return { ...draft, steps: reworkSteps(draft.steps, wish) };
}

function reworkSteps(steps: StepDraft[], wish: string): StepDraft[] {
  const [, verb, place = ''] = /^(add|remove|up)-(\d+)$/.exec(wish) ?? [];
  const index = Number(place) - 1;
  const step = steps[index];
  if (verb === 'add' && steps.length < MAX_STEPS) return steps.toSpliced(index + 1, 0, EMPTY_STEP);
  if (verb === 'remove' && step) return steps.toSpliced(index, 1);
  if (verb === 'up' && step && index > 0) return steps.toSpliced(index, 1).toSpliced(index - 1, 0, step);
  return steps;
}

/** As a directory file would say it; it is not checked yet. */
export function toEntry({ name, steps, lastResort }: PolicyDraft): unknown {
  return {
    ...(name === '' ? {} : { name }),
    steps: steps.map(({ isForTwo, at, ...step }) => ({
      ...step,
      at: readPlace(at),
      ...(isForTwo ? { hands: 2 } : {}),
    })),
    'last-resort': lastResort,
  };
}

/** A share such as `7,5 %`, or a length of time as people write it. */
function readPlace(at: string): string {
  return at.endsWith('%') ? at.replace(/\s+/g, '').replace(',', '.') : readLength(at);
}
