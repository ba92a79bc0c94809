import type { Tx } from '../../platform/db/database.ts';
import type { Encryption } from '../../platform/encryption.ts';
import { hashOfToken } from '../users/opaque-token.ts';
import { type PushKeyRow, removeSurplus, type SubscriptionRow, saveSubscription } from './push-store.ts';
import { MAX_DEVICES, type PushTarget } from './push-subscription.ts';

/** A browser of a user is notified from now on. @returns whether it was not before */
export async function subscribe(
  tx: Tx,
  encryption: Encryption,
  wanted: { userId: string; target: PushTarget; key: PushKeyRow; browser: string | null },
  now: Date,
): Promise<boolean> {
  const { userId, target, key, browser } = wanted;
  const sealed = encryption.seal(JSON.stringify(target), ownerOf(userId));
  const endpointHash = hashOfToken(target.endpoint);
  const isNew = await saveSubscription(tx, { userId, keyId: key.id, endpointHash, sealed, browser }, now);
  await removeSurplus(tx, userId, MAX_DEVICES);
  return isNew;
}

/** Where a subscription is; null: it was sealed under another SECRET_KEY. */
export function targetOf(
  encryption: Encryption,
  { sealed, userId }: Pick<SubscriptionRow, 'sealed' | 'userId'>,
): PushTarget | null {
  const text = encryption.open(sealed, ownerOf(userId));
  return text === null ? null : (JSON.parse(text) as PushTarget);
}

function ownerOf(userId: string): string {
  return `push ${userId}`;
}
