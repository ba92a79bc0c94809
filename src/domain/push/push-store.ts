import type { Db } from '../../platform/db/database.ts';

export interface PushKeyRow {
  id: string;
  publicKey: string;
  /** sealed */
  privateKey: Buffer;
}

const KEY = 'id, public_key as "publicKey", private_key as "privateKey"';

export async function findCurrentKey(db: Db): Promise<PushKeyRow | null> {
  const [row] = await db.query<PushKeyRow>(`select ${KEY} from push_keys where retired_at is null`);
  return row ?? null;
}

/** Adds a key, unless somebody else has just added one. */
export async function insertKey(db: Db, key: Omit<PushKeyRow, 'id'>, now: Date): Promise<void> {
  await db.query(
    `insert into push_keys (public_key, private_key, created_at) values ($1, $2, $3)
     on conflict ((retired_at is null)) where retired_at is null do nothing`,
    [key.publicKey, key.privateKey, now],
  );
}

export async function resealKey(db: Db, id: string, privateKey: Buffer): Promise<void> {
  await db.query('update push_keys set private_key = $2 where id = $1', [id, privateKey]);
}

/** The current key serves only who has subscribed with it. @returns whether there was one */
export async function retireKeys(db: Db, now: Date): Promise<boolean> {
  const rows = await db.query('update push_keys set retired_at = $1 where retired_at is null returning id', [
    now,
  ]);
  return rows.length > 0;
}

/** Keys that nobody is subscribed with any more; with `all`, every key that is not current, and whoever is subscribed with it. */
export async function removeRetiredKeys(db: Db, all = false): Promise<void> {
  await db.query(
    `delete from push_keys where retired_at is not null
       and ($1 or not exists (select from push_subscriptions where key_id = push_keys.id))`,
    [all],
  );
}

/** A device that is notified, as its user sees it. */
export interface PushDevice {
  id: string;
  browser: string | null;
  createdAt: Date;
  /** null: not yet */
  takenAt: Date | null;
}

export async function listPushDevices(db: Db, userId: string): Promise<PushDevice[]> {
  return db.query<PushDevice>(
    `select id, browser, created_at as "createdAt", taken_at as "takenAt" from push_subscriptions
     where user_id = $1 order by created_at desc, id`,
    [userId],
  );
}

/** A subscription with the key it was made with. */
export interface SubscriptionRow {
  id: string;
  userId: string;
  sealed: Buffer;
  /** when the push service took a notification last */
  takenAt: Date | null;
  key: PushKeyRow;
}

/** Of everybody in force who is an engineer. */
export async function findSubscriptionsOf(db: Db, engineer: string): Promise<SubscriptionRow[]> {
  const rows = await db.query<Omit<SubscriptionRow, 'key'> & Omit<PushKeyRow, 'id'> & { keyId: string }>(
    `select push_subscriptions.id, user_id as "userId", sealed, taken_at as "takenAt", key_id as "keyId", public_key as "publicKey",
       private_key as "privateKey"
     from push_subscriptions join users on users.id = user_id join push_keys on push_keys.id = key_id
     where users.engineer = $1 and users.retired_at is null order by push_subscriptions.created_at`,
    [engineer],
  );
  return rows.map(({ keyId, publicKey, privateKey, ...row }) => ({
    ...row,
    key: { id: keyId, publicKey, privateKey },
  }));
}

export async function hasSubscriptions(db: Db, engineer: string): Promise<boolean> {
  const rows = await db.query(
    `select from push_subscriptions join users on users.id = user_id
     where users.engineer = $1 and users.retired_at is null limit 1`,
    [engineer],
  );
  return rows.length > 0;
}

/** Keeps a subscription; a browser that was somebody else's, or had another key, is this user's from now on. @returns whether it is new */
export async function saveSubscription(
  db: Db,
  row: { userId: string; keyId: string; endpointHash: Buffer; sealed: Buffer; browser: string | null },
  now: Date,
): Promise<boolean> {
  const [saved] = await db.query<{ isNew: boolean }>(
    `insert into push_subscriptions as known (user_id, key_id, endpoint_hash, sealed, browser, created_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (endpoint_hash) do update set user_id = $1, key_id = $2, sealed = $4, browser = $5
     returning xmax = 0 as "isNew"`,
    [row.userId, row.keyId, row.endpointHash, row.sealed, row.browser, now],
  );
  return saved?.isNew ?? false;
}

/** A user's oldest ones beyond so many go. */
export async function removeSurplus(db: Db, userId: string, most: number): Promise<void> {
  await db.query(
    `delete from push_subscriptions where id in (
       select id from push_subscriptions where user_id = $1 order by created_at desc, id offset $2)`,
    [userId, most],
  );
}

/** @param which one of a user's own, by its id or by the hash of where it is */
export async function removeOwnSubscription(
  db: Db,
  userId: string,
  which: { id: string } | { endpointHash: Buffer },
): Promise<boolean> {
  const [column, value] = 'id' in which ? ['id::text', which.id] : ['endpoint_hash', which.endpointHash];
  const rows = await db.query(
    `delete from push_subscriptions where user_id = $1 and ${column} = $2 returning id`,
    [userId, value],
  );
  return rows.length > 0;
}

/** The push service does not know it any more. */
export async function removeSubscription(db: Db, id: string): Promise<void> {
  await db.query('delete from push_subscriptions where id = $1', [id]);
}

export async function noteTakenBy(db: Db, ids: readonly string[], now: Date): Promise<void> {
  await db.query('update push_subscriptions set taken_at = $2 where id = any($1::uuid[])', [ids, now]);
}
