import { type CallsFound, callsLaw } from './calls-law.ts';
import type { Breach, Ledger } from './law.ts';
import { messagesLaw, pagesSentAgain } from './messages-law.ts';
import { orderLaw } from './order-law.ts';
import { restLaw } from './rest-law.ts';
import { type StepsFound, stepsLaw } from './steps-law.ts';
import { ticketsLaw } from './tickets-law.ts';

/** The ledger, drawn up. It balances when there are no breaches. */
export interface Balance {
  calls: CallsFound;
  merged: Ledger['books']['merged'];
  tickets: number;
  steps: StepsFound;
  pagesSentAgain: number;
  breaches: Breach[];
}

/** Holds what the carrier saw against what is on record, law by law. */
export function balance(ledger: Ledger): Balance {
  const calls = callsLaw(ledger);
  const steps = stepsLaw(ledger);
  return {
    calls,
    merged: ledger.books.merged,
    tickets: ledger.books.tickets.length,
    steps,
    pagesSentAgain: pagesSentAgain(ledger),
    breaches: [
      ...calls.breaches,
      ...ticketsLaw(ledger),
      ...steps.breaches,
      ...messagesLaw(ledger),
      ...orderLaw(ledger),
      ...restLaw(ledger),
      ...ledger.seen.complaints.map((what): Breach => ({ sort: 'wrong', of: 'TwiML', what })),
    ],
  };
}
