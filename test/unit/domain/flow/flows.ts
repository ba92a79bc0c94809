import { flowSchema } from '../../../../src/domain/flow/flow.ts';
import { type Prompts, promptsSchema } from '../../../../src/domain/flow/prompts.ts';
import type { Script } from '../../../../src/domain/flow/script.ts';

/** A flow as its file would say it. */
export function readFlow(written: Record<string, unknown>) {
  return flowSchema.parse({ flow: 'caller', ...written });
}

/** A language in which every prompt that is not given says nothing. */
export function readPrompts(language: string, key: string, say: Record<string, unknown>): Prompts {
  return promptsSchema.parse({
    language,
    name: language,
    locale: `${language}-GB`,
    voice: 'a voice',
    key,
    formats: { when: 'cccc', 'short-when': 'ccc' },
    say,
    sms: {},
    choices: {},
  });
}

export function scriptOf(...languages: Prompts[]): Script {
  return {
    version: 'of the test',
    flows: new Map(),
    prompts: new Map(languages.map((prompts) => [prompts.language, prompts])),
    languages: languages.map(({ language, key }) => ({ language, key })),
  };
}
