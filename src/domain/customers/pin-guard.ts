/**
 * Wrong PINs are slowed down, and nobody is locked out: each count has a budget of wrong PINs, and time pays for them one
 * by one. While a budget is spent PINs are not looked at, and the caller waits on the line. Whoever has waited is looked
 * at next, whatever others key in meanwhile: a stranger who keeps a budget spent costs others half a minute, not their
 * call. Only far beyond the budget that is over, too, so that guesses stay few (docs/security.md does the sum).
 */
interface Budget {
  /** so many wrong PINs at once … */
  wrong: number;
  /** … and one more each time so much has passed */
  everyMs: number;
  /** so many in all by those who have waited on the line for each */
  waited: number;
}

const MINUTE_MS = 60_000;

const BUDGETS: Record<GuardKind, Budget> = {
  contact: { wrong: 6, everyMs: MINUTE_MS, waited: 120 },
  phones: { wrong: 30, everyMs: MINUTE_MS, waited: 120 },
  customer: { wrong: 20, everyMs: MINUTE_MS, waited: 80 },
  all: { wrong: 100, everyMs: 9_000, waited: 100 },
};

/** How long a caller waits on the line until the next PIN is looked at. The shipped flow plays music a little longer. */
export const WAIT_MS = 20_000;

/** So many of the last wrong PINs are known again. */
const MAX_DIGESTS = 120;

/**
 * Whose wrong PINs are counted together. `contact`: what came from a contact's own phone; their right PIN clears it.
 * Time or a supervisor clears `phones`, what came from all registered phones of a customer, and `customer`, what was keyed
 * in for a customer from any other or none; only time clears `all`, the sum, which slows wrong PINs down and holds up no
 * right one.
 */
export type GuardKind = 'contact' | 'phones' | 'customer' | 'all';

export interface GuardScope {
  kind: GuardKind;
  /** a contact's id, a customer's number; for `all` it says nothing */
  id: string;
}

/** The wrong PINs of a scope. */
export interface PinCount {
  /** when time has paid for all of them */
  clearAt: Date;
  wrong: number;
  since: Date;
  digests: readonly number[];
  spentAt: Date | null;
  toldAt: Date | null;
}

/** When the next PIN is looked at; the past if that is now. @param hasWaited the caller has, on the line */
export function nextTryAt(kind: GuardKind, clearAt: Date, hasWaited = false): Date {
  const { wrong, everyMs, waited } = BUDGETS[kind];
  return new Date(clearAt.getTime() - ((hasWaited ? waited : wrong) - 1) * everyMs);
}

/** Whether PINs are not looked at for now. @param hasWaited the caller has, on the line */
export function isSpent(kind: GuardKind, clearAt: Date, now: Date, hasWaited = false): boolean {
  return nextTryAt(kind, clearAt, hasWaited) > now;
}

/**
 * A count with one more wrong PIN.
 * @param digest by which the same PIN is known again; null if it cannot be
 * @returns null if this PIN is counted already: who tries it again learns nothing new
 */
export function withWrong(
  kind: GuardKind,
  count: PinCount | null,
  digest: number | null,
  now: Date,
): PinCount | null {
  const standing = count && count.clearAt > now ? count : startAnew(count, now);
  if (digest !== null && standing.digests.includes(digest)) return null;
  const clearAt = new Date(standing.clearAt.getTime() + BUDGETS[kind].everyMs);
  return {
    ...standing,
    clearAt,
    wrong: standing.wrong + 1,
    digests: digest === null ? [] : [...standing.digests.slice(1 - MAX_DIGESTS), digest],
    spentAt: isSpent(kind, clearAt, now) ? now : standing.spentAt,
  };
}

/** Time has paid for everything; what the supervisors have not been told of yet is still to be told. */
function startAnew(count: PinCount | null, now: Date): PinCount {
  const untold = count !== null && isUntold(count);
  const told = untold ? count : { wrong: 0, since: now, spentAt: null, toldAt: count?.toldAt ?? null };
  return { ...told, clearAt: now, digests: [] };
}

export function isUntold({ spentAt, toldAt }: Pick<PinCount, 'spentAt' | 'toldAt'>): boolean {
  return spentAt !== null && (toldAt === null || toldAt < spentAt);
}
