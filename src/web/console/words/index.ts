import type { Titles } from '../../../domain/flow/titles.ts';
import { ownOf } from '../../../platform/own-of.ts';
import { de } from './de/index.ts';
import { en, type Words } from './en/index.ts';

export type { Words } from './en/index.ts';

/** With what its prompt files call the states of calls. */
export type TitledWords = Words & { titles: Titles };

/** Every language of the console. A further one is a file beside these and an entry here. */
export const LANGUAGES: readonly Words[] = [en, de];

/** The words of a language; of the first, if it is none of ours. */
export function wordsOf(language: string | undefined): Words {
  return LANGUAGES.find((words) => words.language === language) ?? en;
}

/** A word for a code that comes from the database; one that is not known is shown as it is. */
export function wordFor(words: Readonly<Record<string, string>>, code: string): string {
  return ownOf(words, code) || code.replaceAll('-', ' ');
}
