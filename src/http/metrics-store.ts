import type { Db } from '../db/database.ts';

/** What the record says of this moment. */
export interface Figures {
  tickets: { severity: number; status: string; count: number }[];
  overdueTickets: number;
  /** how many have at most so many minutes left, in the manner of Prometheus' buckets */
  minutesLeft: { le: string; count: number }[];
  overdueTimers: number;
  oldestTimerSeconds: number;
  pages: { channel: string; status: string; count: number }[];
}

const PAGES_MS = 60 * 60_000;
const MINUTES_LEFT = [0, 5, 15, 30, 60, 240];

/**
 * Each figure reads an index over what is open or recent, so its cost does not grow with what is stored. One after the
 * other: a watcher needs one connection and no more.
 */
export async function readFigures(db: Db, now: Date): Promise<Figures> {
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
  const [due] = await db.query<{ count: number; oldest: Date | null }>(
    'select count(*)::int as count, min(due_at) as oldest from timers where due_at < $1',
    [now],
  );
  const pages = await db.query<{ channel: string; status: string; count: number }>(
    `select channel, status, count(*)::int as count from pages where planned_at > $1
       group by channel, status order by channel, status`,
    [new Date(now.getTime() - PAGES_MS)],
  );
  return {
    tickets,
    minutesLeft: [...left, { le: '+Inf', count: tickets.reduce((sum, { count }) => sum + count, 0) }],
    overdueTickets: tickets.reduce((sum, { overdue }) => sum + overdue, 0),
    overdueTimers: due?.count ?? 0,
    oldestTimerSeconds: due?.oldest ? (now.getTime() - due.oldest.getTime()) / 1_000 : 0,
    pages,
  };
}
