/** How far a ticket had come at its deadline: the reason for which the promise was missed. */
export const MISS_REASONS = [
  'raised-too-late',
  'answer-late',
  'customer-not-reached',
  'callback-broken-off',
  'not-called',
  'carrier-failed',
  'nobody-on-call',
  'not-paged',
  'nobody-acknowledged',
] as const;
export type MissReason = (typeof MISS_REASONS)[number];

/** What had happened to a ticket until its deadline. */
export interface MissFacts {
  /** its severity was changed after the deadline which that brought about */
  raisedTooLate: boolean;
  /** engineer and customer were joined */
  hadSpoken: boolean;
  /** tries to call the customer back that had begun */
  tries: number;
  /** those of them at whose end the customer had not been reached */
  triesNotReached: number;
  /** somebody had taken the ticket, even if they lost it again */
  wasAcknowledged: boolean;
  /** pages that were due */
  pages: number;
  /** those of them that the carrier had carried */
  pagesSent: number;
  /** those of them that went to an engineer, not to the supervisors */
  pagesToEngineers: number;
  /** a step of the policy found nobody on call */
  foundNobody: boolean;
}

/** The last thing that had been done decides: what did not follow from it is why the promise was missed. */
export function whyMissed(facts: MissFacts): MissReason {
  if (facts.raisedTooLate) return 'raised-too-late';
  if (facts.hadSpoken) return 'answer-late';
  if (facts.tries > 0) return facts.triesNotReached > 0 ? 'customer-not-reached' : 'callback-broken-off';
  if (facts.wasAcknowledged) return 'not-called';
  return whyNotAcknowledged(facts);
}

function whyNotAcknowledged({ pages, pagesSent, pagesToEngineers, foundNobody }: MissFacts): MissReason {
  if (foundNobody && pagesToEngineers === 0) return 'nobody-on-call';
  if (pages === 0) return 'not-paged';
  return pagesSent === 0 ? 'carrier-failed' : 'nobody-acknowledged';
}
