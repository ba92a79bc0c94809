import type { Db, Tx } from '../db/database.ts';
import { HotlineError } from '../errors.ts';
import { type DialInCode, type DialInRequest, drawCode, expiryOf } from './dial-in-code.ts';

const COLUMNS = `code, customer_number as "customerNumber", contact_id as "contactId", channel, kind, signature,
  severity, description, created_at as "createdAt", expires_at as "expiresAt", used_at as "usedAt"`;

/** With a million codes and a handful in use by a customer, a second draw is rare and a tenth does not happen. */
const MOST_DRAWS = 10;

/** Keeps a request that has to be phoned, under a code that no other open request of the customer has. */
export async function insertDialInCode(
  tx: Tx,
  request: DialInRequest & { idempotencyKey: string | undefined },
  now: Date,
): Promise<DialInCode> {
  for (let draw = 0; draw < MOST_DRAWS; draw += 1) {
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

/** A request is opened after all: its code fills in nothing any more. */
export async function withdrawDialInCode(tx: Tx, idempotencyKey: string, now: Date): Promise<void> {
  await tx.query(
    `update dial_in_codes set expires_at = $2
     where idempotency_key = $1 and used_at is null and expires_at > $2`,
    [idempotencyKey, now],
  );
}

/** Whether a request of this contact waits to be phoned in. */
export async function hasDialInCode(db: Db, contact: { id: string }, now: Date): Promise<boolean> {
  const [row] = await db.query<{ waits: boolean }>(
    `select exists (select from dial_in_codes where contact_id = $1 and used_at is null and expires_at > $2) as waits`,
    [contact.id, now],
  );
  return row?.waits ?? false;
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
): Promise<DialInRequest | null> {
  const [row] = await tx.query<DialInRequest>(
    `update dial_in_codes set used_at = $3
     where customer_number = $1 and code = $2 and used_at is null and expires_at > $3
     returning customer_number as "customerNumber", contact_id as "contactId", channel, kind, signature, severity,
       description`,
    [customerNumber, code, now],
  );
  return row ?? null;
}
