import type { Call } from '../calls/call.ts';
import { CALL_IN_STEP, type Page } from '../paging/page.ts';
import type { Attempt } from './callback.ts';

/** All that decides whether somebody can be called into a talk. */
export interface CallInRows {
  /** between an engineer and the customer; null: none is going on */
  talk: Pick<Attempt, 'engineer'> | null;
  /** the pages of the ticket that are not over */
  open: readonly Pick<Page, 'step' | 'engineer'>[];
  /** the legs of whoever is to join that have not ended */
  legs: readonly Pick<Call, 'answeredAt'>[];
}

/**
 * Why somebody cannot be called into a talk; null: they can. Whoever talks is not called in, whoever is on the phone or being
 * rung for it is not rung again, and there is one seat for an engineer and one for a supervisor.
 * @param who an engineer's key; null: a supervisor
 */
export function refuseCallIn(
  { talk, open, legs }: CallInRows,
  who: string | null,
): 'no-talk' | 'in-talk' | null {
  if (talk === null) return 'no-talk';
  const isAlike = ({ engineer }: Pick<Page, 'engineer'>) => (engineer === null) === (who === null);
  const isRung = open.some((page) => page.step === CALL_IN_STEP && isAlike(page));
  const isOnPhone = legs.some(({ answeredAt }) => answeredAt !== null);
  return talk.engineer === who || isRung || isOnPhone ? 'in-talk' : null;
}
