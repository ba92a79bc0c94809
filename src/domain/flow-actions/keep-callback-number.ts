import { maskNumber } from '../../platform/log.ts';
import type { ActionContext } from '../calls/action.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { changeTicket } from '../tickets/ticket-store.ts';
import { addEvent } from '../tickets/timeline-store.ts';

/** Where the callback of a ticket goes from now on, as its caller wants it. */
export async function keepCallbackNumber(
  { tx, now }: Pick<ActionContext, 'tx' | 'now'>,
  ticketNumber: string,
  number: string,
): Promise<void> {
  await changeTicket(tx, ticketNumber, { callbackNumber: number });
  const detail = { number: maskNumber(number) };
  await addEvent(tx, ticketNumber, { at: now, kind: 'callback-number', actor: 'caller', detail });
}

/**
 * A caller is told that they are called back: where the ticket is a colleague's, it is the caller who asked and not the
 * colleague, and the callback goes to them.
 * @returns where it goes; null: there is no number to call them
 */
export async function callBackCaller(
  context: Pick<ActionContext, 'tx' | 'now' | 'call' | 'visit'>,
  { number, contactId, callbackNumber }: Pick<Ticket, 'number' | 'contactId' | 'callbackNumber'>,
): Promise<string | null> {
  const { call, visit } = context;
  if (call.contactId === null || call.contactId === contactId) return callbackNumber;
  const own = visit.vars['callback-number'] || null;
  if (own !== null && own !== callbackNumber) await keepCallbackNumber(context, number, own);
  return own;
}
