import type { Db, Tx } from '../../platform/db/database.ts';
import { HotlineError } from '../../platform/errors.ts';
import { type DialInCode, type DialInRequest, drawCode, expiryOf } from './dial-in-code.ts';

const COLUMNS = `id, code, customer_number as "customerNumber", contact_id as "contactId", channel, kind, signature,
  severity, description, created_at as "createdAt", expires_at as "expiresAt", used_at as "usedAt",
  ticket_number as "ticketNumber", reminded_at as "remindedAt", reported_at as "reportedAt"`;

/** With a million codes and a handful in use by a customer, a second draw is rare and a tenth does not happen. */
const MAX_DRAWS = 10;

/** Keeps a request that has to be phoned, under a code that no other open request of the customer has. */
export async function insertDialInCode(
  tx: Tx,
  request: DialInRequest & { idempotencyKey: string | undefined },
  now: Date,
): Promise<DialInCode> {
  for (let draw = 0; draw < MAX_DRAWS; draw += 1) {
    const [row] = await tx.query<DialInCode>(
      `insert into dial_in_codes (code, customer_number, contact_id, channel, kind, signature, severity, description,
         idempotency_key, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       on conflict (customer_number, code) where used_at is null do nothing returning ${COLUMNS}`,
      [
        drawCode(),
        request.customerNumber,
        request.contactId,
        request.channel,
        request.kind,
        request.signature,
        request.severity,
        request.description,
        request.idempotencyKey ?? null,
        now,
        expiryOf(now),
      ],
    );
    if (row) return row;
  }
  throw new HotlineError('database-unavailable', 'no dial-in code is left for this customer');
}

/** What a key's request was last told to be phoned in with. */
export async function findDialInCodeByKey(db: Db, idempotencyKey: string): Promise<DialInCode | null> {
  const [row] = await db.query<DialInCode>(
    `select ${COLUMNS} from dial_in_codes where idempotency_key = $1 order by created_at desc limit 1`,
    [idempotencyKey],
  );
  return row ?? null;
}

/** A request is opened in writing after all: its code fills in nothing any more. */
export async function withdrawDialInCode(
  tx: Tx,
  idempotencyKey: string,
  ticketNumber: string,
  now: Date,
): Promise<void> {
  await tx.query(
    `update dial_in_codes set expires_at = least(expires_at, $2), ticket_number = $3
     where idempotency_key = $1 and used_at is null and ticket_number is null`,
    [idempotencyKey, now, ticketNumber],
  );
}

/** Whether a request waits to be phoned in: of one contact, or of any contact of a customer, since a colleague may phone. */
export async function hasDialInCode(
  db: Db,
  of: { contactId?: string | null; customerNumber?: string },
  now: Date,
): Promise<boolean> {
  const [row] = await db.query<{ waits: boolean }>(
    `select exists (select from dial_in_codes where (contact_id = $1 or customer_number = $2)
       and used_at is null and expires_at > $3) as waits`,
    [of.contactId ?? null, of.customerNumber ?? null, now],
  );
  return row?.waits ?? false;
}

export async function lockDialInCode(tx: Tx, id: string): Promise<DialInCode | null> {
  const [row] = await tx.query<DialInCode>(`select ${COLUMNS} from dial_in_codes where id = $1 for update`, [
    id,
  ]);
  return row ?? null;
}

/** Whether a contact has opened a ticket by phone since an instant, and not of another request that they wrote. */
export async function hasPhonedSince(db: Db, contactId: string, at: Date): Promise<boolean> {
  const [row] = await db.query<{ phoned: boolean }>(
    `select exists (select from tickets where contact_id = $1 and channel = 'phone' and opened_at >= $2
       and not exists (select from dial_in_codes where ticket_number = tickets.number)) as phoned`,
    [contactId, at],
  );
  return row?.phoned ?? false;
}

export async function noteReminded(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.query('update dial_in_codes set reminded_at = $2 where id = $1', [id, now]);
}

export async function noteCodesReported(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.query('update dial_in_codes set reported_at = $2 where id = $1', [id, now]);
}

/** A request was phoned in: this is its ticket. */
export async function linkDialInCode(tx: Tx, id: string, ticketNumber: string): Promise<void> {
  await tx.query('update dial_in_codes set ticket_number = $2 where id = $1 and ticket_number is null', [
    id,
    ticketNumber,
  ]);
}

/**
 * Takes a code that a caller keyed in, once. Only for a caller who has given the PIN: the code says what the call is
 * about, never who is calling.
 * @param code as it was keyed in
 * @returns the request, or null for a code that is wrong, used, too old or another customer's
 */
export async function redeemDialInCode(
  tx: Tx,
  customerNumber: string,
  code: string,
  now: Date,
): Promise<DialInCode | null> {
  const [row] = await tx.query<DialInCode>(
    `update dial_in_codes set used_at = $3
     where customer_number = $1 and code = $2 and used_at is null and expires_at > $3
     returning ${COLUMNS}`,
    [customerNumber, code, now],
  );
  return row ?? null;
}

/** Whether a code that was keyed in would have held, had it not run out. */
export async function hasRunOut(db: Db, customerNumber: string, code: string, now: Date): Promise<boolean> {
  const [row] = await db.query<{ late: boolean }>(
    `select exists (select from dial_in_codes
       where customer_number = $1 and code = $2 and used_at is null and ticket_number is null and expires_at <= $3) as late`,
    [customerNumber, code, now],
  );
  return row?.late ?? false;
}
