import type { LanguageChoice } from './advance.ts';
import type { Flow } from './flow.ts';
import type { Prompts } from './prompts.ts';

/** All flows and all languages. Read at start, from then on never changed: changed files are another script. */
export interface Script {
  /** tells two scripts apart: made of the files' contents */
  version: string;
  flows: ReadonlyMap<string, Flow>;
  prompts: ReadonlyMap<string, Prompts>;
  languages: readonly LanguageChoice[];
}
