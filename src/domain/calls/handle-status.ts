import type { Database, Tx } from '../../platform/db/database.ts';
import type { Work } from '../../platform/db/work.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import type { Script } from '../flow/script.ts';
import { type Call, type CallStatus, isFinal, mayStatusFollow } from './call.ts';
import { addCallEvents, changeCall, lockCall, lockCallBySid, named } from './call-store.ts';
import { findNextWaitingLeg } from './dial-store.ts';
import { forgetKeyed } from './forget-keyed.ts';
import { logEnd } from './log-call.ts';
import { flowOf, type Runner } from './run-flow.ts';
import { whoEnded } from './who-ended.ts';

export interface StatusReport {
  /** our own name for a leg that we started, if the report carries it */
  legId: string | null;
  /** null: the carrier never had it */
  sid: string | null;
  status: CallStatus;
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
  const moved = await database.transaction(async (tx) => {
    const before = await lockLeg(tx, report);
    if (!before || (before.sid !== null && report.sid !== null && before.sid !== report.sid)) return null;
    return { before, after: await moveOn({ tx, now }, runner, before, report) };
  });
  if (moved && moved.after.endedAt !== moved.before.endedAt) logEnd(runner.log, moved.after);
  return moved?.after ?? null;
}

/**
 * A leg is not wanted any more. @returns whether it is over; one that the carrier has been asked for meanwhile is
 * not
 */
export async function cancelWanted(
  database: Database,
  runner: Runner,
  legId: string,
  now: Date,
): Promise<boolean> {
  return database.transaction(async (tx) => {
    const call = await lockCall(tx, legId);
    if (call?.status === 'planned')
      await moveOn({ tx, now }, runner, call, { sid: null, status: 'canceled' });
    return !call || call.status === 'planned' || isFinal(call.status);
  });
}

async function moveOn(
  work: Work,
  runner: Runner,
  call: Call,
  report: Pick<StatusReport, 'sid' | 'status'>,
): Promise<Call> {
  const { tx, now } = work;
  if (!mayStatusFollow(call.status, report.status)) return call;
  const ended = isFinal(report.status);
  const change = {
    ...named(call, report.sid),
    status: report.status,
    ...(report.status === 'in-progress' && !call.answeredAt ? { answeredAt: now } : {}),
    ...(ended ? { endedAt: now } : {}),
  };
  await changeCall(tx, call.id, change);
  await addCallEvents(tx, call.id, [
    { at: now, kind: 'status', state: call.visit.state, detail: { status: report.status } },
  ]);
  const changed: Call = { ...call, ...change };
  if (ended) await afterEnd(work, runner, changed);
  return changed;
}

async function lockLeg(tx: Tx, { legId, sid }: StatusReport): Promise<Call | null> {
  if (legId !== null) return lockCall(tx, legId);
  return sid === null ? null : lockCallBySid(tx, sid);
}

async function afterEnd(work: Work, runner: Runner, call: Call): Promise<void> {
  const { tx } = work;
  const script = await runner.scripts.of(tx, call.visit);
  const flow = flowOf(script, call.visit);
  await runHangUp(work, runner, call, script);
  await forgetKeyed(tx, call, flow);
  await dialWaiting(work, call);
}

async function runHangUp({ tx, now }: Work, runner: Runner, call: Call, script: Script): Promise<void> {
  const action = flowOf(script, call.visit)['hang-up'];
  if (action === undefined) return;
  const result = await runner.perform(action, {
    tx,
    now,
    call,
    visit: call.visit,
    script,
    secrets: {},
  });
  const by = whoEnded(call, script, null);
  await addCallEvents(tx, call.id, [
    { at: now, kind: 'hung-up', state: call.visit.state, detail: { outcome: result.outcome, by } },
  ]);
}

/** Who was on it has a free phone now: the most urgent leg that waited for it is dialled without delay. */
async function dialWaiting({ tx, now }: Work, ended: Call): Promise<void> {
  const next = await findNextWaitingLeg(tx, ended);
  if (next)
    await setTimer(tx, {
      kind: 'place-call',
      subject: next.id,
      dueAt: now,
      priority: Number(next.urgency),
    });
}
