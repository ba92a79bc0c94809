import type { Db } from '../../platform/db/database.ts';
import type { RehearsalReport } from '../rehearsal/rehearsal-report.ts';
import type { RehearsalProgress } from './rehearse-process.ts';
import type { RehearsalRun, RunResult, RunStatus } from './run.ts';

/** Older ones make way for new ones. */
const MAX_KEPT = 10;
/** Whoever plays one says so twice a second. */
const LOST_MS = 20_000;

const COLUMNS = `id, asked_at as "askedAt", asked_by as "askedBy", asked, finished_at as "finishedAt", stop_asked as "stopAsked",
  stage, done, total, case when status = 'running' and seen_at < $1 then 'failed' else status end as status`;

type RunRow = Omit<RehearsalRun, 'progress'> & {
  stage: RehearsalProgress['stage'] | null;
  done: number;
  total: number;
};

/** @returns its id; null: one is running */
export async function createRun(
  db: Db,
  { askedBy, asked }: Pick<RehearsalRun, 'askedBy' | 'asked'>,
  now: Date,
): Promise<string | null> {
  await db.query(
    `update rehearsal_runs set status = 'failed', finished_at = $1 where status = 'running' and seen_at < $2`,
    [now, lostBefore(now)],
  );
  const [row] = await db.query<{ id: string }>(
    `insert into rehearsal_runs (asked_at, asked_by, asked, seen_at) values ($1, $2, $3, $1)
     on conflict do nothing returning id`,
    [now, askedBy, JSON.stringify(asked)],
  );
  if (!row) return null;
  await db.query(
    `delete from rehearsal_runs where status <> 'running'
     and id not in (select id from rehearsal_runs order by asked_at desc limit ${MAX_KEPT})`,
  );
  return row.id;
}

/** The newest first. */
export async function listRuns(db: Db, now: Date): Promise<RehearsalRun[]> {
  const rows = await db.query<RunRow>(
    `select ${COLUMNS} from rehearsal_runs order by asked_at desc limit ${MAX_KEPT + 1}`,
    [lostBefore(now)],
  );
  return rows.map(runOf);
}

export async function findRun(db: Db, id: string, now: Date): Promise<RehearsalRun | null> {
  const [row] = await db.query<RunRow>(`select ${COLUMNS} from rehearsal_runs where id::text = $2`, [
    lostBefore(now),
    id,
  ]);
  return row ? runOf(row) : null;
}

/** @returns null: it has none */
export async function findRunResult(db: Db, id: string): Promise<RunResult | null> {
  const [row] = await db.query<RunResult>(
    'select report, story from rehearsal_runs where id::text = $1 and report is not null',
    [id],
  );
  return row ? { report: withInstants(row.report), story: row.story } : null;
}

/** Somebody plays it, and is so far. @returns whether it is to stop; null: nobody waits for it any more */
export async function noteRunProgress(
  db: Db,
  id: string,
  progress: RehearsalProgress | null,
  now: Date,
): Promise<boolean | null> {
  const { stage = null, done = 0, of = 0 } = progress ?? {};
  const [row] = await db.query<{ stop_asked: boolean }>(
    `update rehearsal_runs set stage = $2, done = $3, total = $4, seen_at = $5
     where id = $1 and status = 'running' returning stop_asked`,
    [id, stage, done, of, now],
  );
  return row?.stop_asked ?? null;
}

/** @returns false: it is over already */
export async function askRunToStop(db: Db, id: string): Promise<boolean> {
  const rows = await db.query(
    `update rehearsal_runs set stop_asked = true where id::text = $1 and status = 'running' returning id`,
    [id],
  );
  return rows.length > 0;
}

/** @param result null: there is none */
export async function finishRun(
  db: Db,
  id: string,
  { status, result }: { status: Exclude<RunStatus, 'running'>; result: RunResult | null },
  now: Date,
): Promise<void> {
  await db.query(
    `update rehearsal_runs set status = $2, report = $3, story = $4, finished_at = $5 where id = $1 and status = 'running'`,
    [id, status, result && JSON.stringify(result.report), result?.story && JSON.stringify(result.story), now],
  );
}

export async function dropOldRuns(db: Db, before: Date): Promise<void> {
  await db.query('delete from rehearsal_runs where asked_at < $1', [before]);
}

function lostBefore(now: Date): Date {
  return new Date(now.getTime() - LOST_MS);
}

function runOf({ stage, done, total, ...run }: RunRow): RehearsalRun {
  return { ...run, progress: stage && { stage, done, of: total } };
}

/** What was written as JSON has its instants as texts. */
function withInstants(report: RehearsalReport): RehearsalReport {
  const span = <T extends { from: Date; until: Date }>(one: T): T => ({
    ...one,
    from: new Date(one.from),
    until: new Date(one.until),
  });
  return { ...span(report), proof: report.proof.map(span) };
}
