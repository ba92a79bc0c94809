import type { Db } from '../../../platform/db/database.ts';
import type { Absence, AbsenceSpan } from './absence.ts';

const COLUMNS = 'id, engineer, from_at as "from", until_at as "until", made_by as "madeBy"';

export async function insertAbsence(db: Db, span: AbsenceSpan, by: string, now: Date): Promise<Absence> {
  const [row] = await db.query<Absence>(
    `insert into absences (engineer, from_at, until_at, made_at, made_by) values ($1, $2, $3, $4, $5)
     returning ${COLUMNS}`,
    [span.engineer, span.from, span.until, now, by],
  );
  return row as Absence;
}

/** Those that are not over before an instant, in order. @param engineer of this one only */
export async function listAbsences(db: Db, at: Date, engineer: string | null = null): Promise<Absence[]> {
  return db.query<Absence>(
    `select ${COLUMNS} from absences
     where removed_at is null and until_at > $1 and ($2::text is null or engineer = $2) order by from_at, engineer, id`,
    [at, engineer],
  );
}

/** Those of some engineers that are not over before an instant; nothing is asked about nobody. */
export async function findAbsencesOf(db: Db, engineers: readonly string[], at: Date): Promise<AbsenceSpan[]> {
  if (engineers.length === 0) return [];
  return db.query<AbsenceSpan>(
    `select engineer, from_at as "from", until_at as "until" from absences
     where removed_at is null and until_at > $1 and engineer = any($2)`,
    [at, engineers],
  );
}

/** Until when somebody who is away at an instant stays away without a break; null if they are there. */
export async function awayUntil(db: Db, engineer: string, at: Date): Promise<Date | null> {
  const absences = await listAbsences(db, at, engineer);
  let back: Date | null = null;
  for (const { from, until } of absences) if (from <= (back ?? at) && (!back || until > back)) back = until;
  return back;
}

/** @returns whether it was in force */
export async function removeAbsenceRow(db: Db, id: string, by: string, now: Date): Promise<Absence | null> {
  const [row] = await db.query<Absence>(
    `update absences set removed_at = $3, removed_by = $2 where id = $1 and removed_at is null and until_at > $3
     returning ${COLUMNS}`,
    [id, by, now],
  );
  return row ?? null;
}

/** Notes that the supervisors are told of a gap. @returns whether they have not been yet */
export async function noteGapReported(
  db: Db,
  gap: { gap: string; until: Date },
  now: Date,
): Promise<boolean> {
  const rows = await db.query(
    `insert into absence_reports (gap, until_at, reported_at) values ($1, $2, $3) on conflict do nothing returning gap`,
    [gap.gap, gap.until, now],
  );
  return rows.length > 0;
}

/** A pair that looks after customers: how many, and one of them. */
export interface ManagedBy {
  tam: string | null;
  deputy: string | null;
  customers: number;
  /** a calendar of theirs: in its zone the supervisors are told when */
  calendar: string;
}

/** Who looks after the customers in force: each pair of account manager and deputy once. */
export async function listManagers(db: Db): Promise<ManagedBy[]> {
  return db.query<ManagedBy>(
    `select tam, deputy, count(*)::int as customers, min(calendar) as calendar from customers
     where retired_at is null and coalesce(tam, deputy) is not null group by tam, deputy order by tam, deputy`,
  );
}
