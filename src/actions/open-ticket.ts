import type { ActionContext } from '../calls/action.ts';
import type { Call } from '../calls/call.ts';
import { changeCall } from '../calls/call-store.ts';
import type { Line } from '../calls/line.ts';
import type { Tx } from '../db/database.ts';
import { contactsOf, findCustomer } from '../directory/customer-store.ts';
import { describeTicket } from '../paging/describe-ticket.ts';
import type { Severity, SignatureFault, Ticket } from '../tickets/ticket.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { defineAction } from './action.ts';
import { changeSeverity } from './change-severity.ts';
import { openCase } from './open-case.ts';

/**
 * As soon as the severity is known the ticket is open and paging begins: the description is added later.
 * Inside a case that exists, the severity keyed is the case's new one.
 */
export const openTicket = defineAction(['opened', 'raised', 'unchanged'], async (desk, context) => {
  const { tx, now, visit } = context;
  const severity = Number(visit.vars.severity ?? 2) as Severity;
  const existing = visit.vars['asked-case'];
  if (existing !== undefined) {
    const ticket = await lockTicket(tx, existing);
    const raised =
      ticket && severity < ticket.severity
        ? await changeSeverity(tx, ticket, severity, { by: 'caller' }, now)
        : null;
    const told = raised ?? ticket;
    return {
      outcome: raised ? 'raised' : 'unchanged',
      vars: told ? await describeTicket(tx, told, now) : {},
    };
  }
  const ticket = await openTicketOfCall(desk.line, context, { severity, abandoned: false });
  return {
    outcome: 'opened',
    vars: { ...(await describeTicket(tx, ticket, now)), unconfirmed: ticket.number },
  };
});

/** Opens the ticket of a call with what the caller has said so far. */
export async function openTicketOfCall(
  line: Line,
  { tx, now, call, visit }: Pick<ActionContext, 'tx' | 'now' | 'call' | 'visit'>,
  known: { severity: Severity; abandoned: boolean; escalation?: string },
): Promise<Ticket> {
  const { vars } = visit;
  const verified = vars.contact !== undefined;
  const customerNumber = call.customerNumber ?? (await keyedCustomer(tx, vars));
  const ticket = await openCase(
    tx,
    line,
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
      callbackNumber: verified
        ? (vars['callback-number'] ?? null)
        : await numberOnContract(tx, customerNumber, call, now),
      startedAt: call.startedAt,
      text: vars['written-description'] ?? null,
      ...(known.escalation === undefined ? {} : { escalation: known.escalation }),
    },
    now,
  );
  await changeCall(tx, call.id, { ticketNumber: ticket.number });
  return ticket;
}

/** Whom the caller says to belong to: enough to know where to call back, never to disclose anything. */
async function keyedCustomer(tx: Tx, vars: Record<string, string>): Promise<string | null> {
  return (await findCustomer(tx, vars['customer-number'] ?? ''))?.number ?? null;
}

/** Who is not verified is called back on a number of the contract only: the one called from if it is there, or the first. */
async function numberOnContract(
  tx: Tx,
  customerNumber: string | null,
  call: Call,
  now: Date,
): Promise<string | null> {
  if (customerNumber === null) return null;
  const phones = (await contactsOf(tx, customerNumber, now)).flatMap((contact) => contact.phones);
  return phones.find((phone) => phone === call.fromNumber) ?? phones[0] ?? null;
}
