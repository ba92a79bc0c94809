import type { Db, Tx } from '../../platform/db/database.ts';
import type { OpenEmergency } from './join-emergency.ts';

/** How many open emergencies are looked at; the newest count. */
const MAX_LOOKED_AT = 2_000;

/**
 * The open unverified tickets, newest first, held against one caller.
 * @param caller.number E.164, or null if none was shown
 * @param caller.stated keyed hash of what they state as their customer, or null
 */
export async function listOpenEmergencies(
  db: Db,
  caller: { number: string | null; stated: string | null },
): Promise<OpenEmergency[]> {
  return db.query<OpenEmergency>(
    `select tickets.number, tickets.customer_number as "customerNumber", withheld,
       coalesce(bool_or(calls.from_number = $1), false) as "sameNumber",
       coalesce(bool_or(calls.stated = $2), false) as "sameStated",
       count(*) filter (where calls.told = 'withheld')::int as "toldWithheld"
     from tickets left join calls on calls.ticket_number = tickets.number and calls.party = 'caller'
     where not verified and tickets.status in ('open', 'acknowledged')
     group by tickets.number order by tickets.number desc limit $3`,
    [caller.number, caller.stated, MAX_LOOKED_AT],
  );
}

/** Keeps the first half of our advisory locks on emergencies apart from all others. */
const EMERGENCY_LOCK = 471_103;

/** Makes those who would open an emergency for the same customer or number wait for each other, until the transaction ends. */
export async function lockEmergency(tx: Tx, key: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1, hashtext($2))', [EMERGENCY_LOCK, key]);
}

/** Notes on a caller's leg what it stated and what it was told. */
export async function noteEmergenciesTold(
  db: Db,
  callId: string,
  { stated, told }: { stated: string | null; told: 'opened' | 'withheld' | 'joined' },
): Promise<void> {
  await db.query('update calls set stated = $2, told = $3 where id = $1', [callId, stated, told]);
}

/** How many unverified tickets were opened after an instant, by their first ring. */
export async function countEmergenciesSince(db: Db, since: Date): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    'select count(*)::int as count from tickets where not verified and opened_at > $1',
    [since],
  );
  return row?.count ?? 0;
}

/** How many unverified tickets wait for an answer. */
export async function countOpenEmergencies(db: Db): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from tickets where not verified and status in ('open', 'acknowledged')`,
  );
  return row?.count ?? 0;
}
