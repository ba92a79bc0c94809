import type { Db } from '../../platform/db/database.ts';
import type { Carrier } from '../carrier/carrier.ts';
import { addFacts, type NewFact } from '../evidence/leaf-store.ts';
import { fieldsOf } from '../evidence/statement.ts';
import { notifySupervisors } from '../paging/notify.ts';
import { lookForGaps } from './look-for-gaps.ts';
import { type MergeDeps, type Merged, mergeGaps } from './merge-gaps.ts';
import { addReport, noteReached, type Progress, readProgress } from './reconciliation-store.ts';
import { tellOfLostCalls } from './tell-of-lost-calls.ts';

export interface Reconciling extends MergeDeps {
  carrier: Carrier;
}

/** What happened in a span, and what came of it. */
export interface Reconciled extends Merged {
  since: Date;
  /** something has not ended yet, or could not be brought on record, and is left for the next time */
  pending: boolean;
}

/** The carrier's lists lag behind its webhooks; this much is looked at again. */
const OVERLAP_MS = 15 * 60_000;
/** Once a day a wide look is taken, for whatever the narrow ones have missed. */
const WIDELY_EVERY_MS = 24 * 3_600_000;
const WIDE_MS = 48 * 3_600_000;
/** A call that never ends by the carrier's record, or cannot be brought on ours, must not keep us looking back for ever. */
const MAX_PENDING_MS = 6 * 3_600_000;

/**
 * Holds what the carrier knows against what we know, and merges what we missed: calls become entries of the call log,
 * messages tickets with the clock running since the first ring, and orders by SMS are obeyed. The supervisors hear of it.
 * @param since looks back to here; by default to where the last look ended, and once a day further
 * @throws HotlineError what `Carrier` throws: then nothing is lost, since the next look begins where this one did
 */
export async function reconcile(parts: Reconciling, now: Date, since?: Date): Promise<Reconciled> {
  const progress = await readProgress(parts.database);
  // a clock that was ahead has skipped what came meanwhile
  const wasAhead = progress.reached > now || progress.widelyAt > now;
  const wide = wasAhead || now.getTime() - progress.widelyAt.getTime() >= WIDELY_EVERY_MS;
  const from = since ?? whereToBegin(progress, wide, now);
  const gaps = await lookForGaps(parts, { since: from, until: now });
  const { merged, lost, failedSince } = await mergeGaps(parts, gaps);
  const leftSince = [gaps.pendingSince, failedSince].flatMap((at) => at ?? []);
  await conclude(parts, { since: from, merged, lost, wide }, reachedBy(leftSince, now));
  return { since: from, pending: leftSince.length > 0, ...merged };
}

/** Since when the record here may lack what the carrier knows. */
export async function lookedUpTo(db: Db): Promise<Date> {
  const { reached } = await readProgress(db);
  return new Date(reached.getTime() - OVERLAP_MS);
}

/** Never before this installation began: what its number did until then is not ours. */
function whereToBegin({ begun, reached }: Progress, wide: boolean, now: Date): Date {
  const last = Math.min(reached.getTime(), now.getTime()) - OVERLAP_MS;
  const wanted = wide ? Math.min(last, now.getTime() - WIDE_MS) : last;
  return new Date(Math.max(begun.getTime(), wanted));
}

/** @param leftSince since when there are pieces that are left for the next time */
function reachedBy(leftSince: readonly Date[], now: Date): Date {
  const first = Math.min(now.getTime(), ...leftSince.map(Number));
  return new Date(Math.max(first, now.getTime() - MAX_PENDING_MS));
}

async function conclude(
  parts: Reconciling,
  look: { since: Date; merged: Merged; lost: string[]; wide: boolean },
  reached: Date,
): Promise<void> {
  const { since, merged, lost, wide } = look;
  const now = parts.now();
  const { database, hotline, log } = parts;
  const found = merged.calls + merged.recordings + merged.messages > 0;
  await database.transaction(async (tx) => {
    await noteReached(tx, { reached, widelyAt: wide ? now : null }, now);
    if (found || wide) await addFacts(tx, [reconciledFact(look, now)]);
    if (found || wide) await addReport(tx, { since, ...merged }, now);
    if (found) await notifySupervisors({ tx, hotline, now }, { text: 'merged', vars: inWords(merged) });
    await tellOfLostCalls({ tx, hotline, now }, lost);
  });
  if (found)
    log.error(
      { since, ...merged },
      'calls reached the carrier but not us; they are on record now: find out why we could not be reached',
    );
  else if (wide) log.info({ since }, 'everything the carrier has is on record');
}

/** For the ledger: what the carrier had, and we did not. */
function reconciledFact({ since, merged }: { since: Date; merged: Merged }, now: Date): NewFact {
  const { calls, recordings, messages, tickets } = merged;
  const fields = fieldsOf({ from: since, until: now, calls, recordings, messages, tickets: tickets.length });
  return { fact: 'reconciliation', at: now, fields };
}

function inWords({ calls, recordings, messages, tickets }: Merged): Record<string, string> {
  return {
    arrived: `calls=${calls} recordings=${recordings} texts=${messages}`,
    open: tickets.length === 0 ? '-' : tickets.join(', '),
  };
}
