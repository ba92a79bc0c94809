import { findWaitingLegs } from '../../domain/calls/dial-store.ts';
import { type LineStanding, readLineStanding } from '../../domain/drill/line-standing.ts';
import { notComparedSince, readComparison } from '../../domain/evidence/compared-store.ts';
import { judgeReach, type PagingRecord } from '../../domain/paging/nobody-has-it.ts';
import { findPagingRecords } from '../../domain/paging/paging-record-store.ts';
import { listSchedules } from '../../domain/plans/rule-store.ts';
import { retentionKeptAt } from '../../domain/privacy/retention-store.ts';
import { findNotReadyNow } from '../../domain/readiness/not-ready.ts';
import { findUnstored } from '../../domain/recordings/recording-store.ts';
import { SEVERITIES } from '../../domain/tickets/ticket.ts';
import { UNVERIFIED_LANE } from '../../domain/tickets/urgency.ts';
import type { Db } from '../../platform/db/database.ts';
import { readDueTimers } from '../../platform/timers/due-timers-store.ts';

/** What the record says of this moment. */
export interface Figures {
  tickets: { severity: number; status: string; count: number }[];
  overdueTickets: number;
  /** how many have at most so many minutes left, in the manner of Prometheus' buckets */
  minutesLeft: { le: string; count: number }[];
  /** of the most pressing critical ticket that nobody has acknowledged, negative when it is past; null: there is none */
  criticalSecondsLeft: number | null;
  /** whose last resort was called, and that nobody has acknowledged all the same */
  nobodyHas: number;
  /** tickets that nobody has and for which a step has failed, by severity and how they stand */
  unreached: { severity: number; state: 'amber' | 'red'; count: number }[];
  overdueTimers: number;
  oldestTimerSeconds: number;
  /** the same of what somebody waits for */
  oldestStepSeconds: number;
  /** legs about verified tickets that could be dialled and are not */
  legs: { count: number; oldestSeconds: number };
  /** recordings that only the carrier has */
  recordings: { count: number; oldestSeconds: number };
  pages: { channel: string; status: string; count: number }[];
  /** people on call who may not be reached */
  notReady: number;
  /** what the last night's comparison with the ledger found, and for how long there has been none */
  ledger: { findings: number; comparedSeconds: number };
  /** since what is past its period was forgotten, each class of it */
  retentionKeptSeconds: number;
  /** 1 while drills come through, 0 since the second in a row that did not; null: none is made */
  lineOpen: 0 | 1 | null;
}

const PAGES_MS = 60 * 60_000;
const MINUTES_LEFT = [0, 5, 15, 30, 60, 240];

/**
 * Each figure reads an index over what is open or recent, so its cost does not grow with what is stored. One after the
 * other: a watcher needs one connection and no more.
 */
export async function readGauges(db: Db, now: Date): Promise<Figures> {
  const tickets = await db.query<{ severity: number; status: string; count: number; overdue: number }>(
    `select severity, status, count(*)::int as count, (count(*) filter (where respond_by < $1))::int as overdue
       from tickets where status in ('open', 'acknowledged') group by severity, status order by severity, status`,
    [now],
  );
  const left = await db.query<{ le: string; count: number }>(
    `select minutes::text as le, count(number)::int as count
       from unnest($2::int[]) as minutes left join tickets
         on status in ('open', 'acknowledged') and respond_by <= $1::timestamptz + make_interval(mins => minutes)
       group by minutes order by minutes`,
    [now, MINUTES_LEFT],
  );
  const [open] = await db.query<{ critical: Date | null; nobodyHas: number }>(
    `select min(respond_by) filter (where severity = 1) as critical,
       (count(*) filter (where last_resort_at is not null))::int as "nobodyHas"
     from tickets where status = 'open'`,
  );
  const unreached = countUnreached(await findPagingRecords(db, 'all'), now);
  const due = await readDueTimers(db, now);
  const legs = await findWaitingLegs(db, UNVERIFIED_LANE, now);
  const recordings = await findUnstored(db);
  const pages = await db.query<{ channel: string; status: string; count: number }>(
    `select channel, status, count(*)::int as count from pages where planned_at > $1
       group by channel, status order by channel, status`,
    [new Date(now.getTime() - PAGES_MS)],
  );
  const { findings } = await readComparison(db);
  const notReady = await findNotReadyNow(db, await listSchedules(db), now);
  return {
    tickets,
    minutesLeft: [...left, { le: '+Inf', count: tickets.reduce((sum, { count }) => sum + count, 0) }],
    overdueTickets: tickets.reduce((sum, { overdue }) => sum + overdue, 0),
    criticalSecondsLeft: open?.critical ? -secondsSince(open.critical, now) : null,
    nobodyHas: open?.nobodyHas ?? 0,
    unreached,
    overdueTimers: due.count,
    oldestTimerSeconds: secondsSince(due.oldest, now),
    oldestStepSeconds: secondsSince(due.oldestStep, now),
    legs: { count: legs.count, oldestSeconds: secondsSince(legs.oldest, now) },
    recordings: { count: recordings.count, oldestSeconds: secondsSince(recordings.oldest, now) },
    pages,
    notReady: notReady.size,
    ledger: {
      findings: findings.length,
      comparedSeconds: secondsSince(await notComparedSince(db), now),
    },
    retentionKeptSeconds: secondsSince(await retentionKeptAt(db), now),
    lineOpen: lineOpenIn(await readLineStanding(db, now)),
  };
}

function countUnreached(records: ReadonlyMap<string, PagingRecord>, now: Date): Figures['unreached'] {
  const judged = [...records.values()].map((record) => ({
    severity: record.severity,
    state: judgeReach(record, now)?.state,
  }));
  return SEVERITIES.flatMap((severity) =>
    (['amber', 'red'] as const).map((state) => ({
      severity,
      state,
      count: judged.filter((one) => one.severity === severity && one.state === state).length,
    })),
  ).filter(({ count }) => count > 0);
}

function lineOpenIn({ state }: LineStanding): Figures['lineOpen'] {
  if (state === 'untried') return null;
  return state === 'closed' ? 0 : 1;
}

/** 0 since never. */
function secondsSince(at: Date | null | undefined, now: Date): number {
  return at ? (now.getTime() - at.getTime()) / 1_000 : 0;
}
