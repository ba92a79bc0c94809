import type { Db } from '../../../platform/db/database.ts';
import { isLike, likePart } from '../../../platform/like-part.ts';
import type { Search } from './read-search.ts';

/** What a search stands for, by key: what is asked for fits if it has one of these. */
export interface Found {
  customers: string[];
  contacts: string[];
  engineers: string[];
  tickets: string[];
  /** E.164 */
  phones: string[];
}

/** More people or tickets than these do not narrow anything down. */
const MAX_FOUND = 100;

/** @param mostTickets how many of those are looked for in which the words stand, the newest first */
export async function resolveSearch(
  db: Db,
  { text, digits, phone, partOfPhone }: Search,
  mostTickets = MAX_FOUND,
): Promise<Found> {
  const pattern = `%${likePart(text)}%`;
  const keys = async (sql: string, params: unknown[]) =>
    (await db.query<{ key: string }>(sql, params)).map(({ key }) => key);
  const [customers, contacts, engineers, tickets] = await Promise.all([
    keys(
      `select number as key from customers where ${isLike('name', '$1')} or number = $2 limit ${MAX_FOUND}`,
      [pattern, text],
    ),
    keys(`select id::text as key from contacts where ${isLike('name', '$1')} limit ${MAX_FOUND}`, [pattern]),
    keys(`select key from engineers where ${isLike('name', '$1')} or key = $2 limit ${MAX_FOUND}`, [
      pattern,
      text,
    ]),
    keys(TICKETS, [text, digits, mostTickets]),
  ]);
  // what is the number of a ticket or a customer is hardly meant as a part of a phone number
  const isOurs = digits !== null && (tickets.includes(digits) || customers.includes(digits));
  const phones = isOurs ? [] : await phonesLike(db, phone, partOfPhone);
  return { customers, contacts, engineers, tickets, phones };
}

/** Words of a description, a note or an answer are looked up whole: that is what an index can answer. */
const TICKETS = `with worded as materialized (
    select number from tickets
      where to_tsvector('simple', search_folded(coalesce(text, '') || ' ' || coalesce(transcript, ''))) @@ websearch_to_tsquery('simple', search_folded($1))
    union select ticket_number from ticket_events
      where detail ? 'text' and to_tsvector('simple', search_folded(detail ->> 'text')) @@ websearch_to_tsquery('simple', search_folded($1)))
  select key from ((select number as key from worded order by number desc limit $3)
    union select number from tickets where number = $2::bigint) found order by key desc`;

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
