import type { Db } from '../../../platform/db/database.ts';
import { SERVED } from '../../read-model/call-view-store.ts';
import type { InstantCursor } from '../../read-model/paging.ts';
import type { CallFilter, Outcome, Search } from './call-filter.ts';

/** A call's place in the log. */
export interface CallPlace {
  id: string;
  startedAt: Date;
}

/** What the conditions of an outcome mean. */
const OUTCOMES: Record<Outcome, string> = {
  missed: `l.party = 'caller' and not ${SERVED} and l.ended_at is not null`,
  abandoned: 'exists (select from tickets where tickets.call_id = l.id and tickets.abandoned)',
  unverified: `l.party = 'caller' and l.contact_id is null`,
};

/** $1 party, $2 severity, $3 and $4 the time, $5 and $6 the place to go on after, $7 how many */
const conditions = (party: string) => `($1::text is null or ${party} = $1)
  and ($2::int is null or (select severity from tickets where tickets.number = l.ticket_number) = $2)
  and ($3::timestamptz is null or l.started_at >= $3) and ($4::timestamptz is null or l.started_at < $4)
  and ($5::timestamptz is null or (l.started_at, l.id) < ($5, $6::uuid))`;

/** By what a call is found, each with an index that ends with the newest call. */
const KEYS = [
  { column: 'customer_number', type: 'text', part: 'customers' },
  { column: 'contact_id', type: 'uuid', part: 'contacts' },
  { column: 'engineer', type: 'text', part: 'engineers' },
  { column: 'ticket_number', type: 'bigint', part: 'tickets' },
  { column: 'from_number', type: 'text', part: 'phones' },
  { column: 'to_number', type: 'text', part: 'phones' },
] as const;

/**
 * Which calls fit a filter, newest first, one more than `limit` if there are more. However many calls there are: the newest
 * of each key that a search stands for are read from the end of an index, and the newest of those remain.
 */
export async function findCallPlaces(
  db: Db,
  { outcome, party, severity, from, until, search }: CallFilter,
  { cursor, limit }: { cursor: InstantCursor | null; limit: number },
): Promise<CallPlace[]> {
  const params = [party, severity, from, until, cursor?.at ?? null, cursor?.id ?? null, limit + 1];
  const fitting = (party: string) =>
    outcome === null ? conditions(party) : `${OUTCOMES[outcome]} and ${conditions(party)}`;
  if (search === null) return db.query<CallPlace>(newest(fitting('l.party')), params);
  // written so that no index fits it: the one of the key is enough, and another would be read from end to end beside it
  const where = fitting("l.party || ''");
  const found = await resolve(db, search);
  const branches = KEYS.map(
    ({ column, type }, index) =>
      `select each.* from unnest($${index + 8}::${type}[]) as wanted (value)
       cross join lateral (${newest(`l.${column} = wanted.value and ${where}`)}) each`,
  );
  return db.query<CallPlace>(
    `select * from (${branches.join(' union ')}) fitting order by "startedAt" desc, id desc limit $7`,
    [...params, ...KEYS.map(({ part }) => found[part])],
  );
}

function newest(where: string): string {
  return `select l.id, l.started_at as "startedAt" from calls l where ${where}
    order by l.started_at desc, l.id desc limit $7`;
}

/** What a search stands for: a call fits if it has one of these. */
type Found = Record<(typeof KEYS)[number]['part'], string[]>;

/** More people or cases than these do not narrow anything down. */
const MAX_FOUND = 100;

async function resolve(db: Db, { text, digits, phone, partOfPhone }: Search): Promise<Found> {
  const pattern = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const keys = async (sql: string, params: unknown[]) =>
    (await db.query<{ key: string }>(`${sql} limit ${MAX_FOUND}`, params)).map(({ key }) => key);
  const [customers, contacts, engineers, tickets] = await Promise.all([
    keys('select number as key from customers where name ilike $1 or number = $2', [pattern, text]),
    keys('select id::text as key from contacts where name ilike $1', [pattern]),
    keys('select key from engineers where name ilike $1 or key = $2', [pattern, text]),
    // words of a description are looked up whole: that is what an index can answer
    keys(
      `(select number::text as key from tickets
        where to_tsvector('simple', coalesce(text, '') || ' ' || coalesce(transcript, '')) @@ websearch_to_tsquery('simple', $1)
        order by number desc limit ${MAX_FOUND})
       union select number::text from tickets where number = $2::bigint`,
      [text, digits],
    ),
  ]);
  // what is the number of a ticket or a customer is hardly meant as a part of a phone number
  const isOurs = digits !== null && (tickets.includes(digits) || customers.includes(digits));
  const phones = isOurs ? [] : await phonesLike(db, phone, partOfPhone);
  return { customers, contacts, engineers, tickets, phones };
}

/** Numbers with these digits in them, but only the one that is meant if there is one. */
async function phonesLike(db: Db, phone: string | null, part: string | null): Promise<string[]> {
  if (phone === null && part === null) return [];
  const rows = await db.query<{ number: string }>(
    `select number from call_numbers where number = $1
       or $2::text is not null and number like '%' || $2 || '%' and not exists (select from call_numbers where number = $1)
     order by number limit ${MAX_FOUND}`,
    [phone, part],
  );
  return rows.map(({ number }) => number);
}
