import type { Db } from '../../platform/db/database.ts';

/** Who was seen on call last in each schedule; null: nobody. */
export async function readShiftWatch(db: Db): Promise<Map<string, string | null>> {
  const rows = await db.query<{ schedule: string; engineer: string | null }>(
    'select schedule, engineer from shift_watch',
  );
  return new Map(rows.map(({ schedule, engineer }) => [schedule, engineer]));
}

export async function writeShiftWatch(db: Db, schedule: string, engineer: string | null): Promise<void> {
  await db.query(
    `insert into shift_watch (schedule, engineer) values ($1, $2)
     on conflict (schedule) do update set engineer = excluded.engineer`,
    [schedule, engineer],
  );
}

/** A change of shift. */
export interface ShiftChange {
  schedule: string;
  at: Date;
  /** null: nobody, as for `engineer` */
  before: string | null;
  engineer: string | null;
  /** numbers of the tickets that were open then */
  tickets: string[];
}

export async function insertShiftChange(db: Db, change: ShiftChange): Promise<void> {
  const { schedule, at, before, engineer, tickets } = change;
  await db.query(
    `insert into shift_changes (schedule, at, engineer_before, engineer, tickets) values ($1, $2, $3, $4, $5::bigint[])`,
    [schedule, at, before, engineer, tickets],
  );
}

/** The changes since an instant, the latest first. */
export async function listShiftChanges(db: Db, since: Date): Promise<ShiftChange[]> {
  return db.query<ShiftChange>(
    `select schedule, at, engineer_before as before, engineer, tickets::text[] as tickets from shift_changes
     where at > $1 order by at desc, id desc limit 100`,
    [since],
  );
}

/** The tickets somebody of a schedule is paged about, and that are not answered: the most pressing first. */
export async function findOpenTicketsOf(db: Db, schedule: string): Promise<string[]> {
  const rows = await db.query<{ number: string }>(
    `select number from tickets where status in ('open', 'acknowledged')
       and exists (select from escalations where name = tickets.escalation and jsonb_path_exists(definition,
         '$.steps[*].page[*] ? (@ == $target)', jsonb_build_object('target', 'schedule:' || $1::text)))
     order by respond_by, number limit 100`,
    [schedule],
  );
  return rows.map(({ number }) => number);
}

/** The names of those who were paged about some tickets, each once, those who were first first. */
export async function listTried(db: Db, tickets: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db.query<{ ticket: string; name: string }>(
    `select ticket_number as ticket, name from (
       select ticket_number, engineer, min(planned_at) as at from pages
       where ticket_number = any($1::bigint[]) and engineer is not null group by ticket_number, engineer) as tried
     join engineers on key = engineer order by at, name`,
    [tickets],
  );
  const byTicket = Map.groupBy(rows, ({ ticket }) => ticket);
  return new Map([...byTicket].map(([ticket, all]) => [ticket, all.map(({ name }) => name)]));
}

/** What an engineer wants to be told when their shift begins. */
export interface ShiftSettings {
  tellsBegin: boolean;
  /** also where nothing is open */
  tellsAlways: boolean;
}

export async function findShiftSettings(db: Db, engineer: string): Promise<ShiftSettings> {
  const [row] = await db.query<ShiftSettings>(
    'select tells_begin as "tellsBegin", tells_always as "tellsAlways" from shift_settings where engineer = $1',
    [engineer],
  );
  return row ?? { tellsBegin: false, tellsAlways: false };
}

export async function writeShiftSettings(
  db: Db,
  engineer: string,
  { tellsBegin, tellsAlways }: ShiftSettings,
  { by, now }: { by: string; now: Date },
): Promise<void> {
  await db.query(
    `insert into shift_settings (engineer, tells_begin, tells_always, changed_at, changed_by)
     values ($1, $2, $3, $4, $5)
     on conflict (engineer) do update set tells_begin = excluded.tells_begin, tells_always = excluded.tells_always,
       changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
    [engineer, tellsBegin, tellsAlways, now, by],
  );
}
