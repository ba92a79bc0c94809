import { makeRecord } from '../../src/cli/seed/make-record.ts';
import { type NewTimer, openDatabase } from '../../src/platform/db/database.ts';
import { TIMER_CHANNEL, tellTimers } from '../../src/platform/timers/told-timers.ts';
import { CUSTOMERS, ENGINEERS } from './directory.ts';
import { HOTLINE_NUMBER, type Hotline } from './stage.ts';

/** How many alarms are set at once: few enough for the queue's patience on a busy machine. */
const ALARMS_AT_ONCE = 500;

/** Tickets of four-hour windows that opened within the last hour; nobody has acknowledged them, and no step is due. */
export async function storeOpenTickets(hotline: Hotline, count: number): Promise<void> {
  await hotline.sql(`
    insert into tickets (kind, severity, status, channel, verified, customer_number, language, plan, priority, calendar,
      escalation, opened_at, window_from, respond_by, clock, paging_from, round, next_step)
    select 'problem', 2, 'open', 'phone', true, (100000 + i % ${CUSTOMERS})::text, 'de', 'enhanced', 1, 'always',
      'p' || lpad((i % ${ENGINEERS})::text, 3, '0'), begin, begin, begin + interval '4 hours', 'always',
      begin, 2, 1
    from generate_series(1, ${count}) i, lateral (select now() - i % 3600 * interval '1 second') t (begin)`);
  await hotline.sql(`
    insert into callbacks (ticket_number, created_at) select number, opened_at from tickets where status = 'open'
    on conflict do nothing`);
}

/** Closed tickets of the last year, each with the call it came by and what followed. */
export async function storeHistory(hotline: Hotline, count: number): Promise<void> {
  const database = openDatabase(hotline.databaseUrl);
  try {
    const amounts = { calls: count, tickets: count, open: 0, customers: CUSTOMERS };
    await makeRecord(database, amounts, { line: HOTLINE_NUMBER, now: new Date(), tell: () => {} });
  } finally {
    await database.close();
  }
}

/** Timers of the next three days, none within the next hour: open tickets' deadlines and next steps, then others. */
export async function storeTimers(hotline: Hotline, count: number): Promise<void> {
  await hotline.sql(`
    insert into timers (kind, subject, due_at)
    select kind, subject, now() + interval '1 hour' + row_number() over () * interval '71 hours' / ${count}
    from (
      select wanted_kind as kind, number::text as subject from tickets, unnest('{escalate,deadline}'::text[]) wanted_kind where status = 'open'
      union all
      select 'check-call', gen_random_uuid()::text from generate_series(1, ${count})
    ) wanted limit ${count}`);
  await hotline.sql('vacuum analyze');
}

/**
 * Makes a step of so many open tickets due, evenly spread over the seconds to come.
 * @param load.setsAlarms whether the queue rings, too, as it does for what was written more than a minute before
 * @returns when the first and the last is due
 */
export async function planSteps(
  hotline: Hotline,
  load: { perSecond: number; seconds: number; inMs: number; setsAlarms?: boolean },
): Promise<{ from: Date; until: Date }> {
  const from = new Date(Date.now() + load.inMs);
  const until = new Date(from.getTime() + load.seconds * 1_000);
  await hotline.sql(`
    with chosen as (
      select number, row_number() over (order by number) - 1 as place from tickets
      where status = 'open' and round = 2 order by number limit ${load.perSecond * load.seconds}
    ), begun as (
      update tickets set round = 3, next_step = 0,
        paging_from = '${from.toISOString()}'::timestamptz + place * interval '1 second' / ${load.perSecond}
      from chosen where tickets.number = chosen.number returning tickets.number, paging_from
    )
    insert into timers (kind, subject, due_at) select 'escalate', number::text, paging_from from begun
    on conflict (kind, subject) do update set due_at = excluded.due_at`);
  const which = `due_at between '${from.toISOString()}' and '${until.toISOString()}'`;
  await ringFor(hotline, which, load.setsAlarms ?? true);
  return { from, until };
}

/** As the service does for every timer it writes. */
async function ringFor(hotline: Hotline, which: string, setsAlarms: boolean): Promise<void> {
  const timers = (await hotline.sql(
    `select id, kind, subject, due_at as "dueAt" from timers where ${which} order by due_at`,
  )) as unknown as NewTimer[];
  for (let index = 0; index < timers.length; index += ALARMS_AT_ONCE) {
    const some = timers.slice(index, index + ALARMS_AT_ONCE);
    if (setsAlarms) await hotline.alarms.setAlarms(some);
    await hotline.sql(`select pg_notify('${TIMER_CHANNEL}', '${tellTimers('bench', some)}')`);
  }
}
