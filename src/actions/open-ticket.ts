import type { ActionContext } from '../calls/action.ts';
import { changeCall } from '../calls/call-store.ts';
import { contactsOf } from '../directory/customer-store.ts';
import { describeTicket } from '../paging/describe-ticket.ts';
import type { Severity, SignatureFault, Ticket } from '../tickets/ticket.ts';
import { findTicket } from '../tickets/ticket-store.ts';
import { type Desk, defineAction } from './action.ts';
import { openCase } from './open-case.ts';
import { raiseSeverity } from './raise-severity.ts';

/**
 * As soon as the severity is known the ticket is open and paging begins: the description is added later.
 * Inside a case that exists, the severity keyed is the case's new one.
 */
export const openTicket = defineAction(['opened', 'raised', 'unchanged'], async (desk, context) => {
  const { tx, now, visit } = context;
  const severity = Number(visit.vars.severity ?? 2) as Severity;
  const existing = visit.vars['case-of-call'] ?? visit.vars['asked-case'];
  if (existing !== undefined && existing !== '') {
    const ticket = await findTicket(tx, existing);
    const raised =
      ticket && severity < ticket.severity ? await raiseSeverity(tx, ticket, severity, 'caller', now) : null;
    const told = raised ?? ticket;
    return {
      outcome: raised ? 'raised' : 'unchanged',
      vars: told ? await describeTicket(tx, told, now) : {},
    };
  }
  const ticket = await openTicketOfCall(desk, context, { severity, abandoned: false });
  return { outcome: 'opened', vars: await describeTicket(tx, ticket, now) };
});

/** Opens the ticket of a call with what the caller has said so far. */
export async function openTicketOfCall(
  desk: Desk,
  { tx, now, call, visit }: ActionContext,
  known: { severity: Severity; abandoned: boolean },
): Promise<Ticket> {
  const { vars } = visit;
  const verified = vars.contact !== undefined;
  const customerNumber = call.customerNumber ?? null;
  const ticket = await openCase(
    tx,
    desk.line,
    {
      kind: vars.kind === 'signature' ? 'signature' : 'problem',
      signature: vars.kind === 'signature' ? ((vars.signature as SignatureFault | undefined) ?? null) : null,
      severity: known.severity,
      channel: 'phone',
      verified,
      abandoned: known.abandoned,
      customerNumber,
      contactId: vars.contact ?? null,
      language: visit.language,
      callId: call.id,
      callbackNumber: verified ? (vars['callback-number'] ?? null) : await numberOnContract(tx, call),
      startedAt: call.startedAt,
    },
    now,
  );
  await changeCall(tx, call.id, { ticketNumber: ticket.number });
  return ticket;
}

/** Who is not verified is called back on a number of the contract only: the one called from if it is there, or the first. */
async function numberOnContract(
  tx: ActionContext['tx'],
  call: ActionContext['call'],
): Promise<string | null> {
  if (call.customerNumber === null) return null;
  const phones = (await contactsOf(tx, call.customerNumber)).flatMap((contact) => contact.phones);
  return phones.find((phone) => phone === call.fromNumber) ?? phones[0] ?? null;
}
