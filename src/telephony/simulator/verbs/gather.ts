import { type LegStage, NEXT } from '../stage.ts';
import type { Verb } from '../twiml/document.ts';
import { stateOfAction } from './action-state.ts';
import type { PerformVerb } from './index.ts';
import { pauseQuietly } from './pause.ts';
import { playMedia } from './play.ts';
import { performSay } from './say.ts';

/** What ends the typing. */
export interface KeyRules {
  numDigits: number | undefined;
  /** One key, or empty: none. */
  finishOnKey: string;
}

/**
 * Adds keys to what was typed. Twilio sends at once when all digits are there; the finishing key counts only after
 * at least one digit, and what is pressed after the end is lost.
 */
export function type(typed: string, keys: string, rules: KeyRules): { digits: string; done: boolean } {
  let digits = typed;
  for (const key of keys) {
    if (key === rules.finishOnKey) {
      if (digits !== '') return { digits, done: true };
      continue;
    }
    digits += key;
    if (digits.length === rules.numDigits) return { digits, done: true };
  }
  return { digits, done: false };
}

export const gather: PerformVerb = async (verb, stage) => {
  const keys = await prompt(verb, stage);
  const digits = await collect(verb, stage, keys);
  const { action, method, actionOnEmptyResult } = verb.attributes;
  if (digits === '' && actionOnEmptyResult !== 'true') return NEXT;
  return { kind: 'go', target: stage.target(action, method, { Digits: digits }) };
};

/** Says the prompts until they end or a key is pressed, which it returns. */
async function prompt(verb: Verb, stage: LegStage): Promise<string> {
  const sounds: Record<string, typeof performSay> = { Say: performSay, Play: playMedia, Pause: pauseQuietly };
  for (const child of verb.children) {
    const keys = await sounds[child.name]?.(child, stage, true);
    if (keys) return keys;
  }
  return '';
}

async function collect(verb: Verb, stage: LegStage, pressed: string): Promise<string> {
  const { numDigits, finishOnKey = '#', timeout = '5', action } = verb.attributes;
  const rules = { numDigits: numDigits === undefined ? undefined : Number(numDigits), finishOnKey };
  let { digits, done } = type('', pressed, rules);
  while (!done) {
    const input = await stage.listenFor(
      {
        for: 'keys',
        state: stateOfAction(stage.target(action, undefined).url),
        typed: digits,
        expected: rules.numDigits,
        finishOnKey,
      },
      Number(timeout),
    );
    if (input.kind !== 'keys') break;
    ({ digits, done } = type(digits, input.keys, rules));
  }
  return digits;
}
