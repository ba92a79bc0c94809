import type { Db } from '../../platform/db/database.ts';

/** The end of the address of an engineer's contact card, and when it was fetched first. */
export interface CardOf {
  engineer: string;
  token: string;
  fetchedAt: Date | null;
}

/** Of some engineers in force. */
export async function listCards(db: Db, engineers: readonly string[]): Promise<CardOf[]> {
  return db.query<CardOf>(
    `select key as engineer, card_token as token, card_fetched_at as "fetchedAt" from engineers
     where key = any($1) and retired_at is null`,
    [engineers],
  );
}

/** Notes that a card is fetched. @param token a UUID @param now null: it is only looked for @returns the engineer's languages; null if there is no such card */
export async function noteCardFetched(
  db: Db,
  token: string,
  now: Date | null,
): Promise<{ languages: string[] } | null> {
  const [row] = await db.query<{ languages: string[] }>(
    `update engineers set card_fetched_at = coalesce(card_fetched_at, $2) where card_token = $1 and retired_at is null
     returning languages`,
    [token, now],
  );
  return row ?? null;
}
