export const SEVERITIES = [1, 2, 3, 4] as const;
export type Severity = (typeof SEVERITIES)[number];
export type TicketStatus = 'open' | 'acknowledged' | 'answered' | 'closed';
/** How an engineer, or somebody in their name, told us what they did. */
export type Means = 'call' | 'sms' | 'api' | 'console' | 'link';
export type SignatureFault = 'false-negative' | 'false-positive';

/** A ticket: what is promised to whom, until when, and how far it has come. */
export interface Ticket {
  /** a string of digits, speakable */
  number: string;
  kind: 'problem' | 'signature';
  signature: SignatureFault | null;
  /** of a change of signatures: the newest databases were not in use, or the caller was unsure */
  oldDatabases: boolean;
  /** of a change of signatures: how far it is; null until an engineer has said so */
  signatureStage: 'received' | 'in-analysis' | 'built' | 'released' | 'confirmed' | null;
  severity: Severity;
  status: TicketStatus;
  channel: 'phone' | 'portal' | 'email';
  verified: boolean;
  abandoned: boolean;
  customerNumber: string | null;
  contactId: string | null;
  language: string;
  plan: string;
  /** of the plan: lower is served first */
  priority: number;
  calendar: string;
  escalation: string;
  callId: string | null;
  callbackNumber: string | null;
  /** the first ring */
  openedAt: Date;
  windowFrom: Date;
  respondBy: Date;
  clock: 'always' | 'business';
  acknowledgedAt: Date | null;
  /** an engineer's key, or the name an outside system gave */
  acknowledgedBy: string | null;
  /** how many are to have it at once: a step of its policy has asked for them */
  hands: number;
  /** who helps whoever has it, by the same names; nobody as long as nobody has it */
  helpers: readonly string[];
  answeredAt: Date | null;
  answeredBy: string | null;
  closedAt: Date | null;
  /** when the deadline passed without an answer; a miss stays a miss */
  missedAt: Date | null;
  text: string | null;
  recordingSid: string | null;
  transcript: string | null;
  round: number;
  pagingFrom: Date;
  nextStep: number;
  /** when the last resort was called last */
  lastResortAt: Date | null;
  /** since when the customer does not know what we have tried to tell them; null: they do */
  untoldSince: Date | null;
  /** when it was opened again last, and how often it was */
  reopenedAt: Date | null;
  reopenings: number;
  /** when an answer went out that the customer does not have yet */
  answerSentAt: Date | null;
}

/** The clock still runs: nobody has given a qualified answer. */
export function isUnanswered(ticket: Pick<Ticket, 'status'>): boolean {
  return ticket.status === 'open' || ticket.status === 'acknowledged';
}

/** So long an answer is taken to be fresh in its customer's mind. */
const OBJECTION_MS = 3 * 24 * 60 * 60_000;

/** An answer has been written to the customer. Nobody knows yet whether they have it: they may read it before the carrier says so. */
export function hasAnswerOnItsWay(ticket: Pick<Ticket, 'status' | 'answerSentAt'>): boolean {
  return isUnanswered(ticket) && ticket.answerSentAt !== null;
}

/** Whether there is anything about it that can be taken back: an answer, on its way or not, or that it was closed. */
export function canBeReopened(ticket: Pick<Ticket, 'status' | 'answerSentAt'>): boolean {
  return !isUnanswered(ticket) || hasAnswerOnItsWay(ticket);
}

/** The customer has read an answer, and may still say that it does not help. */
export function wasAnsweredLately(
  { status, answeredAt }: Pick<Ticket, 'status' | 'answeredAt'>,
  now: Date,
): boolean {
  return status === 'answered' && answeredAt !== null && isWithinObjection(answeredAt, now);
}

/** Not longer ago than an answer, or a closing without one, is objected to without naming the ticket. */
export function isWithinObjection(at: Date, now: Date): boolean {
  return now.getTime() - at.getTime() <= OBJECTION_MS;
}

export function isLate(
  ticket: Pick<Ticket, 'answeredAt' | 'missedAt' | 'respondBy' | 'status'>,
  now: Date,
): boolean {
  if (ticket.missedAt) return true;
  if (ticket.answeredAt) return ticket.answeredAt > ticket.respondBy;
  return isUnanswered(ticket) && now > ticket.respondBy;
}
