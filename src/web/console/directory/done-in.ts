import { textOf } from '../form.ts';
import { type Words, wordFor } from '../words/index.ts';

/** What was just done stands in the address it led to. @returns it in words, or null */
export function doneIn({ edit }: Pick<Words, 'edit'>, query: unknown): string | null {
  const done = textOf(query, 'done');
  return Object.hasOwn(edit.done, done) ? wordFor(edit.done, done) : null;
}
