/** An open unverified ticket, as it looks from one caller's side. */
export interface OpenEmergency {
  number: string;
  /** null: no customer there is */
  customerNumber: string | null;
  /** it was opened for no customer there is, by somebody who showed no number */
  withheld: boolean;
  /** somebody called about it from this caller's number */
  sameNumber: boolean;
  /** somebody who called about it stated the same customer in the same way */
  sameStated: boolean;
  /** how many callers without a number were told that it was opened for them */
  toldWithheld: number;
}

/** Somebody in the unverified lane. */
export interface EmergencyCaller {
  /** the customer they state, if there is such a customer */
  customerNumber: string | null;
  /** E.164; null if none was shown, or none that could be called */
  number: string | null;
}

export interface Joining {
  /** the ticket that this call belongs to; null: it gets one of its own */
  ticket: string | null;
  /** the caller is told that we have their emergency already */
  tellsJoined: boolean;
}

/**
 * Anybody can reach the unverified lane, as often as they like: there is one open ticket a customer, or a calling number
 * where the customer is unknown. Many genuine callers show no number, so each of those has a ticket of their own, up to a
 * bound; beyond it they join the newest.
 *
 * What the caller *hears* must not tell whether a customer's number exists. So it follows from what this caller shows and
 * states only, by rules that do not ask whether there is such a customer, while the ticket follows from what is true.
 * @param open newest first
 * @param maxWithheld how many tickets of callers without a number may be open at a time
 */
export function joinEmergency(
  open: readonly OpenEmergency[],
  caller: EmergencyCaller,
  maxWithheld: number,
): Joining {
  return {
    ticket: ticketOf(open, caller, maxWithheld),
    tellsJoined:
      open.some(({ sameNumber, sameStated }) => (caller.number !== null && sameNumber) || sameStated) ||
      (caller.number === null && sum(open.map(({ toldWithheld }) => toldWithheld)) >= maxWithheld),
  };
}

function ticketOf(
  open: readonly OpenEmergency[],
  { customerNumber, number }: EmergencyCaller,
  maxWithheld: number,
): string | null {
  if (customerNumber !== null)
    return open.find((one) => one.customerNumber === customerNumber)?.number ?? null;
  if (number !== null) return open.find(({ sameNumber }) => sameNumber)?.number ?? null;
  const withheld = open.filter((one) => one.withheld);
  return withheld.length < maxWithheld ? null : (withheld[0]?.number ?? null);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
