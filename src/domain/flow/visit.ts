import type { VisitValues } from './visit-values.ts';

/**
 * Where a leg stands in its flow. Kept on the call's row; small, and free of secrets.
 * `number` grows with every state that asks: an answer to an older one is a doubled or late webhook.
 */
export interface Visit {
  flow: string;
  /** of the script it began with; a leg ends by what it began with, whatever is changed meanwhile */
  version?: string;
  state: string;
  number: number;
  /** what is said, e.g. `de` */
  language: string;
  /** wrong or missing answers by state, counted over the whole call */
  tries: Record<string, number>;
  vars: VisitValues;
  /** prompts said before the state's own: what became of the last answer */
  preface: string[];
  /** the carrier believes that a machine answers; a key proves that it is wrong */
  machine?: boolean;
  /** the number of the visit whose announcement a key has cut short: the recording begins at once */
  hushed?: number;
}

/** What came in from a party's phone for the state that asked. */
export type Input =
  | { kind: 'digits'; digits: string }
  | { kind: 'recording'; sid: string; seconds: number }
  | { kind: 'left-bridge' };

/** A call that asks more often than this has nobody useful at the other end. */
export const MAX_VISITS = 80;

/** @param version the script's; without it a leg follows whatever is in force */
export function firstVisit(
  flow: { flow: string; 'initial-state': string },
  language: string,
  version?: string,
): Visit {
  return {
    flow: flow.flow,
    ...(version === undefined ? {} : { version }),
    state: flow['initial-state'],
    number: 1,
    language,
    tries: {},
    vars: {},
    preface: [],
  };
}
