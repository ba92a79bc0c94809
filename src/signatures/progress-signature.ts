import type { Actor } from '../actor.ts';
import type { Line } from '../calls/line.ts';
import type { Tx } from '../db/database.ts';
import { textCustomer } from '../paging/text-people.ts';
import { changeTicket, lockTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline.ts';
import { type EngineerStage, mayFollow } from './stage.ts';

export interface Progress {
  ticketNumber: string;
  stage: EngineerStage;
  /** of the databases that carry the change; told to the customer */
  version: string | null;
  by: Actor;
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
  await textCustomer(tx, line, { text: `signature-${stage}`, vars: { version: version ?? '' }, ticket }, now);
  return 'noted';
}
