import type { Tx } from '../../platform/db/database.ts';
import type { Salted } from './field-salts.ts';
import { PROMISE_BEFORE } from './ticket-facts.ts';

/** A leaf with the names of its fields, and what these can be shown by. */
export interface Forgettable extends Salted {
  id: string;
  names: string[];
}

/** Of an entry's details what may speak of somebody, as text. */
export const MAY_NAME = `(detail - '${PROMISE_BEFORE}')::text`;

/** The rest of them. */
export const NAMES_NOBODY = `case when detail ? '${PROMISE_BEFORE}' then jsonb_build_object('${PROMISE_BEFORE}', detail -> '${PROMISE_BEFORE}') else '{}' end`;

const FORGETTABLE = `select leaf.id, array(select jsonb_object_keys(commitments)) as names, salt, kept_salts as "keptSalts"
  from ledger_leaves leaf`;

export async function listForgettable(
  tx: Tx,
  which: { ticketNumbers: readonly string[] } | { customers: readonly string[]; pattern: string },
): Promise<Forgettable[]> {
  if ('ticketNumbers' in which)
    return tx.query<Forgettable>(
      `${FORGETTABLE} where ticket_number = any($1::bigint[]) and event_id is not null`,
      [which.ticketNumbers],
    );
  return tx.query<Forgettable>(
    `${FORGETTABLE} join ticket_events event on event.id = event_id
     where event.ticket_number in (select number from tickets where customer_number = any($1)) and ${MAY_NAME} ~* $2`,
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
