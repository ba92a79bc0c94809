import { contactsOf } from '../customers/customer-store.ts';
import { hasRunOut, redeemDialInCode } from '../tickets/dial-in-code-store.ts';
import { defineAction } from './action.ts';

/** What a request in writing has filled in. */
const REQUEST_VALUES = ['kind', 'signature', 'severity'] as const;

const OUTCOMES = {
  critical: { tells: REQUEST_VALUES },
  'filled-in': { tells: REQUEST_VALUES },
  'critical-of-colleague': { tells: [...REQUEST_VALUES, 'requester-name'], formerly: 'critical' },
  'of-colleague': { tells: [...REQUEST_VALUES, 'requester-name'], formerly: 'filled-in' },
  'run-out': { formerly: 'wrong' },
  wrong: {},
} as const;

/**
 * What was written in the portal outside business hours fills in the call; severity 1 is confirmed as ever. A colleague may
 * phone it in, too, and hears whose request it is: the ticket is that contact's.
 */
export const redeemCode = defineAction(OUTCOMES, async (_desk, { tx, now, call, visit }) => {
  const code = visit.vars['typed-code'] ?? '';
  const { customerNumber } = call;
  if (customerNumber === null) return { outcome: 'wrong' };
  const request = await redeemDialInCode(tx, customerNumber, code, now);
  if (!request) return { outcome: (await hasRunOut(tx, customerNumber, code, now)) ? 'run-out' : 'wrong' };
  const contacts = await contactsOf(tx, customerNumber, now);
  const requester = contacts.find(({ id }) => id === request.contactId && id !== visit.vars.contact);
  const vars = {
    kind: request.kind,
    signature: request.signature ?? '',
    severity: String(request.severity),
    'dial-in-request': request.id,
    ...(requester ? { 'requested-by': requester.id, 'requester-name': requester.name } : {}),
    ...(request.description === null ? {} : { 'written-description': request.description }),
  };
  const isCritical = request.severity === 1;
  if (requester) return { outcome: isCritical ? 'critical-of-colleague' : 'of-colleague', vars };
  return { outcome: isCritical ? 'critical' : 'filled-in', vars };
});
