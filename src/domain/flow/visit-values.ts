import { z } from 'zod';

const text = z.string();

/**
 * What a leg remembers between the states of its flow, as far as the code reads it. Flows may keep more under names of their
 * own, for prompts to say. All are texts: a row keeps what a prompt can say.
 */
const KNOWN = z.object({
  /** the ticket the leg is about, and the one it is about for somebody who asks */
  ticket: text,
  'asked-case': text,
  'asked-ticket': text,
  'known-case': text,
  'joined-case': text,
  'told-joined': text,
  unconfirmed: text,
  'cases-told': text,
  /** who calls, as far as it is proven, and for whom */
  contact: text,
  'requested-by': text,
  'customer-number': text,
  /** the request that a code stands for */
  'typed-code': text,
  'dial-in-request': text,
  'written-description': text,
  'written-confirmed': text,
  /** what it is about */
  kind: text,
  signature: text,
  databases: text,
  severity: text,
  outcome: text,
  /** where the customer is called back */
  'typed-number': text,
  'new-number': text,
  'callback-number': text,
  /** what was said, by the carrier's name for it */
  recording: text,
  'recording-seconds': text,
  /** instants, and what happened to the leg itself */
  'pin-waits-since': text,
  'waiting-since': text,
  woken: text,
  told: text,
  zone: text,
});

/** The values of a visit. Code reads them by names that are known; whatever else a flow keeps is there for its prompts. */
export type VisitValues = Partial<z.infer<typeof KNOWN>>;

/** Reads the values of a stored visit. What is no text, and was never written by us, is left out: a call goes on without it. */
export function readValues(stored: unknown): VisitValues {
  if (typeof stored !== 'object' || stored === null) return {};
  return Object.fromEntries(Object.entries(stored).filter(([, value]) => text.safeParse(value).success));
}
