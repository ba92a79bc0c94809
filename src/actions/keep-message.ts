import { changeCall, findCallBySid, insertCall } from '../calls/call-store.ts';
import type { Line } from '../calls/line.ts';
import type { Database, Tx } from '../db/database.ts';
import { firstCalendarName } from '../directory/default-rules.ts';
import { HotlineError } from '../errors.ts';
import { textSupervisors } from '../paging/text-people.ts';
import { calendarOf } from '../paging/ticket-window.ts';
import { addEvent } from '../tickets/timeline.ts';
import { firstVisit } from '../voice/visit.ts';

/** What a caller said to the carrier's own recorder while we could not serve them. */
export interface LeftMessage {
  callSid: string;
  from: string;
  to: string;
  /** the carrier's name for the recording, and its length in seconds */
  recording: string;
  seconds: number;
}

/** Puts such a message where it belongs: the case of its call if there is one, else the call log; the supervisors are told. */
export async function keepMessage(
  database: Database,
  line: Line,
  message: LeftMessage,
  now: Date,
): Promise<void> {
  await database.transaction(async (tx) => {
    const call = (await findCallBySid(tx, message.callSid)) ?? (await insertLate(tx, line, message, now));
    if (call.visit.vars.recording === message.recording) return;
    const { recording, seconds } = message;
    const vars = { ...call.visit.vars, recording, 'recording-seconds': String(seconds) };
    await changeCall(tx, call.id, { visit: { ...call.visit, vars } });
    if (call.ticketNumber !== null) {
      const detail = { recording, seconds };
      await addEvent(tx, call.ticketNumber, { at: now, kind: 'caller-message', actor: 'caller', detail });
    }
    await tellOfMessage(tx, line, call.startedAt, now);
  });
}

/** The supervisors learn that there is a message to listen to. */
export async function tellOfMessage(tx: Tx, line: Line, callTime: Date, now: Date): Promise<void> {
  const calendar = await firstCalendarName(tx);
  const zone = calendar === null ? 'utc' : (await calendarOf(tx, calendar)).timezone;
  await textSupervisors(
    tx,
    line,
    { text: 'message-left', vars: { 'call-time': callTime.toISOString(), zone } },
    now,
  );
}

/** Not even the first ring of this call could be written down. */
async function insertLate(tx: Tx, line: Line, message: LeftMessage, now: Date) {
  const flow = line.script.flows.get('caller');
  const call = flow
    ? await insertCall(tx, {
        sid: message.callSid,
        direction: 'inbound',
        party: 'caller',
        fromNumber: message.from,
        toNumber: message.to,
        status: 'in-progress',
        visit: firstVisit(flow, line.script.languages[0]?.language ?? 'en', line.script.version),
        startedAt: now,
        answeredAt: now,
      })
    : null;
  if (!call) throw new HotlineError('database-unavailable', 'a late call could not be written');
  return call;
}
