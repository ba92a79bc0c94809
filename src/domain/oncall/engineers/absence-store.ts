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

/** @param change.own only if it is this engineer's; null: whoever's it is @returns it, if it was in force */
export async function removeAbsenceRow(
  db: Db,
  id: string,
  { by, own }: { by: string; own: string | null },
  now: Date,
): Promise<Absence | null> {
  const [row] = await db.query<Absence>(
    `update absences set removed_at = $3, removed_by = $2 where id = $1 and removed_at is null and until_at > $3
       and ($4::text is null or engineer = $4) returning ${COLUMNS}`,
    [id, by, now, own],
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

/** Two people who look after customers, whichever of them is the account manager of each. */
export interface ManagedBy {
  /** of the first of the customers */
  tam: string | null;
  deputy: string | null;
  customers: number;
  /** of the first two */
  names: string[];
}

/** Who looks after the customers in force: each pair once. */
export async function listManagers(db: Db): Promise<ManagedBy[]> {
  return db.query<ManagedBy>(
    `select (array_agg(tam order by number))[1] as tam, (array_agg(deputy order by number))[1] as deputy,
       count(*)::int as customers, (array_agg(name order by number))[1:2] as names
     from customers where retired_at is null and coalesce(tam, deputy) is not null
     group by least(tam, deputy), greatest(tam, deputy) order by min(number)`,
  );
}

/** Who stands in for an account manager, and with how many customers. */
export interface StandIn {
  deputy: string;
  customers: number;
  /** of the first two */
  names: string[];
}

export async function listStandIns(db: Db, tam: string): Promise<StandIn[]> {
  return db.query<StandIn>(
    `select deputy, count(*)::int as customers, (array_agg(name order by number))[1:2] as names from customers
     where retired_at is null and tam = $1 and deputy is not null and deputy <> tam group by deputy order by deputy`,
    [tam],
  );
}

/** Absences that were taken back before they were over at an instant. */
export async function listRemovedAbsences(db: Db, at: Date): Promise<Absence[]> {
  return db.query<Absence>(
    `select ${COLUMNS} from absences where removed_at is not null and until_at > $1 order by from_at, engineer, id`,
    [at],
  );
}

/** Whether somebody was told of a gap, see `noteGapReported`. */
export async function wasGapReported(db: Db, gap: { gap: string; until: Date }): Promise<boolean> {
  const rows = await db.query('select from absence_reports where gap = $1 and until_at = $2', [
    gap.gap,
    gap.until,
  ]);
  return rows.length > 0;
}
