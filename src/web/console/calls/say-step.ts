import type { CallEvent } from '../../../domain/calls/call-store.ts';
import { nameKey, nameOutcome, nameState } from '../../../domain/flow/titles.ts';
import { type TitledWords, wordFor } from '../words/index.ts';

/** A step of a call in words. Keys of menus are told by what they mean, digits that were entered never. */
export function sayStep({ kind, state, detail }: CallEvent, words: TitledWords): string {
  const name = nameState(words.titles, state ?? '');
  switch (kind) {
    case 'entered':
      return words.step.entered(name);
    case 'answer':
      return sayAnswer(state ?? '', name, detail, words);
    case 'outcome':
      return words.step.outcome(name, nameOutcome(words.titles, String(detail.outcome)));
    case 'status':
      return words.step.status(wordFor(words.callStatus, String(detail.status)));
    case 'consent':
      return words.step.consent;
    case 'late-answer':
      return words.step.late;
    case 'hung-up':
      return sayEnd(detail.by, words);
    case 'merged':
      return words.step.merged;
  }
}

/** Entries of before do not say who. */
function sayEnd(by: unknown, { step }: TitledWords): string {
  if (by === 'hotline') return step.ended;
  return by === 'carrier' ? step.cutOff : step.hungUp;
}

function sayAnswer(
  state: string,
  name: string,
  detail: Record<string, unknown>,
  { step, titles }: TitledWords,
): string {
  switch (detail.kind) {
    case 'choice':
      return step.choice(name, nameKey(titles, state, String(detail.choice)));
    case 'recorded':
      return step.recorded(name);
    case 'silence':
      return step.silence(name);
    case 'no-match':
      return step.noMatch(name);
    case 'left':
      return step.left;
    default:
      return step.digits(name);
  }
}
