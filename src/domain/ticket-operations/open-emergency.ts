import type { Tx } from '../../platform/db/database.ts';
import { callerOnTheLine } from '../callbacks/connect.ts';
import type { ActionContext } from '../calls/action.ts';
import { changeCall } from '../calls/call-store.ts';
import type { Hotline } from '../calls/hotline.ts';
import { findCustomer } from '../customers/customer-store.ts';
import { readPhone } from '../directory-entry/phone.ts';
import { noteEmergency } from '../paging/flood.ts';
import { listOpenEmergencies, lockEmergency, noteEmergenciesTold } from '../tickets/emergency-store.ts';
import { type EmergencyCaller, type Joining, joinEmergency } from '../tickets/join-emergency.ts';
import type { Severity, Ticket } from '../tickets/ticket.ts';
import { findTicket, serveByCall } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { openTicketFor } from './open-ticket-for.ts';

/** What came of an emergency that nobody vouches for. */
export interface Emergency {
  ticket: Ticket;
  /** it was open already: this call is one more about it */
  isJoined: boolean;
  /** what the caller is told; that follows from what they know only */
  tellsJoined: boolean;
}

/**
 * The emergency of a caller who could not say who they are: joined to the one that is open for the same customer or number,
 * or opened. Whoever joins pages nobody anew.
 * @param said.stated keyed hash of what they state as their customer; null where nobody asked
 */
export async function openEmergency(
  hotline: Hotline,
  context: Pick<ActionContext, 'tx' | 'now' | 'call' | 'visit'>,
  said: { severity: Severity; stated: string | null },
): Promise<Emergency> {
  const { tx, call, visit } = context;
  const customer = call.customerNumber ?? (await keyedCustomer(tx, visit.vars));
  const caller = { customerNumber: customer, number: shownNumber(call.fromNumber) };
  const { ticket: known, tellsJoined } = await findJoining(tx, hotline, caller, said.stated);
  const open = known === null ? null : await findTicket(tx, known);
  const ticket = open ? await joinTo(context, open) : await openFor(hotline, context, caller, said.severity);
  await changeCall(tx, call.id, { ticketNumber: ticket.number });
  const opened = caller.number === null ? ('withheld' as const) : ('opened' as const);
  await noteEmergenciesTold(tx, call.id, { stated: said.stated, told: tellsJoined ? 'joined' : opened });
  return { ticket, isJoined: open !== null, tellsJoined };
}

/** Two who call at the same time are not to open two: who finds none looks again when the other is done. */
async function findJoining(
  tx: Tx,
  hotline: Hotline,
  caller: EmergencyCaller,
  stated: string | null,
): Promise<Joining> {
  const { number, customerNumber } = caller;
  const look = async () =>
    joinEmergency(await listOpenEmergencies(tx, { number, stated }), caller, hotline.unverified.withheld);
  const joining = await look();
  if (joining.ticket !== null) return joining;
  await lockEmergency(tx, customerNumber === null ? `number ${number}` : `customer ${customerNumber}`);
  return look();
}

/** A further call about it: an engineer who wants the caller gets this one, if the first has gone. */
async function joinTo(
  { tx, now, call }: Pick<ActionContext, 'tx' | 'now' | 'call'>,
  ticket: Ticket,
): Promise<Ticket> {
  await addEvent(tx, ticket.number, {
    at: now,
    kind: 'call-joined',
    actor: 'caller',
    detail: { call: call.sid },
  });
  if (!(await callerOnTheLine(tx, ticket))) await serveByCall(tx, ticket.number, call.id);
  return ticket;
}

async function openFor(
  hotline: Hotline,
  context: Pick<ActionContext, 'tx' | 'now' | 'call' | 'visit'>,
  { customerNumber, number }: EmergencyCaller,
  severity: Severity,
): Promise<Ticket> {
  await noteEmergency({ tx: context.tx, hotline, now: context.now });
  const withheld = customerNumber === null && number === null;
  return openTicketFor(hotline, context, customerNumber, { severity, abandoned: false, withheld });
}

/** Whom the caller says to belong to: enough to know where to call back, never to disclose anything. */
async function keyedCustomer(tx: Tx, vars: Record<string, string>): Promise<string | null> {
  return (await findCustomer(tx, vars['customer-number'] ?? ''))?.number ?? null;
}

/** The number that a caller shows; words and numbers that cannot be called show nobody. */
function shownNumber(from: string | null): string | null {
  // they are on record with their country, so that the country named here decides nothing
  return readPhone(from ?? '', 'DE').number === undefined ? null : from;
}
