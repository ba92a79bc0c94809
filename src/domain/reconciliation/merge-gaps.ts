import { eachApart } from '../../platform/db/each-apart.ts';
import type { Call } from '../calls/call.ts';
import { lockCallBySid } from '../calls/call-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import type { CarrierCall, CarrierMessage, CarrierRecording } from '../carrier/carrier.ts';
import { callBackLost } from '../flow-actions/call-back-lost.ts';
import { handleSms, type SmsDeps } from '../sms/handle-sms.ts';
import { mergeMessage } from '../ticket-operations/merge-voicemail.ts';
import { insertMissedCall } from '../ticket-operations/record-missed-call.ts';
import { earliest, type Gap, type Gaps } from './find-gaps.ts';

/** Each piece is dated when it is merged: much of it takes a while, and a page is late only from then on. */
export interface MergeDeps extends SmsDeps {
  now: () => Date;
}

/** What came of a look at the carrier's record. */
export interface Merged {
  calls: number;
  recordings: number;
  messages: number;
  /** numbers of the tickets that were opened */
  tickets: string[];
}

export interface MergedGaps {
  merged: Merged;
  /** the ids of the calls that brought no message */
  lost: string[];
  /** since when there is something that could not be brought on record, and is to be tried again; null: there is nothing */
  failedSince: Date | null;
}

/**
 * Brings what we missed on record, as if it had reached us: each piece in a transaction of its own, and once, however
 * many do it at the same time. A piece that cannot be brought on record is named, and holds up no other.
 */
export async function mergeGaps(deps: MergeDeps, gaps: Gaps): Promise<MergedGaps> {
  const { database, hotline, now } = deps;
  const merged: Merged = { calls: 0, recordings: 0, messages: 0, tickets: [] };
  const lost: string[] = [];
  const spokenOn = new Set(gaps.recordings.map(({ callSid }) => callSid));
  const failed: Gap[] = [];
  const noteFailure = (gap: Gap, err: unknown) => {
    failed.push(gap);
    deps.log.error({ err, sid: gap.sid }, NOT_ENTERED);
  };
  const mergeOneCall = async (call: CarrierCall) => {
    const entered = await mergeCall(deps, call, !spokenOn.has(call.sid));
    if (!entered) return;
    merged.calls += 1;
    if (!spokenOn.has(call.sid)) lost.push(entered.id);
    if (entered.ticket) merged.tickets.push(entered.ticket);
  };
  const mergeOneRecording = async (recording: CarrierRecording) => {
    const ticket = await database.transaction((tx) => mergeRecording({ tx, hotline, now: now() }, recording));
    if (ticket === null) return;
    merged.recordings += 1;
    if (ticket.isNew) merged.tickets.push(ticket.number);
  };
  const mergeOneMessage = async (sms: CarrierMessage) => {
    if (await handleSms(deps, sms, now())) merged.messages += 1;
  };
  await eachApart(gaps.calls, mergeOneCall, noteFailure);
  await eachApart(gaps.recordings, mergeOneRecording, noteFailure);
  await eachApart(gaps.messages, mergeOneMessage, noteFailure);
  return { merged, lost, failedSince: earliest(failed) };
}

const NOT_ENTERED =
  'the carrier knows of something that could not be brought on record; it is tried again at the next look';

/**
 * @param isLost it brought no message that would open a ticket
 * @returns its leg, and the ticket that was opened; null if it is on record already
 */
async function mergeCall(
  { database, hotline, now }: MergeDeps,
  call: CarrierCall,
  isLost: boolean,
): Promise<{ id: string; ticket: string | null } | null> {
  return database.transaction(async (tx) => {
    const work = { tx, hotline, now: now() };
    const entered = await enterCall(work, call);
    if (!entered) return null;
    const ticket = isLost ? await callBackLost(tx, hotline, entered, work.now) : null;
    return { id: entered.id, ticket: ticket?.number ?? null };
  });
}

/** Brings a call on record, and nothing else. @returns null if it is there already */
export async function enterCall(work: HotlineWork, call: CarrierCall): Promise<Call | null> {
  return insertMissedCall(work, { ...call, endedAt: call.endedAt ?? call.startedAt });
}

/** @returns the ticket it belongs to; null if somebody else was first, or if nobody may keep it */
async function mergeRecording(
  work: HotlineWork,
  { sid, callSid, seconds }: CarrierRecording,
): Promise<{ number: string; isNew: boolean } | null> {
  const call = await lockCallBySid(work.tx, callSid);
  const merged = call && (await mergeMessage(work, call, { recording: sid, seconds }));
  return merged && { number: merged.ticket.number, isNew: merged.isNew };
}
