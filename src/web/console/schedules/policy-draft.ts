import type { EscalationPolicy } from '../../../domain/directory-entry/directory-schema.ts';
import { textOf, textsOf } from '../form.ts';

/** A step as it was typed. */
export interface StepDraft {
  at: string;
  page: string[];
  by: string[];
}

export interface PolicyDraft {
  steps: StepDraft[];
  lastResort: string[];
}

const EMPTY_STEP: StepDraft = { at: '', page: [], by: ['sms', 'call'] };
export const MAX_STEPS = 20;

/** A policy as its form shows it. */
export function draftOf({ steps, lastResort }: EscalationPolicy): PolicyDraft {
  return {
    steps: steps.map(({ at, page, by }) => ({ at, page: [...page], by: [...by] })),
    lastResort: [...lastResort],
  };
}

/** What a form says, step by step as they stand in it. */
export function readPolicyDraft(fields: unknown): PolicyDraft {
  const count = Math.min(MAX_STEPS, Number(textOf(fields, 'steps')) || 0);
  const steps = Array.from({ length: count }, (_, index) => ({
    at: textOf(fields, `at-${index}`).replace(/\s+/g, ''),
    page: textsOf(fields, `page-${index}`),
    by: textsOf(fields, `by-${index}`),
  }));
  return { steps, lastResort: textsOf(fields, 'last-resort') };
}

/** A change of the form that is not yet saved: `add-2` puts a step after the second, `remove-2` and `up-2` are about it. */
export function reworkDraft({ steps, lastResort }: PolicyDraft, wish: string): PolicyDraft {
  const [, verb, place = ''] = /^(add|remove|up)-(\d+)$/.exec(wish) ?? [];
  const index = Number(place) - 1;
  const step = steps[index];
  if (verb === 'add' && steps.length < MAX_STEPS)
    return { steps: steps.toSpliced(index + 1, 0, EMPTY_STEP), lastResort };
  if (verb === 'remove' && step) return { steps: steps.toSpliced(index, 1), lastResort };
  if (verb === 'up' && step && index > 0)
    return { steps: steps.toSpliced(index, 1).toSpliced(index - 1, 0, step), lastResort };
  return { steps, lastResort };
}

/** As a directory file would say it; it is not checked yet. */
export function toEntry({ steps, lastResort }: PolicyDraft): unknown {
  return { steps, 'last-resort': lastResort };
}
