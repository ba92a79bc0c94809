import type { State } from './flow.ts';

/** A way through a flow in one language. Seconds are of speech only, not of keying in or of waiting. */
export interface Way {
  /** questions answered */
  answers: number;
  /** keys pressed, the hash key included */
  keys: number;
  /** spoken seconds for somebody who hears every prompt to its end */
  listeningSeconds: number;
  /** spoken seconds for somebody who presses as soon as keys are taken: only what no key interrupts */
  interruptingSeconds: number;
  /** the states that spoke, in order */
  states: string[];
}

export const NO_WAY_YET: Way = {
  answers: 0,
  keys: 0,
  listeningSeconds: 0,
  interruptingSeconds: 0,
  states: [],
};

/** As long as the customer numbers and PINs of the sample. */
const USUAL_DIGITS = 6;

/** How many digits are keyed in where a state collects them, the hash key not counted. */
export function usualDigits({ min, max }: { min: number; max: number }): number {
  return Math.min(max, Math.max(min, USUAL_DIGITS));
}

/** The way with one more state on it that speaks for so many seconds. */
export function hear(way: Way, name: string, state: State, seconds: number): Way {
  const interruptible = state.type !== 'bridge' && state.type !== 'end';
  return {
    answers: way.answers,
    keys: way.keys,
    listeningSeconds: way.listeningSeconds + seconds,
    interruptingSeconds: way.interruptingSeconds + (interruptible ? 0 : seconds),
    states: [...way.states, name],
  };
}
