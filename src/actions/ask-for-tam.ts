import { findCustomer } from '../directory/customer-store.ts';
import { describeTicket } from '../paging/describe-ticket.ts';
import { findRecipients } from '../paging/find-recipients.ts';
import { sendPage } from '../paging/send-page.ts';
import { defineAction } from './action.ts';
import { openTicketOfCall } from './open-ticket.ts';

/** The mildest severity: a wish to talk, answered within its business hours. */
const TAM_SEVERITY = 4;

/** The caller asks for their technical account manager: a case of its own, and the TAM (or the deputy) is rung at once. */
export const askForTam = defineAction(['asked', 'no-tam'], async (desk, context) => {
  const { tx, now, call } = context;
  const customer = call.customerNumber === null ? null : await findCustomer(tx, call.customerNumber);
  if (!customer?.tam && !customer?.deputy) return { outcome: 'no-tam' };
  const ticket = await openTicketOfCall(desk, context, { severity: TAM_SEVERITY, abandoned: false });
  for (const recipient of await findRecipients(tx, ticket, ['tam'], now)) {
    await sendPage(tx, desk.line, { ticket, recipient, channel: 'sms', step: 0, reason: 'asked for' }, now);
    await sendPage(tx, desk.line, { ticket, recipient, channel: 'call', step: 0, reason: 'asked for' }, now);
  }
  return { outcome: 'asked', vars: await describeTicket(tx, ticket, now) };
});
