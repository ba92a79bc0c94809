import { insertMissedCall } from '../actions/insert-missed-call.ts';
import { mergeMessage } from '../actions/merge-message.ts';
import { lockCallBySid } from '../calls/call-store.ts';
import type { Line } from '../calls/line.ts';
import type { CarrierCall, CarrierRecording } from '../carrier/carrier.ts';
import type { Database, Tx } from '../db/database.ts';
import { handleSms, type SmsDesk } from '../sms/handle-sms.ts';
import type { Gaps } from './find-gaps.ts';
import { knownRecordings } from './reconciliation-store.ts';

/** What came of a look at the carrier's record. */
export interface Merged {
  calls: number;
  recordings: number;
  messages: number;
  /** numbers of the tickets that were opened */
  tickets: string[];
}

/**
 * Brings what we missed on record, as if it had reached us: each piece in a transaction of its own, and once, however
 * many do it at the same time.
 */
export async function mergeGaps(desk: SmsDesk, gaps: Gaps, now: Date): Promise<Merged> {
  const { database, line } = desk;
  const merged: Merged = { calls: 0, recordings: 0, messages: 0, tickets: [] };
  for (const call of gaps.calls) if (await mergeCall(database, line, call, now)) merged.calls += 1;
  for (const recording of gaps.recordings) {
    const ticket = await database.transaction((tx) => mergeRecording(tx, line, recording, now));
    if (ticket === null) continue;
    merged.recordings += 1;
    if (ticket.isNew) merged.tickets.push(ticket.number);
  }
  for (const sms of gaps.messages) if (await handleSms(desk, sms, now)) merged.messages += 1;
  return merged;
}

async function mergeCall(database: Database, line: Line, call: CarrierCall, now: Date): Promise<boolean> {
  const missed = { ...call, endedAt: call.endedAt ?? call.startedAt };
  return (await database.transaction((tx) => insertMissedCall(tx, line, missed, now))) !== null;
}

/** @returns the ticket it belongs to; null if somebody else was first */
async function mergeRecording(
  tx: Tx,
  line: Line,
  { sid, callSid, seconds }: CarrierRecording,
  now: Date,
): Promise<{ number: string; isNew: boolean } | null> {
  const call = await lockCallBySid(tx, callSid);
  if (!call || (await knownRecordings(tx, [sid])).has(sid)) return null;
  const { ticket, isNew } = await mergeMessage(tx, line, call, { recording: sid, seconds }, now);
  return { number: ticket.number, isNew };
}
