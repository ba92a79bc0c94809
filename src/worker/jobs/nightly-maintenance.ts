import { DateTime } from 'luxon';
import { dropPaidCounts } from '../../domain/customers/pin-count-store.ts';
import { dropOldDrills } from '../../domain/drill/drill-store.ts';
import { lookAhead } from '../../domain/outlook/look-ahead.ts';
import { houseZone } from '../../domain/paging/house-zone.ts';
import { keepRetention, type Unforgotten } from '../../domain/privacy/keep-retention.ts';
import { endOf, isClockInDoubt, nextRun } from '../../domain/privacy/retention.ts';
import { lastNightAt } from '../../domain/privacy/retention-store.ts';
import { compareLedger } from '../../domain/proofs/compare-ledger.ts';
import { giveOutCheckpoint } from '../../domain/proofs/give-out-checkpoint.ts';
import { adoptRecordings } from '../../domain/recordings/recording-store.ts';
import { dropOldRuns } from '../../domain/rehearsal-runs/run-store.ts';
import { removeTicketLinks } from '../../domain/ticket-links/ticket-link-store.ts';
import { dropIdempotencyKeys, KEYS_KEPT_DAYS } from '../../domain/tickets/idempotency-store.ts';
import { addAuditEntry } from '../../domain/users/audit-trail-store.ts';
import { SERVICE } from '../../domain/users/operator.ts';
import { clockOffsetMs } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/database.ts';
import { eachApart } from '../../platform/db/each-apart.ts';
import type { Logger } from '../../platform/log.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import type { Job, JobDeps } from './job.ts';

/** There is one such work for everything. */
export const TENDING_SUBJECT = 'all';
const MORE_MS = 60_000;
/** What ends the process that does it must not end the next one, too, all night: by it pages and calls go out. */
const MAX_TRIES = 3;
const DAY_MS = 86_400_000;
/** What was rehearsed so long ago says nothing of today. */
const REHEARSALS_KEPT_DAYS = 90;

/**
 * Every night: recordings that nobody told of are taken over, what is past its period is forgotten, the ledger compared and its
 * state given out. A part that fails is named, holds up no other, and comes again the next night; so does the whole of it where
 * its worker did not survive it.
 */
export const runNightlyMaintenance: Job = async (deps, { attempts }) => {
  const { database, retention, now, log } = deps;
  if (attempts > MAX_TRIES) {
    log.error(
      { attempts },
      'the nightly work did not come to its end: left for the next night; see why its worker stopped',
    );
    return plan(deps, await nextNight(deps));
  }
  let isSure = false;
  let isMore = false;
  const forget = async () => {
    const kept = await keepRetention(database, retention, SERVICE, now());
    isMore = kept.isMore;
    if (kept.failed[0]) throw unforgotten(kept.failed, kept.failed[0].error);
  };
  await doParts(deps, [
    { name: 'recordings', run: () => database.transaction((tx) => adoptRecordings(tx, now())) },
    { name: 'counts of wrong PINs', run: () => dropPaidCounts(database, now()) },
    { name: 'links to tickets', run: () => removeTicketLinks(database, now()) },
    { name: 'keys of requests', run: () => dropIdempotencyKeys(database, daysBefore(now(), KEYS_KEPT_DAYS)) },
    { name: 'rehearsals', run: () => dropOldRuns(database, daysBefore(now(), REHEARSALS_KEPT_DAYS)) },
    {
      name: 'clock',
      run: async () => {
        isSure = !(await isPutOff(deps));
      },
    },
  ]);
  if (isSure)
    await doParts(deps, [
      { name: 'drills', run: () => forgetDrills(deps) },
      { name: 'retention', run: forget },
    ]);
  if (!isMore) await doParts(deps, lookingParts(deps));
  await plan(deps, isMore ? new Date(now().getTime() + MORE_MS) : await nextNight(deps));
};

async function nextNight({ database, now }: JobDeps): Promise<Date> {
  const zone = await houseZone(database);
  return nextRun(DateTime.fromJSDate(now(), { zone }));
}

async function plan({ database }: JobDeps, dueAt: Date): Promise<void> {
  await database.transaction((tx) => setTimer(tx, { kind: 'tend-data', subject: TENDING_SUBJECT, dueAt }));
}

/** Whether nothing is deleted this night: what a wrong clock deletes is lost, and what is due can wait for a night. */
async function isPutOff({ database, log, now }: JobDeps): Promise<boolean> {
  const [at, offsetMs] = [now(), clockOffsetMs()];
  const lastNight = await lastNightAt(database);
  if (!isClockInDoubt(lastNight, at, offsetMs)) return false;
  log.warn(
    { at, lastNight, offsetMs },
    'nothing past its retention period was deleted this night: the service was away for days, or a clock is wrong; the next night deletes it',
  );
  await addAuditEntry(database, SERVICE, { action: 'retention-waited' }, at);
  return true;
}

function unforgotten(failed: readonly Unforgotten[], cause: unknown): Error {
  const classes = failed.map(({ dataClass }) => dataClass).join(', ');
  return new Error(`what is past its period could not be forgotten: ${classes}`, { cause });
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS);
}

/** A monthly report tells of the line for as long as it tells of tickets. */
async function forgetDrills({ database, retention, now }: JobDeps): Promise<void> {
  const end = endOf(retention.tickets, DateTime.fromJSDate(now()));
  if (end) await dropOldDrills(database, end);
}

interface Part {
  name: string;
  run: () => Promise<unknown>;
}

/** What takes longest, once nothing is left to be forgotten. */
function lookingParts({ database, outlets, log, now }: JobDeps): Part[] {
  return [
    { name: 'outlook', run: () => lookAtPromises(database, log, now()) },
    { name: 'ledger', run: () => compareWithLedger(database, log, now()) },
    { name: 'checkpoint', run: () => giveOutCheckpoint({ database, log }, outlets, now()) },
  ];
}

async function doParts({ log }: JobDeps, parts: readonly Part[]): Promise<void> {
  await eachApart(
    parts,
    ({ run }) => run(),
    ({ name }, err) =>
      log.error({ err, part: name }, 'a part of the nightly work failed; it is tried again the next night'),
  );
}

/** What became worse is on the board and in `hotline doctor`, and the supervisors hear of it in the morning. */
async function lookAtPromises(database: Database, log: Logger, at: Date): Promise<void> {
  if (!(await lookAhead(database, at)))
    log.warn(
      'whether the promises of the coming weeks can be kept was not worked out in time; hotline rehearse has more time',
    );
}

/** What it finds is on the board and in `hotline doctor` until it is gone. */
async function compareWithLedger(database: Database, log: Logger, at: Date): Promise<void> {
  const { findings } = await compareLedger(database, at);
  if (findings.length > 0)
    log.error({ findings }, 'the record was changed outside the service: it is not what the ledger says');
}
