import type { Breach, Ledger } from './law.ts';

/** Where the calls are that the carrier saw. */
export interface CallsFound {
  seen: number;
  logged: number;
  /** met the lifeboat, at their first ring or later, since nothing of ours answered */
  lifeboat: number;
  /** put through to a person or a recorder by us, since the record was away */
  emergency: number;
  /** customers who did not get to the confirmation of their severity, whatever they heard instead */
  notServed: number;
  /** of those, the ones whose call met nothing that has no second one beside it: the database, or a service of one process */
  notServedThough: number;
  breaches: Breach[];
}

/** A database that is back is found by then. */
const RECOVERY_MS = 5_000;
/** Faults of what there is one of. */
const SINGLE = /^(database|connections|service)\b/;

/** Every call the carrier saw is in the call log: as it was, or merged from the carrier's lists afterwards. */
export function callsLaw({ seen, books, faults, closedAt }: Ledger): CallsFound {
  const logged = new Set(books.calls.map(({ sid }) => sid));
  const lost = seen.callers.filter(({ leg }) => !logged.has(leg.sid));
  const unserved = seen.callers.filter(({ part, served }) => part !== 'stranger' && !served);
  const single = faults.filter(({ kind }) => SINGLE.test(kind));
  const metSingle = ({ leg }: (typeof unserved)[number]) =>
    single.some(
      ({ from, until }) =>
        leg.startedAt.getTime() <= until.getTime() + RECOVERY_MS && (leg.endedAt ?? closedAt) >= from,
    );
  const met = (sids: ReadonlySet<string>) => seen.callers.filter(({ leg }) => sids.has(leg.sid));
  return {
    seen: seen.callers.length,
    logged: seen.callers.length - lost.length,
    lifeboat: met(seen.lifeboat).length,
    emergency: met(seen.emergencies).filter(({ leg }) => !seen.lifeboat.has(leg.sid)).length,
    notServed: unserved.length,
    notServedThough: unserved.filter((caller) => !metSingle(caller)).length,
    breaches: lost.map(({ leg, part }) => ({ sort: 'lost', of: 'calls', what: `${leg.sid} (${part})` })),
  };
}
