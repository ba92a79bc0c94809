import { createTicket } from '../../src/domain/ticket-operations/create-ticket.ts';
import type { Ticket } from '../../src/domain/tickets/ticket.ts';
import type { Hotline } from './hotline.ts';
import { pagedBy } from './paging-steps.ts';

/** One step only: everybody is paged by phone at once. A supervisor's number may be called for several tickets. */
export const BY_PHONE = pagedBy('{ at: 0%, page: [supervisors], by: [call] }');

export interface Request {
  customerNumber: string;
  severity: 1 | 2 | 3 | 4;
  /** when the first ring was */
  secondsAgo: number;
}

/** Opens a ticket of a known customer at this instant, as if they had called before. */
export async function openTicket(
  hotline: Hotline,
  { customerNumber, severity, secondsAgo }: Request,
): Promise<Ticket> {
  const known = {
    kind: 'problem',
    signature: null,
    channel: 'portal',
    verified: true,
    contactId: null,
  } as const;
  const startedAt = new Date(Date.now() - secondsAgo * 1_000);
  const rest = { language: 'de', callbackNumber: null, customerNumber, severity, startedAt };
  return hotline.database.transaction((tx) =>
    createTicket({ tx, hotline: hotline.app.hotline, now: new Date() }, { ...known, ...rest }),
  );
}
