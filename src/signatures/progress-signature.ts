import type { Line } from '../calls/line.ts';
import type { Tx } from '../db/database.ts';
import { writeSms } from '../messages/write-sms.ts';
import { describeTicket } from '../paging/describe-ticket.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { changeTicket, lockTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline.ts';
import { type EngineerStage, mayFollow } from './stage.ts';

export interface Progress {
  ticketNumber: string;
  stage: EngineerStage;
  /** of the databases that carry the change; told to the customer */
  version: string | null;
  by: string;
}

export type Progressed = 'noted' | 'unknown-ticket' | 'no-signature' | 'not-forward';

/** A change of signatures has come further: it stands on the timeline, and the contact is told in their language. */
export async function progressSignature(
  tx: Tx,
  line: Line,
  progress: Progress,
  now: Date,
): Promise<Progressed> {
  const ticket = await lockTicket(tx, progress.ticketNumber);
  if (!ticket) return 'unknown-ticket';
  if (ticket.kind !== 'signature' || ticket.status === 'closed') return 'no-signature';
  const { stage, version, by } = progress;
  if (!mayFollow(ticket.signatureStage ?? 'received', stage)) return 'not-forward';
  await changeTicket(tx, ticket.number, { signatureStage: stage });
  await addEvent(tx, ticket.number, { at: now, kind: 'progress', actor: by, detail: { stage, version } });
  await tellContact(tx, line, ticket, `signature-${stage}`, { version: version ?? '' }, now);
  return 'noted';
}

/** One SMS to whoever reported it, if there is a number to reach them on. */
export async function tellContact(
  tx: Tx,
  line: Line,
  ticket: Ticket,
  text: string,
  more: Record<string, string>,
  now: Date,
): Promise<void> {
  if (ticket.callbackNumber === null) return;
  const vars = { ...(await describeTicket(tx, ticket, now)), ...more };
  const sms = {
    audience: 'customer' as const,
    to: ticket.callbackNumber,
    language: ticket.language,
    text,
    vars,
  };
  await writeSms(tx, line, { ...sms, ticketNumber: ticket.number }, now);
}
