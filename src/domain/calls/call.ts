import type { LegStatus } from '../carrier/carrier.ts';
import type { Visit } from '../flow/visit.ts';

/** Whose phone a leg leads to. */
export type Party = 'caller' | 'engineer' | 'customer';

/**
 * The carrier's words for a leg, and two of ours before it has one: `planned` (wanted) and `sending` (the carrier was asked).
 * Final: completed, busy, no-answer, failed, canceled.
 */
export type CallStatus = 'planned' | 'sending' | LegStatus;

const ORDER: readonly CallStatus[] = ['planned', 'sending', 'queued', 'initiated', 'ringing', 'in-progress'];

export function isFinal(status: CallStatus): boolean {
  return !ORDER.includes(status);
}

/**
 * Whether a leg may go from one status to another. Webhooks come late, twice and out of order:
 * a leg never goes back, and what has ended stays as it ended.
 */
export function mayStatusFollow(from: CallStatus, to: CallStatus): boolean {
  if (isFinal(from)) return false;
  return isFinal(to) || ORDER.indexOf(to) > ORDER.indexOf(from);
}

/** One leg: a call of a customer, to an engineer, or back to a customer. */
export interface Call {
  id: string;
  /** the carrier's name for it; null until the carrier has answered */
  sid: string | null;
  direction: 'inbound' | 'outbound';
  party: Party;
  fromNumber: string | null;
  toNumber: string | null;
  status: CallStatus;
  visit: Visit;
  customerNumber: string | null;
  contactId: string | null;
  engineer: string | null;
  ticketNumber: string | null;
  startedAt: Date;
  answeredAt: Date | null;
  endedAt: Date | null;
}
