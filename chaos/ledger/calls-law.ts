import type { Breach, Ledger } from './law.ts';

/** Where the calls are that the carrier saw. */
export interface CallsFound {
  seen: number;
  logged: number;
  /** served by the lifeboat, since nothing of ours answered: to be merged by reconciliation */
  lifeboat: number;
  /** put through to a person or a recorder by us, without the record: to be merged, too */
  emergency: number;
  breaches: Breach[];
}

/** Every call the carrier saw is in the call log, or was served without us and waits to be merged. */
export function callsLaw({ seen, books }: Ledger): CallsFound {
  const logged = new Set(books.calls.map(({ sid }) => sid));
  const missing = seen.callers.filter(({ leg }) => !logged.has(leg.sid));
  const lifeboat = missing.filter(({ leg }) => seen.lifeboat.has(leg.sid));
  const rest = missing.filter(({ leg }) => !seen.lifeboat.has(leg.sid));
  const emergency = rest.filter(({ leg }) => seen.emergencies.has(leg.sid));
  const lost = rest.filter(({ leg }) => !seen.emergencies.has(leg.sid));
  return {
    seen: seen.callers.length,
    logged: seen.callers.length - missing.length,
    lifeboat: lifeboat.length,
    emergency: emergency.length,
    breaches: lost.map(({ leg, part }) => ({ sort: 'lost', of: 'calls', what: `${leg.sid} (${part})` })),
  };
}
