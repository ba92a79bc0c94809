/**
 * What a leg remembers between the states of its flow, as far as the code reads it. Flows may keep more under names of their
 * own, for prompts to say. All are texts: a row keeps what a prompt can say.
 */
type KnownValue =
  // the ticket the leg is about, and the one it is about for somebody who asks
  | 'ticket'
  | 'asked-case'
  | 'asked-ticket'
  | 'known-case'
  | 'joined-case'
  | 'told-joined'
  | 'unconfirmed'
  | 'cases-told'
  // who calls, as far as it is proven, and for whom
  | 'contact'
  | 'requested-by'
  | 'customer-number'
  // the request that a code stands for
  | 'typed-code'
  | 'dial-in-request'
  | 'written-description'
  | 'written-confirmed'
  // what it is about
  | 'kind'
  | 'signature'
  | 'databases'
  | 'severity'
  | 'outcome'
  // where the customer is called back
  | 'typed-number'
  | 'new-number'
  | 'callback-number'
  // what was said, by the carrier's name for it
  | 'recording'
  | 'recording-seconds'
  // instants, and what happened to the leg itself
  | 'pin-waits-since'
  | 'waiting-since'
  | 'woken'
  | 'told'
  | 'zone';

/** The values of a visit. Code reads them by names that are known; whatever else a flow keeps is there for its prompts. */
export type VisitValues = Partial<Record<KnownValue, string>>;

/** Reads the values of a stored visit. What is no text, and was never written by us, is left out: a call goes on without it. */
export function readValues(stored: unknown): VisitValues {
  if (typeof stored !== 'object' || stored === null) return {};
  return Object.fromEntries(Object.entries(stored).filter(([, value]) => typeof value === 'string'));
}
