import type { Work } from '../../platform/db/work.ts';
import type { ActionContext } from '../calls/action.ts';
import type { Call } from '../calls/call.ts';
import { changeCall } from '../calls/call-store.ts';
import type { Hotline } from '../calls/hotline.ts';
import { contactsOf } from '../customers/customer-store.ts';
import { tellPhonedIn } from '../paging/tell-to-phone.ts';
import { linkDialInCode } from '../tickets/dial-in-code-store.ts';
import type { Severity, Ticket } from '../tickets/ticket.ts';
import { createTicket } from './create-ticket.ts';

/** Opens a ticket of a call for a customer, with what the caller has said so far. */
export async function openTicketFor(
  hotline: Hotline,
  { tx, now, call, visit }: Pick<ActionContext, 'tx' | 'now' | 'call' | 'visit'>,
  customerNumber: string | null,
  known: { severity: Severity; abandoned: boolean; escalation?: string; withheld?: boolean },
): Promise<Ticket> {
  const { vars } = visit;
  const verified = vars.contact !== undefined;
  const ticket = await createTicket(
    { tx, hotline, now },
    {
      kind: vars.kind === 'signature' ? 'signature' : 'problem',
      signature: (vars.kind === 'signature' && vars.signature) || null,
      oldDatabases: vars.kind === 'signature' && vars.databases === 'old',
      channel: 'phone',
      verified,
      customerNumber,
      contactId: vars['requested-by'] || (vars.contact ?? null),
      language: visit.language,
      callId: call.id,
      callbackNumber: verified
        ? (vars['callback-number'] ?? null)
        : await numberOnContract({ tx, now }, customerNumber, call),
      startedAt: call.startedAt,
      text: vars['written-description'] || null,
      ...known,
    },
  );
  await changeCall(tx, call.id, { ticketNumber: ticket.number });
  const { 'dial-in-request': requestId, 'requested-by': requestedBy, contact: callerId } = vars;
  if (requestId) await linkDialInCode(tx, requestId, ticket.number);
  if (requestId && requestedBy && callerId)
    await tellPhonedIn({ tx, hotline, now }, ticket, { requestId, callerId });
  return ticket;
}

/** Who is not verified is called back on a number of the contract only: the one called from if it is there, or the first. */
async function numberOnContract(
  { tx, now }: Work,
  customerNumber: string | null,
  call: Call,
): Promise<string | null> {
  if (customerNumber === null) return null;
  const phones = (await contactsOf(tx, customerNumber, now)).flatMap((contact) => contact.phones);
  return phones.find((phone) => phone === call.fromNumber) ?? phones[0] ?? null;
}
