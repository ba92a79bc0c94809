import type { Severity } from '../tickets/ticket.ts';
import type { Mend } from './mend.ts';

/** Why a promise cannot be kept, whoever answers. */
export type Cause =
  /** nobody is on call in a schedule that its steps page */
  | 'gap'
  /** only the account managers are paged, and both are away, or there is none */
  | 'managers-away'
  /** the steps page supervisors only */
  | 'only-supervisors'
  /** the first page leaves less than a fifth of the window */
  | 'too-late'
  /** the customers' calendar never opens */
  | 'never-opens';

/** A time of first rings for which a promise cannot be kept. */
export interface Impossible {
  plan: string;
  severity: Severity;
  from: Date;
  until: Date;
  cause: Cause;
  /** keys of the engineers who could close the hole: on call before and after it, or the managers who are away */
  who: readonly string[];
  /** what to do, in a sentence */
  remedy: string;
  /** the same as data, for whoever says it in another language */
  mend: Mend;
  /** of the plan's policies, those with the hole */
  policies: readonly string[];
  /** numbers of the customers concerned; empty: nobody has the plan yet */
  customers: readonly string[];
}
