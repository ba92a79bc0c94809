import type { DialInCode } from '../../../domain/tickets/dial-in-code.ts';
import type { Db } from '../../../platform/db/database.ts';
import type { FigureFilter } from '../reports/figure-filter.ts';

/** A request in writing that had to be phoned. */
export type RequestRow = Pick<
  DialInCode,
  'id' | 'severity' | 'channel' | 'description' | 'createdAt' | 'expiresAt' | 'remindedAt' | 'ticketNumber'
> & { customerNumber: string; customerName: string; contactName: string; fate: RequestFate };

/** What may come of such a request. */
export const REQUEST_FATES = ['phoned', 'phoned-late', 'in-writing', 'waiting', 'never'] as const;
export type RequestFate = (typeof REQUEST_FATES)[number];

/** What came of a request; `phoned-late`: after a reminder. Whoever has keyed in its code has phoned, also while they are on the line. */
const fateAt = (
  now: string,
) => `case when used_at is not null then case when reminded_at is null then 'phoned' else 'phoned-late' end
    when ticket_number is not null then 'in-writing' when expires_at > ${now} then 'waiting' else 'never' end`;

/** $1 now */
const REQUESTS = `select requests.id, severity, channel, left(description, 200) as description,
    requests.created_at as "createdAt", expires_at as "expiresAt", reminded_at as "remindedAt",
    ticket_number as "ticketNumber", requests.customer_number as "customerNumber", customers.name as "customerName",
    contacts.name as "contactName", ${fateAt('$1::timestamptz')} as fate
  from dial_in_codes requests
    join customers on customers.number = requests.customer_number
    join contacts on contacts.id = requests.contact_id`;

/** Those that nobody has phoned in yet, and still may: the most severe first. */
export async function listWaitingRequests(db: Db, now: Date, limit: number): Promise<RequestRow[]> {
  return db.query<RequestRow>(
    `${REQUESTS} where ticket_number is null and used_at is null and expires_at > $1
     order by severity, requests.created_at limit $2`,
    [now, limit],
  );
}

/** The newest ones since an instant, whatever came of them. */
export async function listRequestsSince(
  db: Db,
  since: Date,
  limit: number,
  now: Date,
): Promise<RequestRow[]> {
  return db.query<RequestRow>(
    `${REQUESTS} where requests.created_at >= $2 order by requests.created_at desc limit $3`,
    [now, since, limit],
  );
}

/** How many of the requests of a span came to what. */
export async function countRequests(
  db: Db,
  filter: FigureFilter,
  now: Date,
): Promise<{ fate: RequestFate; count: number }[]> {
  return db.query<{ fate: RequestFate; count: number }>(
    `select ${fateAt('$6::timestamptz')} as fate, count(*)::int as count
     from dial_in_codes requests
     where created_at >= $1 and created_at < $2 and ($3::int is null or severity = $3)
       and ($4::text is null or exists (select from customers where number = customer_number and plan = $4))
       and ($5::text is null or customer_number = $5)
     group by fate order by fate`,
    [filter.from, filter.until, filter.severity, filter.plan, filter.customer, now],
  );
}
