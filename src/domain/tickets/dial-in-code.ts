import { randomInt } from 'node:crypto';
import type { Severity, SignatureFault } from './ticket.ts';

/** How long a request that has to be phoned can be phoned in with its code. */
const VALID_MS = 24 * 60 * 60_000;
export const CODE_DIGITS = 6;

/** A request from the portal or by e-mail that came outside business hours. */
export interface DialInRequest {
  customerNumber: string;
  contactId: string;
  channel: 'portal' | 'email';
  kind: 'problem' | 'signature';
  signature: SignatureFault | null;
  severity: Severity;
  description: string | null;
}

/**
 * Six digits that fill in a call with what was written already. They never replace the PIN, they work once, and they
 * hold for a day.
 */
export interface DialInCode extends DialInRequest {
  id: string;
  code: string;
  createdAt: Date;
  expiresAt: Date;
  usedAt: Date | null;
  /** the ticket that it came to */
  ticketNumber: string | null;
  /** when the contact was reminded, and when the supervisors were told that nobody has phoned */
  remindedAt: Date | null;
  reportedAt: Date | null;
}

/** Digits that nobody can tell beforehand. */
export function drawCode(): string {
  return String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
}

/** When a code given out at an instant ends. */
export function expiryOf(createdAt: Date): Date {
  return new Date(createdAt.getTime() + VALID_MS);
}
