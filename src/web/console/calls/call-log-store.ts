import type { Db } from '../../../platform/db/database.ts';
import { OWN } from '../../read-model/call-view-store.ts';
import type { InstantCursor } from '../../read-model/paging.ts';
import { resolveSearch } from '../search/found-store.ts';
import type { CallFilter, Outcome } from './call-filter.ts';

/** A call's place in the log. */
export interface CallPlace {
  id: string;
  startedAt: Date;
}

/** What the conditions of an outcome mean. */
const OUTCOMES: Record<Outcome, string> = {
  missed: 'l.missed',
  abandoned: 'exists (select from tickets where tickets.call_id = l.id and tickets.abandoned)',
  unverified: `l.party = 'caller' and l.contact_id is null and not ${OWN}`,
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
  const found = await resolveSearch(db, search);
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
