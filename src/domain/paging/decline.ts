/** Whoever has said no is left in peace for at least this long, and at most for the longer span, whatever the deadline. */
const MIN_MS = 30 * 60_000;
const MAX_MS = 4 * 3_600_000;

/** Until when a ticket does not go to an engineer who has said no to it: until its deadline, within bounds. */
export function declinedUntil(respondBy: Date, now: Date): Date {
  const rest = respondBy.getTime() - now.getTime();
  return new Date(now.getTime() + Math.min(MAX_MS, Math.max(MIN_MS, rest)));
}

/** Whom a step pages, and whom it leaves in peace. */
export interface Chosen<Person> {
  paged: Person[];
  /** they have said no, and others are left */
  skipped: Person[];
  /** everybody whom the policy names has said no: they are paged all the same */
  nobodyElse: boolean;
}

/**
 * Whom a step of a policy pages: not those who have said no to the ticket, as long as the policy names anybody else. A step
 * that is left with nobody is passed over.
 * @param meant whom the step means
 * @param everybody whom all steps of the policy mean now
 * @param declined the keys of the engineers who have said no; supervisors have no key and can't
 */
export function choosePaged<Person extends { readonly engineer: string | null }>(
  meant: readonly Person[],
  everybody: readonly Person[],
  declined: ReadonlySet<string>,
): Chosen<Person> {
  const saidNo = ({ engineer }: Person) => engineer !== null && declined.has(engineer);
  const willing = meant.filter((person) => !saidNo(person));
  const othersAreLeft = everybody.some((person) => !saidNo(person));
  if (willing.length > 0 || othersAreLeft || meant.length === 0)
    return { paged: willing, skipped: meant.filter(saidNo), nobodyElse: false };
  return { paged: [...meant], skipped: [], nobodyElse: true };
}
