import { randomBytes } from 'node:crypto';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { Work } from '../../platform/db/work.ts';
import { createEncryption, type Encryption } from '../../platform/encryption.ts';
import { HotlineError } from '../../platform/errors.ts';
import { handoverText } from './checkpoint.ts';
import { addFacts } from './leaf-store.ts';
import {
  closeLog,
  findLog,
  insertLog,
  insertLogKey,
  type Log,
  type LogKey,
  lastCheckpoint,
  listKeys,
  updateLogKey,
} from './log-store.ts';
import { HASH_BYTES } from './merkle.ts';
import { type SignerKey, signerOf, signNote, writeKey } from './signed-note.ts';

/** What the ledger needs of the configuration. */
export interface LedgerDeps {
  encryption: Encryption;
  /** the name of a log begins with its host */
  publicUrl: string;
}

/** A log with the key that signs it. */
export interface SigningLog {
  log: Log;
  key: SignerKey;
}

/** Whose the sealed private halves are: they open for nothing else. */
const OWNER = 'ledger keys';

/** SECRET_KEY, and the one before while it is changed. */
interface Keys {
  secretKey: string;
  secretKeyPrevious?: string | undefined;
}

export function ledgerOf({ publicUrl, ...keys }: Keys & { publicUrl: string }): LedgerDeps {
  return { encryption: encryptionOf(keys), publicUrl };
}

function encryptionOf({ secretKey, secretKeyPrevious }: Keys): Encryption {
  return createEncryption(secretKey, 'ledger', secretKeyPrevious);
}

/**
 * The current log. There is none at first; where nobody has the key any more (SECRET_KEY was lost), a new one begins with the
 * last checkpoint of the one before. Whoever calls has locked the ledger.
 */
export async function openLog({ tx, now }: Work, parts: LedgerDeps): Promise<SigningLog> {
  const log = await findLog(tx);
  if (!log) return beginLog({ tx, now }, parts, null);
  const key = await openKey(tx, log, parts.encryption);
  if (key) return { log, key };
  const last = await lastCheckpoint(tx, log.id);
  await closeLog(tx, log, last?.size ?? 0, now);
  return beginLog({ tx, now }, parts, last?.note ?? null);
}

async function beginLog(
  { tx, now }: Work,
  parts: LedgerDeps,
  predecessor: string | null,
): Promise<SigningLog> {
  const origin = `${new URL(parts.publicUrl).host}/log/${randomBytes(4).toString('hex')}`;
  const log = await insertLog(tx, origin, predecessor, now);
  const key = await makeKey({ tx, now }, { log, encryption: parts.encryption, before: null });
  const fields = { origin, ...(predecessor === null ? {} : { predecessor }) };
  await addFacts(tx, [{ fact: 'log-begun', at: now, fields }]);
  return { log, key };
}

async function makeKey(
  { tx, now }: Work,
  { log, encryption, before }: { log: Log; encryption: Encryption; before: SignerKey | null },
): Promise<SignerKey> {
  const seed = randomBytes(HASH_BYTES);
  const key = signerOf(log.origin, seed);
  const publicKey = writeKey(key);
  const handing = before && { origin: log.origin, from: writeKey(before), to: publicKey, at: now };
  const handover = handing && before ? signNote(handoverText(handing), before) : null;
  const privateKey = encryption.seal(seed.toString('hex'), OWNER);
  await insertLogKey(tx, log.id, { publicKey, privateKey, handover }, now);
  return key;
}

/** Null: sealed under a SECRET_KEY that is not ours. Sealed under the one before, it is sealed anew. */
async function openKey(tx: Tx, log: Log, encryption: Encryption): Promise<SignerKey | null> {
  const newest = (await listKeys(tx, log.id)).at(-1);
  const seed = newest && encryption.open(newest.privateKey, OWNER);
  if (!newest || !seed) return null;
  const key = signerOf(log.origin, Buffer.from(seed, 'hex'));
  return writeKey(key) === newest.publicKey ? key : null;
}

/**
 * Seals the key under the SECRET_KEY of today.
 * @returns false: it is sealed under one that is neither that of today nor the one before, as all PINs will be
 */
export async function resealLogKey(tx: Tx, encryption: Encryption): Promise<boolean> {
  const newest = await newestKey(tx);
  if (!newest) return true;
  const seed = encryption.open(newest.privateKey, OWNER);
  if (seed) await updateLogKey(tx, newest.publicKey, encryption.seal(seed, OWNER));
  return Boolean(seed);
}

/**
 * Whether SECRET_KEY, or the one before, is what this record was made with. Only looks.
 * @returns true also while there is no log, which could tell
 */
export async function isRecordOfKey(db: Db, keys: Keys): Promise<boolean> {
  const newest = await newestKey(db);
  return !newest || Boolean(encryptionOf(keys).open(newest.privateKey, OWNER));
}

async function newestKey(db: Db): Promise<LogKey | undefined> {
  const log = await findLog(db);
  return log ? (await listKeys(db, log.id)).at(-1) : undefined;
}

/**
 * A new key, which the one before hands over to.
 * @throws HotlineError `not-found` when there is no log yet
 */
export async function rotateLogKey(work: Work, parts: LedgerDeps): Promise<SignerKey> {
  if (!(await findLog(work.tx)))
    throw new HotlineError('not-found', 'There is no ledger yet.', { remedy: 'Start the service once.' });
  const { log, key } = await openLog(work, parts);
  return makeKey(work, { log, encryption: parts.encryption, before: key });
}
