import type { Database } from '../db/database.ts';
import type { Perform } from './action.ts';
import { type Call, type CallStatus, isFinal, mayFollow } from './call.ts';
import { addCallEvents, changeCall, lockCall, lockCallBySid } from './call-store.ts';
import { flowOf, type Runner } from './run-flow.ts';

export interface StatusReport {
  /** our own name for a leg that we started, if the report carries it */
  legId: string | null;
  sid: string;
  status: CallStatus;
  answeredBy?: string | null;
}

/**
 * The carrier tells how a leg fares. Reports come late, twice and out of order; what the leg's table of moves does not
 * allow changes nothing. When a leg ends, its flow's `hang-up` action runs, once.
 */
export async function handleStatus(
  database: Database,
  runner: Runner,
  report: StatusReport,
  now: Date,
): Promise<Call | null> {
  return database.transaction(async (tx) => {
    const call = report.legId ? await lockCall(tx, report.legId) : await lockCallBySid(tx, report.sid);
    if (!call || (call.sid !== null && call.sid !== report.sid)) return null;
    if (!mayFollow(call.status, report.status)) return call;
    const ended = isFinal(report.status);
    const change = {
      sid: report.sid,
      status: report.status,
      ...(report.status === 'in-progress' && !call.answeredAt ? { answeredAt: now } : {}),
      ...(ended ? { endedAt: now } : {}),
    };
    await changeCall(tx, call.id, change);
    await addCallEvents(tx, call.id, [
      { at: now, kind: 'status', state: call.visit.state, detail: { status: report.status } },
    ]);
    const changed: Call = { ...call, ...change };
    if (ended) await runHangUp(runner, changed, tx, now);
    return changed;
  });
}

async function runHangUp(
  runner: Runner,
  call: Call,
  tx: Parameters<Perform>[1]['tx'],
  now: Date,
): Promise<void> {
  const action = flowOf(runner.script, call.visit)['hang-up'];
  if (action === undefined) return;
  const result = await runner.perform(action, {
    tx,
    now,
    call,
    visit: call.visit,
    secrets: {},
    answeredBy: null,
  });
  await addCallEvents(tx, call.id, [
    { at: now, kind: 'hung-up', state: call.visit.state, detail: { outcome: result.outcome } },
  ]);
}
