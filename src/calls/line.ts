import type { Script } from '../voice/script.ts';

/** The hotline as it speaks: what it says, and the number it calls and writes from. */
export interface Line {
  script: Script;
  /** E.164 */
  number: string;
}
