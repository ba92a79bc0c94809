/**
 * The states of the shipped flows in words, with their choices by key. A state that an operator has added is shown by
 * its name.
 */
export interface StateWords {
  name: string;
  choices?: Record<string, string>;
}

export type StatesInWords = Record<string, StateWords>;

/** A state's name for people. */
export function nameState(states: StatesInWords, state: string): string {
  return find(states, state)?.name ?? state.replaceAll('-', ' ');
}

/** What a key means in a state; a key whose meaning is not known stays a key. */
export function nameChoice(states: StatesInWords, state: string, key: string): string {
  const choices = find(states, state)?.choices;
  return (choices && Object.hasOwn(choices, key) && choices[key]) || key;
}

function find(states: StatesInWords, state: string): StateWords | undefined {
  return Object.hasOwn(states, state) ? states[state] : undefined;
}

/** The choices of a state in which every key means the same. */
export function anyKey(meaning: string): Record<string, string> {
  return Object.fromEntries([...'0123456789'].map((key) => [key, meaning]));
}
