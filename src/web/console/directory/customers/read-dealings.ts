import type { Db } from '../../../../platform/db/database.ts';
import type { CallRow } from '../../../read-model/call-view.ts';
import { listCallRows } from '../../../read-model/call-view-store.ts';
import type { TicketRow } from '../../../read-model/ticket-view.ts';
import { readTickets } from '../../tickets/read-tickets.ts';
import { readTicketFilter } from '../../tickets/ticket-filter.ts';

/** The last tickets and calls of a customer, the newest first. */
export interface CustomerDealings {
  tickets: TicketRow[];
  calls: CallRow[];
}

const MAX_DEALINGS = 8;

export async function readDealings(db: Db, customer: string, now: Date): Promise<CustomerDealings> {
  const filter = { ...readTicketFilter({}, 'UTC').filter, customer };
  const [{ tickets }, calls] = await Promise.all([
    readTickets(db, filter, { after: null, limit: MAX_DEALINGS, now }),
    listCallRows(db, { customer, limit: MAX_DEALINGS }),
  ]);
  return { tickets, calls: calls.slice(0, MAX_DEALINGS) };
}
