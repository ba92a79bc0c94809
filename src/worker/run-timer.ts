import { ringForOutcome } from '../domain/callbacks/ask-outcome.ts';
import { beginCallback } from '../domain/callbacks/begin-callback.ts';
import type { HotlineWork } from '../domain/calls/hotline.ts';
import { meantFor, planMails } from '../domain/monthly-reports/plan-mails.ts';
import { checkAbsences } from '../domain/paging/check-absences.ts';
import { checkCoverage } from '../domain/paging/check-coverage.ts';
import { escalate } from '../domain/paging/escalate.ts';
import { watchFlood } from '../domain/paging/flood.ts';
import { IS_TIME } from '../domain/paging/page.ts';
import { sendDigest } from '../domain/paging/send-digest.ts';
import { tellOfWrongPins } from '../domain/paging/tell-of-wrong-pins.ts';
import { remindToPhone } from '../domain/paging/tell-to-phone.ts';
import { reachCustomer } from '../domain/reach/reach-customer.ts';
import { checkReadiness } from '../domain/readiness/check-readiness.ts';
import { runTest } from '../domain/readiness/run-test.ts';
import { runWeekly } from '../domain/readiness/weekly-test.ts';
import { noteShiftChanges } from '../domain/shift-changes/note-shift-changes.ts';
import { tendShiftRequest } from '../domain/shift-requests/tend-shift-request.ts';
import { tellOfRefusedOrders } from '../domain/sms/refuse-order.ts';
import { settleText } from '../domain/sms/settle-text.ts';
import { answerOverdue } from '../domain/ticket-operations/answer-delivery.ts';
import { markMissed } from '../domain/ticket-operations/mark-missed.ts';
import { releaseStale } from '../domain/ticket-operations/release-stale.ts';
import { askForVerdict } from '../domain/ticket-operations/signature/ask-for-verdict.ts';
import { onceWell } from '../platform/db/once-well.ts';
import { isUnavailable } from '../platform/db/unavailable.ts';
import { HotlineError } from '../platform/errors.ts';
import {
  type ClaimedTimer,
  claimDueTimers,
  finishTimers,
  postponeTimer,
  releaseTimer,
} from '../platform/timers/claimed-timers-store.ts';
import { IN_NO_HURRY, type TimerKind } from '../platform/timers/timer.ts';
import { following } from '../platform/tracing.ts';
import { backoff } from './jobs/backoff.ts';
import { checkCall } from './jobs/check-call.ts';
import { endCall } from './jobs/end-call.ts';
import { eraseAtCarrier } from './jobs/erase-at-carrier.ts';
import type { Job, JobDeps } from './jobs/job.ts';
import { keepRecording } from './jobs/keep-recording.ts';
import { sendKnock } from './jobs/knock.ts';
import { runNightlyMaintenance } from './jobs/nightly-maintenance.ts';
import { placeCall } from './jobs/place-call.ts';
import { reconcileRegularly } from './jobs/reconcile.ts';
import { runDrills } from './jobs/run-drills.ts';
import { sayAnnouncement } from './jobs/say-announcement.ts';
import { sendMessage } from './jobs/send-message.ts';
import { sendReport } from './jobs/send-report.ts';
import { textPin } from './jobs/text-pin.ts';
import { transcribe } from './jobs/transcribe.ts';
import { wakeCall } from './jobs/wake-call.ts';

/** Changes rows only, in one transaction. */
type Decide = (work: HotlineWork, subject: string, deps: JobDeps, timer: ClaimedTimer) => Promise<unknown>;

const LOST_PAGE = 'a page could not be written, so others are paged instead: err says what is broken';

const DECISIONS = {
  escalate: (work, ticket, { log }, { attempts }) =>
    escalate(work, ticket, attempts === 1 ? undefined : (err) => log.error({ err, ticket }, LOST_PAGE)),
  'acknowledgement-stale': releaseStale,
  deadline: markMissed,
  'begin-callback': (work, ticketNumber) => beginCallback(work, { ticketNumber, reason: IS_TIME }),
  'ask-outcome': ringForOutcome,
  'answer-overdue': answerOverdue,
  'reach-customer': reachCustomer,
  'remind-to-phone': remindToPhone,
  'account-digest': (work, engineer, { urls }) => sendDigest(work, engineer, urls.board),
  'ask-verdict': askForVerdict,
  'check-coverage': async (work) => {
    await checkAbsences(work);
    await checkCoverage(work);
  },
  'check-readiness': checkReadiness,
  'test-page': (work, id, { urls }) => runTest(work, id, urls.test),
  'weekly-test': runWeekly,
  'wrong-pins': tellOfWrongPins,
  'watch-flood': watchFlood,
  'shift-request': (work, id, { urls }) => tendShiftRequest(work, id, urls.shiftAnswer),
  'shift-change': noteShiftChanges,
  'tell-refused': tellOfRefusedOrders,
  'settle-text': settleText,
  'plan-reports': async (work, _at, { reports }, timer) => {
    if (reports) await planMails(work, reports.day, meantFor(timer));
  },
} as const satisfies Partial<Record<TimerKind, Decide>>;

type Decided = keyof typeof DECISIONS;

/** What asks somebody outside, or takes long. */
const JOBS: Record<Exclude<TimerKind, Decided>, Job> = {
  'place-call': placeCall,
  'wake-call': wakeCall,
  'end-call': endCall,
  announce: sayAnnouncement,
  'check-call': checkCall,
  'send-message': sendMessage,
  'text-pin': textPin,
  reconcile: reconcileRegularly,
  'keep-recording': keepRecording,
  transcribe,
  'erase-at-carrier': eraseAtCarrier,
  knock: sendKnock,
  'send-report': sendReport,
  'tend-data': runNightlyMaintenance,
  drill: runDrills,
};

/** Takes a finished work off the list. */
type Finish = (timer: ClaimedTimer) => Promise<unknown>;

/**
 * Does what is due, the most urgent first, at most `limit`, and waits until it is done.
 * @returns how much there was
 */
export async function sweep(deps: JobDeps, limit: number): Promise<number> {
  const due = await claimDueTimers(deps.database, deps.now(), limit);
  await Promise.all(due.map((timer) => work(deps, timer, (done) => finishTimers(deps.database, [done]))));
  return due.length;
}

/**
 * Never throws: what failed is due again when its lease is over, what the carrier did not do after some seconds, and what
 * somebody else may have taken over at once.
 */
export async function work(deps: JobDeps, timer: ClaimedTimer, finish: Finish): Promise<void> {
  deps.onBegun?.(timer.kind, deps.now().getTime() - timer.dueAt.getTime());
  try {
    await following(timer.trace, timer.kind, () => doWork(deps, timer, finish));
  } catch (error) {
    const { kind, subject, attempts } = timer;
    deps.log.warn({ err: error, kind, subject, attempts }, 'due work failed and will be retried');
    const code = error instanceof HotlineError ? error.code : undefined;
    if (code === 'overtaken' || isUnavailable(error)) void giveBack(deps, timer);
    else if (isCarriersTrouble(code) && !IN_NO_HURRY.includes(kind)) await putOff(deps, timer);
  }
}

/** What is decided is taken off the list with it. */
async function doWork(deps: JobDeps, timer: ClaimedTimer, finish: Finish): Promise<void> {
  const { kind, subject } = timer;
  if (isDecided(kind)) {
    const decide: Decide = DECISIONS[kind];
    const { database, hotline, now } = deps;
    await database.transaction(async (tx) => {
      await decide({ tx, hotline, now: now() }, subject, deps, timer);
      await finishTimers(tx, [timer]);
    });
  } else {
    await JOBS[kind](deps, timer);
    await finish(timer);
  }
}

function isDecided(kind: TimerKind): kind is Decided {
  return Object.hasOwn(DECISIONS, kind);
}

function isCarriersTrouble(code: HotlineError['code'] | undefined): boolean {
  return code === 'carrier-busy' || code === 'carrier-unknown-outcome';
}

/** Somebody waits for what the carrier did not do: it is asked again sooner than when the lease is over. */
async function putOff({ database, now, log }: JobDeps, timer: ClaimedTimer): Promise<void> {
  const dueAt = new Date(now().getTime() + backoff(timer.attempts));
  await database
    .transaction((tx) => postponeTimer(tx, timer, dueAt))
    .catch((err: unknown) =>
      log.warn(
        { err, kind: timer.kind },
        'due work could not be put off; it starts again when its reservation ends',
      ),
    );
}

/**
 * What only the database was missing for is due again as soon as it is back, and what this worker stood still over at once; if
 * that fails, too, when the lease is over.
 */
async function giveBack({ database, now, log }: JobDeps, timer: ClaimedTimer): Promise<void> {
  try {
    await onceWell(database, () => releaseTimer(database, timer, now()));
  } catch (err) {
    log.warn(
      { err, kind: timer.kind },
      'due work could not be released; it starts again when its reservation ends',
    );
  }
}
