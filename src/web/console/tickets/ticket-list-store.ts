import { missedBefore } from '../../../domain/attainment/attainment-store.ts';
import type { Db } from '../../../platform/db/database.ts';
import { type Found, resolveSearch } from '../search/found-store.ts';
import type { TicketListFilter, TicketOrder } from './ticket-filter.ts';

/** A ticket's place in the list: what it is sorted by, and its number. */
export interface TicketPlace {
  key: string;
  number: string;
}

/** How a list is sorted; each order is that of an index, and goes on after the place ($11, $12). */
const ORDERS: Record<TicketOrder, { by: string; after: string; key: (row: PlaceRow) => string }> = {
  newest: { by: 't.number desc', after: 't.number < $12::bigint', key: () => '' },
  oldest: { by: 't.number', after: 't.number > $12::bigint', key: () => '' },
  due: {
    by: 't.respond_by, t.number',
    after: '(t.respond_by, t.number) > ($11::text::timestamptz, $12::bigint)',
    key: ({ respondBy }) => respondBy.toISOString(),
  },
  severity: {
    by: 't.severity, -t.number',
    after: '(t.severity, -t.number) > ($11::text::int, -$12::bigint)',
    key: ({ severity }) => String(severity),
  },
};

interface PlaceRow {
  number: string;
  respondBy: Date;
  severity: number;
}

/** $1 status, $2 severity, $3 kind, $4 customer, $5 engineer, $6 and $7 the time, $8 late only at the instant $9, $10 reopened only */
const CONDITIONS = `($1::text is null or t.status = any(case $1 when 'unanswered' then array['open', 'acknowledged'] else array[$1] end))
  and ($2::int is null or t.severity = $2) and ($3::text is null or t.kind = $3)
  and ($4::text is null or t.customer_number = $4)
  and ($5::text is null or t.acknowledged_by = $5 or t.answered_by = $5)
  and ($6::timestamptz is null or t.opened_at >= $6) and ($7::timestamptz is null or t.opened_at < $7)
  and (not $8 or t.missed_at is not null or t.answered_at > t.respond_by or ${missedBefore('t.number')}
    or t.status in ('open', 'acknowledged') and t.respond_by < $9)
  and (not $10 or t.reopenings > 0)`;

/** By what a ticket is found, each with an index. */
const KEYS = [
  { column: 'number', type: 'bigint', part: 'tickets' },
  { column: 'customer_number', type: 'text', part: 'customers' },
  { column: 'contact_id', type: 'uuid', part: 'contacts' },
  { column: 'acknowledged_by', type: 'text', part: 'engineers' },
  { column: 'answered_by', type: 'text', part: 'engineers' },
  { column: 'callback_number', type: 'text', part: 'phones' },
] as const;

/** Of tickets in which words stand the newest of these are looked at: more narrow nothing down. */
const MAX_WORDED = 1_000;

/** Which tickets fit a filter, one more than `limit` if there are more. @param after the last of the page before */
export async function findTicketPlaces(
  db: Db,
  filter: TicketListFilter,
  { after, limit, now }: { after: TicketPlace | null; limit: number; now: Date },
): Promise<TicketPlace[]> {
  const { search, status, severity, kind, customer, engineer, from, until, lateOnly, reopenedOnly } = filter;
  const order = ORDERS[filter.sort];
  const params = [status, severity, kind, customer, engineer, from, until, lateOnly, now, reopenedOnly];
  const place = [after?.key ?? null, after?.number ?? null];
  const found = search === null ? null : await resolveTickets(db, search);
  const where = `${CONDITIONS} and ($11::text is null or $12::bigint is null or ${order.after})`;
  const slice = (condition: string) =>
    `select t.number, t.respond_by, t.severity from tickets t where ${condition} order by ${order.by} limit $13`;
  const source =
    found === null
      ? slice(where)
      : KEYS.map(
          ({ column, type }, index) =>
            `select each.* from unnest($${index + 14}::${type}[]) as wanted (value)
             cross join lateral (${slice(`t.${column} = wanted.value and ${where}`)}) each`,
        ).join(' union ');
  const rows = await db.query<PlaceRow>(
    `select number, respond_by as "respondBy", severity from (${source}) t order by ${order.by} limit $13`,
    [...params, ...place, limit + 1, ...(found === null ? [] : KEYS.map(({ part }) => found[part]))],
  );
  return rows.map((row) => ({ key: order.key(row), number: row.number }));
}

/** A number is that of a ticket's callback, of a contact, or of a call about the ticket. */
async function resolveTickets(db: Db, search: NonNullable<TicketListFilter['search']>): Promise<Found> {
  const found = await resolveSearch(db, search, MAX_WORDED);
  if (found.phones.length === 0) return found;
  const [contacts, tickets] = await Promise.all([
    db.query<{ key: string }>('select id::text as key from contacts where phones && $1 limit $2', [
      found.phones,
      MAX_WORDED,
    ]),
    db.query<{ key: string }>(
      `select ticket_number::text as key from calls
       where from_number = any($1) and party = 'caller' and ticket_number is not null order by started_at desc limit $2`,
      [found.phones, MAX_WORDED],
    ),
  ]);
  const keys = (rows: readonly { key: string }[]) => rows.map(({ key }) => key);
  return {
    ...found,
    contacts: [...found.contacts, ...keys(contacts)],
    tickets: [...found.tickets, ...keys(tickets)],
  };
}
