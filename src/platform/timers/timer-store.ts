import { randomUUID } from 'node:crypto';
import type { Db, Tx } from '../db/database.ts';
import { write } from '../db/write.ts';
import { currentTrace } from '../tracing.ts';
import type { TimerKind } from './timer.ts';

interface WantedTimer {
  kind: TimerKind;
  subject: string;
  dueAt: Date;
  priority?: number;
}

/**
 * Sets the one timer of a kind for a subject, or moves it. Rings when the transaction has committed. Set anew, it is another
 * one: whoever has it in hand does not take it off the list when they are done, not even if it is in their hands again by then.
 */
export function setTimer(tx: Tx, timer: WantedTimer): Promise<void> {
  return setTimers(tx, [timer]);
}

/** The same of several, no two of them of a kind for a subject. */
export async function setTimers(tx: Tx, timers: readonly WantedTimer[]): Promise<void> {
  const rows = timers.map(({ kind, subject, dueAt }) => ({ id: randomUUID(), kind, subject, dueAt }));
  await write(
    tx,
    `insert into timers (kind, subject, due_at, priority, trace, id)
     select kind, subject, due_at, priority, $5, id
       from unnest($1::text[], $2::text[], $3::timestamptz[], $4::bigint[], $6::uuid[])
         as wanted (kind, subject, due_at, priority, id)
     on conflict (kind, subject) do update
       set id = excluded.id, due_at = excluded.due_at, priority = excluded.priority, trace = excluded.trace, attempts = 0,
         owner = null`,
    [
      timers.map(({ kind }) => kind),
      timers.map(({ subject }) => subject),
      timers.map(({ dueAt }) => dueAt),
      timers.map(({ priority }) => priority ?? 0),
      currentTrace(),
      rows.map(({ id }) => id),
    ],
  );
  tx.timers.push(...rows);
}

/** Sets a timer unless there is one already: the earlier wish stands. */
export async function ensureTimer(tx: Tx, timer: WantedTimer): Promise<void> {
  const [row] = await tx.query<{ id: string }>(
    `insert into timers (kind, subject, due_at, priority, trace) values ($1, $2, $3, $4, $5)
     on conflict (kind, subject) do nothing returning id`,
    [timer.kind, timer.subject, timer.dueAt, timer.priority ?? 0, currentTrace()],
  );
  if (row) tx.timers.push({ id: row.id, kind: timer.kind, subject: timer.subject, dueAt: timer.dueAt });
}

/** @returns whether there was one */
export async function clearTimer(db: Db, kind: TimerKind, subject: string): Promise<boolean> {
  const rows = await db.query('delete from timers where kind = $1 and subject = $2 returning id', [
    kind,
    subject,
  ]);
  return rows.length > 0;
}

/** Lets a timer ring at an instant, mostly now, that was set for later. */
export async function advanceTimer(
  tx: Tx,
  { kind, subject }: { kind: TimerKind; subject: string },
  dueAt: Date,
): Promise<void> {
  const [row] = await tx.query<{ id: string }>(
    `update timers set due_at = $3 where kind = $1 and subject = $2 and due_at > $3 and owner is null returning id`,
    [kind, subject, dueAt],
  );
  if (row) tx.timers.push({ id: row.id, kind, subject, dueAt });
}

/** When work of a kind is due next; null if there is none. */
export async function timerDueAt(db: Db, kind: TimerKind): Promise<Date | null> {
  const [row] = await db.query<{ at: Date | null }>('select min(due_at) as at from timers where kind = $1', [
    kind,
  ]);
  return row?.at ?? null;
}
