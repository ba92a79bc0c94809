import { createTicket } from '../../src/domain/ticket-operations/create-ticket.ts';
import type { Ticket } from '../../src/domain/tickets/ticket.ts';
import type { Hotline } from './hotline.ts';

/** One step only: everybody is paged by phone at once. A supervisor's number may be called for several tickets. */
export const BY_PHONE = (usual: string) =>
  usual.replace(/ {4}steps:\n(?: {6}.*\n)+/, '    steps: [{ at: 0%, page: [supervisors], by: [call] }]\n');

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
