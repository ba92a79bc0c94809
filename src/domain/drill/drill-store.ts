import type { Db, Tx } from '../../platform/db/database.ts';
import { type Drill, type DrillFault, OVERDUE_MS } from './drill.ts';

const COLUMNS = `id, begun_at as "begunAt", due_again_at as "dueAgainAt", placed_at as "placedAt", rang_at as "rangAt",
  ended_at as "endedAt", fault, told`;

const LAST_THROUGH =
  'select begun_at from drills where ended_at is not null and fault is null order by begun_at desc limit 1';

/** Does nothing where one is under way: there is one line. @returns whether it was begun */
export async function insertDrill(
  db: Db,
  drill: Pick<Drill, 'id' | 'begunAt' | 'dueAgainAt'> & { number: string; digits: string },
): Promise<boolean> {
  const rows = await db.query(
    `insert into drills (id, begun_at, due_again_at, number, digits) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning id`,
    [drill.id, drill.begunAt, drill.dueAgainAt, drill.number, drill.digits],
  );
  return rows.length > 0;
}

/** The one under way, else the latest: by a clock that was set back meanwhile it may have begun before others. */
export async function findLastDrill(db: Db): Promise<Drill | null> {
  const one = async (where: string) =>
    (await db.query<Drill>(`select ${COLUMNS} from drills ${where}`))[0] ?? null;
  return (await one('where ended_at is null')) ?? one('order by begun_at desc limit 1');
}

/** The one under way, held until the transaction ends, and its digits. */
export async function lockDrillUnderWay(tx: Tx): Promise<(Drill & { digits: string }) | null> {
  const [row] = await tx.query<Drill & { digits: string }>(
    `select ${COLUMNS}, digits from drills where ended_at is null for no key update`,
  );
  return row ?? null;
}

export async function noteDrillPlaced(db: Db, id: string, at: Date): Promise<void> {
  await db.query('update drills set placed_at = $2 where id = $1', [id, at]);
}

/** The first ring counts. @returns the drill under way that it belongs to; null: there is none */
export async function noteDrillRang(db: Db, at: Date): Promise<string | null> {
  const [row] = await db.query<{ id: string }>(
    'update drills set rang_at = coalesce(rang_at, $1) where ended_at is null returning id',
    [at],
  );
  return row?.id ?? null;
}

/** The digits that the leg to ourselves keys; null: it is not under way any more. */
export async function findDrillDigits(db: Db, id: string): Promise<string | null> {
  const [row] = await db.query<{ digits: string }>(
    'select digits from drills where id = $1 and ended_at is null',
    [id],
  );
  return row?.digits ?? null;
}

export async function endDrillRow(
  db: Db,
  id: string,
  end: { at: Date; fault: DrillFault | null; dueAgainAt: Date; told: boolean },
): Promise<void> {
  await db.query(
    'update drills set ended_at = $2, fault = $3, due_again_at = $4, told = $5, digits = null where id = $1',
    [id, end.at, end.fault, end.dueAgainAt, end.told],
  );
}

/** Does nothing where it has ended after all. */
export async function dropDrill(db: Db, id: string): Promise<void> {
  await db.query('delete from drills where id = $1 and ended_at is null', [id]);
}

/**
 * What tells how the line stands: the last that came through, the first two or three since then, and the last two of all, in
 * their order; however long nothing comes through, no more than these. Where drills were not made for a time, what failed
 * before that tells nothing any more.
 */
export async function listTellingDrills(db: Db): Promise<Drill[]> {
  return db.query<Drill>(
    `with since as (
       select *, lag(due_again_at) over (order by begun_at) as was_due from drills
       where begun_at >= coalesce((${LAST_THROUGH}), '-infinity')
     ), lately as (
       select * from since where begun_at >= coalesce(
         (select max(begun_at) from since where begun_at > was_due + $1 * interval '1 millisecond'), '-infinity')
     )
     select ${COLUMNS} from (
       (select * from lately order by begun_at limit 3) union (select * from lately order by begun_at desc limit 2)
       union (select * from since where ended_at is not null and fault is null)
     ) telling order by begun_at`,
    [OVERDUE_MS],
  );
}

/** Whether the supervisors were told that drills fail, and not yet that one came through. */
export async function isFailureTold(db: Db): Promise<boolean> {
  const [row] = await db.query<{ told: boolean }>(
    `select exists (select from drills where told and begun_at >= coalesce((${LAST_THROUGH}), '-infinity')) as told`,
  );
  return row?.told ?? false;
}

/** Those that began in a span, and the last one before it, in their order. */
export async function listDrills(db: Db, { from, until }: { from: Date; until: Date }): Promise<Drill[]> {
  return db.query<Drill>(
    `select ${COLUMNS} from drills where begun_at < $2 and begun_at >= coalesce(
       (select max(begun_at) from drills where begun_at < $1 and ended_at is not null), $1)
     order by begun_at`,
    [from, until],
  );
}

/** From which numbers the calls of a time may be drills, whatever number they are placed from now. */
export async function listDrillNumbers(db: Db, since: Date): Promise<string[]> {
  const rows = await db.query<{ number: string }>(
    `select distinct number from drills where begun_at > $1::timestamptz - interval '1 hour'`,
    [since],
  );
  return rows.map(({ number }) => number);
}

/** What is past its time, and not under way. */
export async function dropOldDrills(db: Db, before: Date): Promise<void> {
  await db.query('delete from drills where begun_at < $1 and ended_at is not null', [before]);
}
