import type { Db } from '../../platform/db/database.ts';
import { PIN_TEXT } from './pin-text.ts';

/** Who is reached on these phones: contacts, engineers and supervisors in force. The last have numbers only. */
export async function findNamesAt(
  db: Db,
  phones: readonly string[],
): Promise<{ phone: string; name: string }[]> {
  return db.query<{ phone: string; name: string }>(
    `select phone, name from (
       select unnest(phones) as phone, name from contacts
         where phones && $1::text[] and (retired_at is null or standing_in)
       union all select unnest(phones), name from engineers where phones && $1::text[] and retired_at is null
       union all select unnest(phones), '' from supervisors where phones && $1::text[]) as reached
     where phone = any($1)`,
    [phones],
  );
}

/** A contact in force to whom a text with the PIN did not go, or nobody knows whether it did, and who has had no other since. */
export interface Unreached {
  customerNumber: string;
  customer: string;
  seat: number;
  name: string;
}

/** The newest first, at most `limit`. */
export async function listUnreached(db: Db, limit: number): Promise<Unreached[]> {
  return db.query<Unreached>(
    `select customer_number as "customerNumber", customers.name as customer, seat, contacts.name
       from messages join contacts on contacts.id = contact_id join customers on customers.number = customer_number
      where text_name = $1 and status in ('failed', 'unknown')
        and contacts.retired_at is null and customers.retired_at is null
        and not exists (select from messages later where later.contact_id = contacts.id and later.text_name = $1
          and later.created_at > messages.created_at)
        and not exists (select from audit_entries where action = 'pin-reset' and subject = customer_number
          and detail ->> 'contact' = contacts.id::text and at >= messages.created_at)
      order by messages.created_at desc, contacts.id limit $2`,
    [PIN_TEXT, limit],
  );
}

/** How many texts with PINs are still to go out. */
export async function countPinTexts(db: Db): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from timers where kind = 'text-pin'`,
  );
  return row?.count ?? 0;
}

/**
 * How many texts with PINs are due and go before one that is still wanted, which stays so until the transaction ends.
 * @param contactId whom it is for
 * @returns null: it is wanted no more
 */
export async function countBefore(db: Db, contactId: string, until: Date): Promise<number | null> {
  const [row] = await db.query<{ count: number }>(
    `select (select count(*)::int from timers where kind = 'text-pin' and subject < $1 and due_at <= $2) as count
       from timers where kind = 'text-pin' and subject = $1 for update`,
    [contactId, until],
  );
  return row?.count ?? null;
}

/** Whether a contact was changed in the console after an instant: they may have been given another PIN. */
export async function wasChangedSince(db: Db, contactId: string, at: Date): Promise<boolean> {
  const [row] = await db.query<{ changed: boolean }>(
    'select changed_at > $2 as changed from contacts where id = $1',
    [contactId, at],
  );
  return row?.changed ?? false;
}
