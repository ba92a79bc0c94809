import type { Prompts } from './prompts.ts';
import type { Script } from './script.ts';

/** What the console calls what a call went through, in one language. */
export interface Titles {
  states: ReadonlyMap<string, Title>;
  outcomes: ReadonlyMap<string, string>;
}

type Title = NonNullable<Prompts['states']>[string];

/** The titles of a language; none where no file speaks it. */
export function titlesOf(language: string, { prompts }: Pick<Script, 'prompts'>): Titles {
  const { states = {}, outcomes = {} } = prompts.get(language) ?? {};
  return { states: new Map(Object.entries(states)), outcomes: new Map(Object.entries(outcomes)) };
}

/** A state's name for people; one that has none is shown by its own. */
export function nameState({ states }: Titles, state: string): string {
  return states.get(state)?.name ?? inWords(state);
}

/** What a key means in a state; a key whose meaning is not known stays a key. */
export function nameKey({ states }: Titles, state: string, key: string): string {
  const keys = states.get(state)?.keys;
  return typeof keys === 'string' ? keys : (keys?.[key] ?? key);
}

/** What came of an action, for people. */
export function nameOutcome({ outcomes }: Titles, outcome: string): string {
  return outcomes.get(outcome) ?? inWords(outcome);
}

function inWords(name: string): string {
  return name.replaceAll('-', ' ');
}
