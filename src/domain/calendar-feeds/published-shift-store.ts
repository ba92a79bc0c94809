import type { Db } from '../../platform/db/database.ts';
import type { PublishedShift } from './decide-published-shifts.ts';

/** What calendars were told and is not over before an instant; what fell away, too. @param schedule null: of all */
export async function listPublishedShifts(
  db: Db,
  schedule: string | null,
  after: Date,
): Promise<PublishedShift[]> {
  return db.query<PublishedShift>(
    `select uid, schedule, engineer, from_at as "from", until_at as "until", is_override as "isOverride", called, sequence,
       changed_at as "changedAt", is_cancelled as "isCancelled"
     from published_shifts where ($1::text is null or schedule = $1) and until_at > $2 order by from_at, uid`,
    [schedule, after],
  );
}

/** Whoever reads at the same time decides the same: of two that write, the later sequence stands. */
export async function writePublishedShifts(db: Db, shifts: readonly PublishedShift[]): Promise<void> {
  if (shifts.length === 0) return;
  const column = <Key extends keyof PublishedShift>(key: Key) => shifts.map((shift) => shift[key]);
  await db.query(
    `insert into published_shifts
       (uid, schedule, engineer, from_at, until_at, is_override, called, sequence, changed_at, is_cancelled)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::boolean[],
       $7::text[], $8::integer[], $9::timestamptz[], $10::boolean[])
     on conflict (uid) do update set from_at = excluded.from_at, until_at = excluded.until_at,
       is_override = excluded.is_override, called = excluded.called, sequence = excluded.sequence, changed_at = excluded.changed_at,
       is_cancelled = excluded.is_cancelled where published_shifts.sequence < excluded.sequence`,
    [
      column('uid'),
      column('schedule'),
      column('engineer'),
      column('from'),
      column('until'),
      column('isOverride'),
      column('called'),
      column('sequence'),
      column('changedAt'),
      column('isCancelled'),
    ],
  );
}
