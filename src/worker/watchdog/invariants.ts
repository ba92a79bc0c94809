import { findRunningAttempt, openCallback } from '../../domain/callbacks/callback-store.ts';
import { attemptFailed } from '../../domain/callbacks/end-attempt.ts';
import type { Hotline } from '../../domain/calls/hotline.ts';
import { makeReady } from '../../domain/messages/outbox-store.ts';
import { setEscalation } from '../../domain/paging/escalate.ts';
import { changePage } from '../../domain/paging/page-store.ts';
import { takeMissBack } from '../../domain/ticket-operations/mark-missed.ts';
import { seeksHelp } from '../../domain/tickets/hands.ts';
import { isUnanswered, type Ticket } from '../../domain/tickets/ticket.ts';
import { lockTicket } from '../../domain/tickets/ticket-store.ts';
import { ticketAlarm } from '../../domain/tickets/urgency.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { eachApart } from '../../platform/db/each-apart.ts';
import { advanceTimer, ensureTimer, setTimer } from '../../platform/timers/timer-store.ts';
import type { JobDeps } from '../jobs/job.ts';
import {
  findForgotten,
  findHungAttempts,
  findMissedTooEarly,
  findOverdue,
  findPutOffLegs,
  findPutOffMessages,
  findPutOffWork,
  findStuck,
  findUndialledLegs,
  findUnsentMessages,
  findUnsentPages,
  findUnwatchedLegs,
  findWithoutCallback,
} from './invariant-store.ts';

/** What the auditor needs of the service. */
export type WatchdogDeps = Pick<JobDeps, 'database' | 'hotline' | 'log' | 'now'>;

/** One clause of the promise. */
export interface Invariant {
  /** Finds what breaks it, says so, and mends what can be mended. @returns whether nothing broke it */
  hold(deps: WatchdogDeps): Promise<boolean>;
}

/** What is due is done within seconds; later than this, nobody does it. */
const OVERDUE_MS = 60_000;
/** Something is always under way for as long as this: between two statements, or between a webhook and the next. */
const UNDER_WAY_MS = 2 * 60_000;

const before = (now: Date, ms: number) => new Date(now.getTime() - ms);

/**
 * The promise itself, held against what is on record: every open ticket has a future or a running action, no step is
 * overdue, no page unsent, and everybody who waits has one open callback. What is broken is begun anew, by the very timer
 * that would have driven it.
 */
export const INVARIANTS: readonly Invariant[] = [
  invariant({
    broken: 'tickets had no next step: paging starts again now',
    find: findForgotten,
    name: (found) => ({ tickets: found.map(({ ticketNumber }) => ticketNumber) }),
    async mend(tx, _hotline, { ticketNumber: subject }, now) {
      const ticket = await lockTicket(tx, subject);
      if (!ticket || !isUnanswered(ticket)) return;
      const wanted = [
        { kind: nextStepOf(ticket), dueAt: now },
        { kind: 'deadline', dueAt: ticket.respondBy },
      ] as const;
      for (const alarm of wanted) await ensureTimer(tx, ticketAlarm(ticket, alarm));
    },
  }),
  invariant({
    broken:
      'tickets were marked late before their deadline: corrected now; find the host whose clock is wrong',
    find: findMissedTooEarly,
    name: (found) => ({ tickets: found.map(({ ticketNumber }) => ticketNumber) }),
    mend: (tx, _hotline, { ticketNumber }, now) => takeMissBack({ tx, now }, ticketNumber),
  }),
  invariant({
    broken: 'due work keeps failing: see the WARN lines about it for the reason',
    find: findStuck,
    name: (stuck) => ({ stuck }),
  }),
  invariant({
    broken: 'due work is not being started: check that a worker is running',
    find: (db, now) => findOverdue(db, before(now, OVERDUE_MS)),
    name: (overdue) => ({ overdue }),
  }),
  invariant({
    broken: 'messages had no timer and would never have been sent: sending them now',
    find: (db, now) => findUnsentMessages(db, before(now, UNDER_WAY_MS)),
    name: (found) => ({ messages: found.map(({ id }) => id) }),
    mend: (tx, _hotline, { id, urgency }, now) =>
      ensureTimer(tx, { kind: 'send-message', subject: id, dueAt: now, priority: Number(urgency) }),
  }),
  invariant({
    broken: 'calls had no timer and would never have been placed: placing them now',
    find: (db, now) => findUndialledLegs(db, before(now, UNDER_WAY_MS)),
    name: (found) => ({ calls: found.map(({ id }) => id) }),
    mend: (tx, _hotline, { id, urgency }, now) =>
      setTimer(tx, { kind: 'place-call', subject: id, dueAt: now, priority: Number(urgency) }),
  }),
  invariant({
    broken: 'calls were scheduled too far ahead: placing them now; find the host whose clock is wrong',
    find: findPutOffLegs,
    name: (found) => ({ calls: found.map(({ id }) => id) }),
    mend: (tx, _hotline, { id, urgency }, now) =>
      setTimer(tx, { kind: 'place-call', subject: id, dueAt: now, priority: Number(urgency) }),
  }),
  invariant({
    broken: 'messages were scheduled too far ahead: sending them now; find the host whose clock is wrong',
    find: findPutOffMessages,
    name: (found) => ({ messages: found.map(({ id }) => id) }),
    async mend(tx, _hotline, { id, urgency }, now) {
      await makeReady(tx, id, now);
      await setTimer(tx, { kind: 'send-message', subject: id, dueAt: now, priority: Number(urgency) });
    },
  }),
  invariant({
    broken: 'work was scheduled too far ahead: doing it now; find the host whose clock is wrong',
    find: findPutOffWork,
    name: (work) => ({ work }),
    mend: (tx, _hotline, timer, now) => advanceTimer(tx, timer, now),
  }),
  invariant({
    broken: 'pages were never sent: taking the next step of the escalation now',
    find: (db, now) => findUnsentPages(db, before(now, UNDER_WAY_MS)),
    name: (found) => ({ pages: found.map(({ id }) => id), tickets: found.map((page) => page.ticketNumber) }),
    async mend(tx, _hotline, { id, ticketNumber }, now) {
      const ticket = await lockTicket(tx, ticketNumber);
      const lost = await changePage(tx, id, { status: 'failed', at: now, reason: 'lost' });
      if (lost && ticket && (ticket.status === 'open' || seeksHelp(ticket, now)))
        await setEscalation(tx, ticket, now);
    },
  }),
  invariant({
    broken: 'calls may have ended without our knowing: asking the carrier',
    find: findUnwatchedLegs,
    name: (found) => ({ calls: found.map(({ id }) => id) }),
    mend: (tx, _hotline, { id }, now) => ensureTimer(tx, { kind: 'check-call', subject: id, dueAt: now }),
  }),
  invariant({
    broken: 'customers were waiting without a callback: callbacks are queued now',
    find: findWithoutCallback,
    name: (found) => ({ tickets: found.map(({ ticketNumber }) => ticketNumber) }),
    mend: (tx, _hotline, { ticketNumber }, now) => openCallback(tx, ticketNumber, now),
  }),
  invariant({
    broken: 'callbacks were stuck after both parties had hung up: the next attempt is planned now',
    find: (db, now) => findHungAttempts(db, before(now, UNDER_WAY_MS)),
    name: (found) => ({ tickets: found.map(({ ticketNumber }) => ticketNumber) }),
    async mend(tx, hotline, { ticketNumber }, now) {
      const ticket = await lockTicket(tx, ticketNumber);
      const attempt = await findRunningAttempt(tx, ticketNumber);
      if (ticket && attempt)
        await attemptFailed({ tx, hotline, now }, { ticket, attempt, outcome: 'no-outcome' });
    },
  }),
];

/** What drives a ticket on, in the order in which it always goes: a flood that is mended is a flood still. */
function nextStepOf({ status }: Ticket): 'escalate' | 'acknowledgement-stale' {
  return status === 'open' ? 'escalate' : 'acknowledgement-stale';
}

/** @param parts.name what is said of the found, without anything personal */
function invariant<Found>(parts: {
  broken: string;
  find: (db: Db, now: Date) => Promise<Found[]>;
  name: (found: Found[]) => object;
  mend?: (tx: Tx, hotline: Hotline, one: Found, now: Date) => Promise<void>;
}): Invariant {
  const { broken, find, name, mend } = parts;
  return {
    async hold({ database, hotline, log, now }) {
      const found = await find(database, now());
      if (found.length === 0) return true;
      log.error(name(found), broken);
      // each in a transaction of its own: nobody holds several tickets at once
      if (mend)
        await eachApart(
          found,
          (one) => database.transaction((tx) => mend(tx, hotline, one, now())),
          (one, err) =>
            log.error(
              { err, ...name([one]) },
              'the watchdog could not mend this; it tries again in a minute',
            ),
        );
      return false;
    },
  };
}
