import { redeemDialInCode } from '../tickets/dial-in-code-store.ts';
import { defineAction } from './action.ts';

/** What was written in the portal outside business hours fills in the call; severity 1 is confirmed as ever. */
export const redeemCode = defineAction(
  ['critical', 'filled-in', 'wrong'],
  async (_desk, { tx, now, call, visit }) => {
    const code = visit.vars['typed-code'] ?? '';
    const request =
      call.customerNumber === null ? null : await redeemDialInCode(tx, call.customerNumber, code, now);
    if (!request) return { outcome: 'wrong' };
    const vars = {
      kind: request.kind,
      signature: request.signature ?? '',
      severity: String(request.severity),
      ...(request.description === null ? {} : { 'written-description': request.description }),
    };
    return { outcome: request.severity === 1 ? 'critical' : 'filled-in', vars };
  },
);
