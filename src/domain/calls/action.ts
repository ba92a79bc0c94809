import type { Db, Tx } from '../../platform/db/database.ts';
import type { Script } from '../flow/script.ts';
import type { Visit } from '../flow/visit.ts';
import type { Call } from './call.ts';

/** What an action is given: one transaction, one instant, the leg as it stands. */
export interface ActionContext {
  tx: Tx;
  now: Date;
  call: Call;
  visit: Visit;
  /** what the leg follows, as it was when it began */
  script: Script;
  /** what was keyed just now and is kept nowhere */
  secrets: Readonly<Record<string, string>>;
}

/** What came of an action: which way on, and what the prompts may now say. */
export interface ActionResult<Outcome extends string = string> {
  outcome: Outcome;
  vars?: Record<string, string>;
  /** what the party is spoken to in from now on */
  language?: string;
}

/** Does what a `run` state names. */
export type Perform = (action: string, context: ActionContext) => Promise<ActionResult>;

/**
 * Computes what an action will need of a secret, outside of any transaction because it is slow.
 * @returns more secrets, kept no longer than the first
 */
export type Prepare = (db: Db, secret: string, value: string, call: Call) => Promise<Record<string, string>>;
