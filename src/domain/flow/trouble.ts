/**
 * What a leg has been through on our side since something last went right. It stands in the addresses that the carrier is
 * told and nowhere else: where it is needed, nothing can be written.
 */
export interface Trouble {
  /** how many steps in a row have failed */
  tries: number;
  /** when the first of them did */
  since: Date;
}

/** How often a caller is asked to wait a moment before they are put through to a person. */
const MAX_TRIES = 3;
/** And for how long, milliseconds: a step that hangs may take some seconds of it, and so may the question asked again. */
const MAX_WAIT_MS = 25_000;

/** Whether the caller has waited long enough: the next failure is the last one. */
export function hasWaitedEnough(trouble: Trouble | null, now: Date): boolean {
  if (trouble === null) return false;
  return trouble.tries >= MAX_TRIES || now.getTime() - trouble.since.getTime() >= MAX_WAIT_MS;
}

/** One more step has failed. */
export function addFailure(trouble: Trouble | null, now: Date): Trouble {
  return { tries: (trouble?.tries ?? 0) + 1, since: trouble?.since ?? now };
}

/** Writes it into an address; none leaves the address as it is. */
export function writeTrouble(address: string, trouble: Trouble | null): string {
  if (trouble === null) return address;
  const query = new URLSearchParams({
    retry: String(trouble.tries),
    since: String(Math.floor(trouble.since.getTime() / 1_000)),
  });
  return `${address}${address.includes('?') ? '&' : '?'}${query}`;
}

/** Reads it from the query of an address. Without an instant only the tries count; what is no count is no trouble. */
export function readTrouble(query: URLSearchParams, now: Date): Trouble | null {
  const tries = Number(query.get('retry') ?? 0);
  if (!(tries >= 1)) return null;
  const since = Number(query.get('since') ?? Number.NaN) * 1_000;
  return { tries: Math.floor(Math.min(tries, MAX_TRIES)), since: isPast(since, now) ? new Date(since) : now };
}

/** Processes' clocks differ a little: what lies ahead has just begun. */
function isPast(instant: number, now: Date): boolean {
  return instant >= 0 && instant <= now.getTime();
}
