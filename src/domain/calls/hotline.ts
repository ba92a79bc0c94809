import type { Work } from '../../platform/db/work.ts';
import type { Script } from '../flow/script.ts';

/** The hotline as it speaks: what it says, and the number it calls and writes from. */
export interface Hotline {
  script: Script;
  /** E.164 */
  number: string;
  /** from which it calls itself, and nobody else does; undefined: it does not */
  drillNumber: string | undefined;
  /** where its pages are opened, without a slash at the end */
  publicUrl: string;
  /** how many tickets of callers who cannot say who they are it takes before it holds them together */
  unverified: UnverifiedLimits;
  /** whether supervisors may listen to talks, once it was announced */
  listeningIn: boolean;
}

/** Work on the record that people are told of: what is said and written goes with it. */
export interface HotlineWork extends Work {
  hotline: Hotline;
}

export interface UnverifiedLimits {
  /** more new ones than this in an hour are a flood */
  perHour: number;
  /** how many of callers without a number may be open at a time */
  withheld: number;
}
