import type { HotlineWork } from '../../calls/hotline.ts';
import { notifyCustomer } from '../../paging/notify.ts';
import { type EngineerStage, mayFollow } from '../../tickets/signature-stage.ts';
import type { Means } from '../../tickets/ticket.ts';
import { changeTicket, lockTicket } from '../../tickets/ticket-store.ts';
import { addEvent } from '../../tickets/timeline-store.ts';
import type { Actor } from '../../users/actor.ts';
import { acknowledge } from '../acknowledge.ts';
import { awaitVerdict } from './ask-for-verdict.ts';

interface Progress {
  ticketNumber: string;
  stage: EngineerStage;
  /** of the databases that carry the change; told to the customer */
  version: string | null;
  by: Actor;
  channel: Means;
}

/** `noted-untold`: it is noted, but there is no number to tell the customer on. */
export type Progressed = 'noted' | 'noted-untold' | 'unknown-ticket' | 'no-signature' | 'not-forward';

/**
 * A change of signatures has come further: it stands on the timeline, and the contact is told in their language. Whoever
 * says so has the ticket, unless somebody else has: nobody is paged about it any more.
 */
export async function progressSignature(work: HotlineWork, progress: Progress): Promise<Progressed> {
  const { tx, now } = work;
  const ticket = await lockTicket(tx, progress.ticketNumber);
  if (!ticket) return 'unknown-ticket';
  if (ticket.kind !== 'signature' || ticket.status === 'closed') return 'no-signature';
  const { stage, version, by, channel } = progress;
  if (!mayFollow(ticket.signatureStage ?? 'received', stage)) return 'not-forward';
  const told = ticket.callbackNumber !== null;
  await changeTicket(tx, ticket.number, { signatureStage: stage });
  const detail = { stage, version, ...(told ? {} : { told }) };
  await addEvent(tx, ticket.number, { at: now, kind: 'progress', actor: by, detail });
  if (ticket.status === 'open') await acknowledge(work, { ticketNumber: ticket.number, by, channel });
  if (stage === 'released' && told) await awaitVerdict(work, ticket.number);
  await notifyCustomer(work, { text: `signature-${stage}`, vars: { version: version ?? '' }, ticket });
  return told ? 'noted' : 'noted-untold';
}
