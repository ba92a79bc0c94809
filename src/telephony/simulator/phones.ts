import type { LegInput } from './leg.ts';

/**
 * What a phone does of itself: `on` waits for its person, `off` is out of reach, `voicemail` answers by machine, and a
 * `landline` rings but takes no texts.
 */
export const PHONE_STATES = ['on', 'off', 'voicemail', 'landline'] as const;
export type PhoneState = (typeof PHONE_STATES)[number];

/** Twilio's codes of why a text did not arrive: https://www.twilio.com/docs/api/errors/30003 and /30006 */
const TEXT_ERRORS: Partial<Record<PhoneState, number>> = { off: 30003, landline: 30006 };

/** How long a phone rings before it answers, or is found to be away, of itself. */
export const OWN_ANSWER_SECONDS = 3;

/** Everybody's phones, as a trainer has set them. */
export class Phones {
  readonly #states = new Map<string, Exclude<PhoneState, 'on'>>();
  /** Why texts do not arrive at a phone, whatever else it does. */
  readonly #textErrors = new Map<string, number>();

  stateOf(number: string): PhoneState {
    return this.#states.get(number) ?? 'on';
  }

  /** Those that are not simply on. */
  get set(): Record<string, PhoneState> {
    return Object.fromEntries(this.#states);
  }

  turn(number: string, state: PhoneState): void {
    if (state === 'on') this.#states.delete(number);
    else this.#states.set(number, state);
  }

  /** @param code the carrier's code of why texts do not arrive any more; null: they do */
  refuseTexts(number: string, code: number | null): void {
    if (code === null) this.#textErrors.delete(number);
    else this.#textErrors.set(number, code);
  }

  allOn(): void {
    this.#states.clear();
    this.#textErrors.clear();
  }

  /** @returns what a phone does without its person, if anything */
  ownAnswer(number: string): LegInput | undefined {
    const state = this.stateOf(number);
    if (state === 'off') return { kind: 'refused', status: 'no-answer' };
    return state === 'voicemail' ? { kind: 'answered', by: 'machine' } : undefined;
  }

  /** @returns the carrier's code of why a text does not arrive, if it does not */
  textError(number: string): number | undefined {
    return this.#textErrors.get(number) ?? TEXT_ERRORS[this.stateOf(number)];
  }
}
