import type { Db } from '../../platform/db/database.ts';
import { findLog, lastCheckpoint } from './log-store.ts';
import { findOpened, hashesOfOpenings } from './proof-store.ts';
import { prefixOf, readReceipt, receiptOf } from './receipt.ts';

/** What is told of a receipt: nothing about anybody. */
export interface ReceiptFound {
  receipt: string;
  /** the whole hash of which the receipt is the beginning, in base64 */
  statement: string;
  /** its place in the log; null: it has none yet, and will within a minute */
  index: number | null;
  /** whether a signed state of the log counts it */
  signed: boolean;
}

/** @returns null: no ticket of ours has it */
export async function findReceipt(db: Db, typed: string): Promise<ReceiptFound | null> {
  const receipt = readReceipt(typed);
  if (receipt === null) return null;
  const found = (await findOpened(db, prefixOf(receipt))).find(({ hash }) => receiptOf(hash) === receipt);
  if (!found) return null;
  const log = await findLog(db);
  const last = log && (await lastCheckpoint(db, log.id));
  const { index, hash, logId } = found;
  const isSigned = index !== null && (logId !== log?.id || index < (last?.size ?? 0));
  return { receipt, statement: hash.toString('base64'), index, signed: isSigned };
}

/** The receipts of some tickets by their numbers; those that have none are left out. */
export async function receiptsOf(db: Db, ticketNumbers: readonly string[]): Promise<Map<string, string>> {
  const opened = await hashesOfOpenings(db, ticketNumbers);
  return new Map(opened.map(({ ticketNumber, hash }) => [ticketNumber, receiptOf(hash)]));
}

/** The receipt of a ticket that was opened; empty: it was opened by a version that writes none. */
export async function receiptOfTicket(db: Db, ticketNumber: string): Promise<string> {
  return (await receiptsOf(db, [ticketNumber])).get(ticketNumber) ?? '';
}
