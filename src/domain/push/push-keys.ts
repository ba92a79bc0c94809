import webPush from 'web-push';
import type { Db } from '../../platform/db/database.ts';
import { createEncryption, type Encryption } from '../../platform/encryption.ts';
import {
  findCurrentKey,
  insertKey,
  type PushKeyRow,
  removeRetiredKeys,
  resealKey,
  retireKeys,
} from './push-store.ts';

/** Whose the sealed private halves are: they open for nothing else. */
const OWNER = 'push keys';

/** What notifications need of SECRET_KEY. */
export function pushEncryption(secretKey: string, previousKey?: string): Encryption {
  return createEncryption(secretKey, 'push', previousKey);
}

/**
 * The key that browsers subscribe with: it is made when there is none, or when the one there is was sealed under a SECRET_KEY
 * that nobody has any more. That costs nothing but the subscriptions, which browsers renew by themselves.
 */
export async function currentPushKey(db: Db, encryption: Encryption, now: Date): Promise<PushKeyRow> {
  const known = await findCurrentKey(db);
  if (known && openKey(encryption, known) !== null) return known;
  if (known) await retireKeys(db, now);
  const { publicKey, privateKey } = webPush.generateVAPIDKeys();
  await insertKey(db, { publicKey, privateKey: encryption.seal(privateKey, OWNER) }, now);
  const made = await findCurrentKey(db);
  if (!made) throw new Error('the key for notifications was not kept');
  return made;
}

/** At the start: there is a key, and it is sealed under the SECRET_KEY of today. */
export async function ensurePushKey(db: Db, encryption: Encryption, now: Date): Promise<void> {
  const key = await currentPushKey(db, encryption, now);
  const opened = openKey(encryption, key);
  if (opened !== null) await resealKey(db, key.id, encryption.seal(opened, OWNER));
  await removeRetiredKeys(db);
}

/**
 * A new key. Browsers that are subscribed with the one before go on with it, until their app is opened: then they subscribe
 * with the new one.
 * @param isLeaked the one before counts for nothing any more: nobody is notified until they have opened the app
 */
export async function rotatePushKey(
  db: Db,
  encryption: Encryption,
  { isLeaked, now }: { isLeaked: boolean; now: Date },
): Promise<PushKeyRow> {
  await retireKeys(db, now);
  await removeRetiredKeys(db, isLeaked);
  return currentPushKey(db, encryption, now);
}

/** The private half; null: it was sealed under another SECRET_KEY. */
export function openKey(
  encryption: Encryption,
  { privateKey }: Pick<PushKeyRow, 'privateKey'>,
): string | null {
  return encryption.open(privateKey, OWNER);
}
