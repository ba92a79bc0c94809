import type { Db } from '../../platform/db/database.ts';
import { isSameName } from '../directory-entry/entry-values.ts';

/** Whoever had a customer number until they were retired, and whose tickets or calls stand under it. */
export interface FormerHolder {
  number: string;
  name: string;
  until: Date;
}

/**
 * Of customers who are to be added those whose number was somebody else's, by the number. What stands under it is of whoever has
 * it: they would be shown, and sent in a report, what happened to the other.
 */
export async function findFormerHolders(
  db: Db,
  wanted: readonly { number: string; name: string }[],
): Promise<Map<string, FormerHolder>> {
  if (wanted.length === 0) return new Map();
  const names = new Map(wanted.map(({ number, name }) => [number, name]));
  const holders = await db.query<FormerHolder>(
    `select number, name, retired_at as until from customers
      where retired_at is not null and number = any($1) and (exists (select from tickets where customer_number = customers.number)
        or exists (select from calls where customer_number = customers.number))`,
    [[...names.keys()]],
  );
  const others = holders.filter(({ number, name }) => !isSameName(name, names.get(number) ?? ''));
  return new Map(others.map((holder) => [holder.number, holder]));
}
