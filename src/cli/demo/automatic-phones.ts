import type { Leg } from '../../telephony/simulator/leg.ts';

/** What an automatic phone does when it is asked something. */
export type Reaction = { do: 'press'; keys: string } | { do: 'speak'; seconds: number } | { do: 'hang-up' };

/** Who is at the phone: the customer, whether they called or are called back, or the engineer. */
export type PhonePart = 'customer' | 'engineer';

/** What the customer keys in to be recognised. */
export interface Credentials {
  customerNumber: string;
  pin: string;
}

const press = (keys: string): Reaction => ({ do: 'press', keys });

/** How long the customer describes the problem. */
const DESCRIPTION_SECONDS = 12;

/** The shortest way through every state to a critical ticket and a callback, by the state that asks. */
function customerReactions({ customerNumber, pin }: Credentials): Record<string, Reaction> {
  return {
    language: press('1'),
    'customer-number': press(`${customerNumber}#`),
    pin: press(`${pin}#`),
    'open-case': press('2'),
    menu: press('1'),
    severity: press('1'),
    'severity-confirm': press('1'),
    consent: press('1'),
    describe: { do: 'speak', seconds: DESCRIPTION_SECONDS },
    'callback-number': press('1'),
    'callback-number-confirm': press('1'),
    hold: press('2'),
    waiting: press('2'),
    'callback-answer': press('1'),
  };
}

const ENGINEER_REACTIONS: Record<string, Reaction> = { page: press('1'), outcome: press('1') };

/**
 * What somebody does in this state of the flow. States may be skipped or come in any order; in one that is not known the
 * customer, who has nothing more to say, hangs up, and the engineer waits.
 */
export function reactTo(state: string, part: PhonePart, credentials: Credentials): Reaction | undefined {
  if (part === 'engineer') return ENGINEER_REACTIONS[state];
  return customerReactions(credentials)[state] ?? { do: 'hang-up' };
}

/** The state that asks this phone for something just now. */
export function askedState(leg: Leg): string | undefined {
  return leg.waiting && 'state' in leg.waiting ? leg.waiting.state : undefined;
}
