import type { Db } from '../../platform/db/database.ts';

/** The number that was given last. */
export async function readTicketNumbers(db: Db): Promise<string> {
  const [row] = await db.query<{ last: string }>(
    'select greatest((select last_value from ticket_numbers), (select max(number) from tickets)) as last',
  );
  return row?.last ?? '0';
}

/** Whatever was to be given next: from now on it is this one. */
export async function moveTicketNumbers(db: Db, next: string): Promise<void> {
  await db.query(`select setval('ticket_numbers', $1::bigint, false)`, [next]);
}

export async function knownTickets(db: Db, numbers: readonly string[]): Promise<Set<string>> {
  const rows = await db.query<{ number: string }>(
    'select number from tickets where number = any($1::bigint[])',
    [numbers],
  );
  return new Set(rows.map(({ number }) => number));
}

/** The last call of one of these phones that began in a span, and has no ticket. */
export async function findCallBefore(
  db: Db,
  phones: readonly string[],
  { since, until }: { since: Date; until: Date },
): Promise<{ id: string; startedAt: Date } | null> {
  const [row] = await db.query<{ id: string; startedAt: Date }>(
    `select id, started_at as "startedAt" from calls
      where party = 'caller' and ticket_number is null and from_number = any($1) and started_at between $2 and $3
      order by started_at desc limit 1 for no key update`,
    [phones, since, until],
  );
  return row ?? null;
}

/** What is said on this call from now on, or was recorded on it, belongs to the ticket. */
export async function linkCall(db: Db, id: string, ticketNumber: string): Promise<void> {
  await db.query(
    `update calls set ticket_number = $2,
       customer_number = coalesce(customer_number, (select customer_number from tickets where number = $2)) where id = $1`,
    [id, ticketNumber],
  );
}
