import { z } from 'zod';
import type { Db } from '../../../platform/db/database.ts';
import { pageOf } from '../../read-model/paging.ts';
import type { TicketRow } from '../../read-model/ticket-view.ts';
import { ticketRowsOf } from '../../read-model/ticket-view-store.ts';
import type { TicketListFilter } from './ticket-filter.ts';
import { findTicketPlaces, type TicketPlace } from './ticket-list-store.ts';

export interface TicketSlice {
  tickets: TicketRow[];
  /** the cursor of the page after it, null on the last */
  next: string | null;
}

/** One page of the list of tickets, in the order that the filter asks for. */
export async function readTickets(
  db: Db,
  filter: TicketListFilter,
  from: { after: TicketPlace | null; limit: number; now: Date },
): Promise<TicketSlice> {
  const places = await findTicketPlaces(db, filter, from);
  const { data, next } = pageOf(
    places,
    from.limit,
    ({ number }) => number,
    ({ key, number }) => [filter.sort, key, number],
  );
  return { tickets: await ticketRowsOf(db, data), next };
}

const MAX_CURSOR = 200;
const place = z.tuple([z.string(), z.string(), z.string().regex(/^\d{1,18}$/)]);
const KEY = {
  newest: z.literal(''),
  oldest: z.literal(''),
  due: z.iso.datetime(),
  severity: z.string().regex(/^[1-4]$/),
};

/** The cursor that somebody hands back; null if it is missing, none of ours, or of another order. */
export function readTicketCursor(text: string, { sort }: Pick<TicketListFilter, 'sort'>): TicketPlace | null {
  if (text.length > MAX_CURSOR) return null;
  const read = place.safeParse(Buffer.from(text, 'base64url').toString().split(' ')).data;
  if (!read || read[0] !== sort || !KEY[sort].safeParse(read[1]).success) return null;
  return { key: read[1], number: read[2] };
}
