import type { Tx } from '../../platform/db/database.ts';

/** A leaf with what its fields can be shown by. */
export interface Salted {
  id: string;
  names: string[];
  salt: Buffer | null;
  keptSalts: Record<string, string> | null;
}

const SALTED = `select leaf.id, array(select jsonb_object_keys(commitments)) as names, salt, kept_salts as "keptSalts"
  from ledger_leaves leaf`;

export async function listForgettable(
  tx: Tx,
  which: { ticketNumbers: readonly string[] } | { customers: readonly string[]; pattern: string },
): Promise<Salted[]> {
  if ('ticketNumbers' in which)
    return tx.query<Salted>(`${SALTED} where ticket_number = any($1::bigint[]) and event_id is not null`, [
      which.ticketNumbers,
    ]);
  return tx.query<Salted>(
    `${SALTED} join ticket_events event on event.id = event_id
     where event.ticket_number in (select number from tickets where customer_number = any($1)) and detail::text ~* $2`,
    [which.customers, which.pattern],
  );
}

export async function saveKeptSalts(
  tx: Tx,
  kept: readonly { id: string; salts: Record<string, string> }[],
): Promise<void> {
  await tx.query(
    `update ledger_leaves set salt = null, kept_salts = kept.salts::jsonb
     from unnest($1::bigint[], $2::text[]) as kept (id, salts) where ledger_leaves.id = kept.id`,
    [kept.map(({ id }) => id), kept.map(({ salts }) => JSON.stringify(salts))],
  );
}
