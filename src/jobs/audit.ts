import type { Db, Tx } from '../db/database.ts';
import { keepTimer, type TimerKind } from '../timers.ts';
import type { Shop } from './job.ts';

/** A ticket that waits for an answer, and that nothing would ever drive on. */
export interface Forgotten {
  ticketNumber: string;
  status: 'open' | 'acknowledged';
  respondBy: Date;
}

/** Work that fails again and again: whatever it is for does not happen. */
export interface Stuck {
  kind: TimerKind;
  subject: string;
  attempts: number;
}

/** Work that waits for a phone to be free, or says itself when it fails, is tried more often; all other has gone wrong by then. */
const STUCK_AFTER = 5;

/**
 * The law behind the guarantee, held against what is on record: an open ticket has its next step, an acknowledged one
 * the instant at which it goes stale or an engineer on the line for it, and the deadline of each is watched.
 */
export async function findForgotten(db: Db): Promise<Forgotten[]> {
  return db.query<Forgotten>(
    `select number as "ticketNumber", status, respond_by as "respondBy" from tickets
     where status in ('open', 'acknowledged') and not (
       (missed_at is not null or exists (select from timers where kind = 'deadline' and subject = number::text))
       and (status = 'open' and exists (select from timers where kind = 'escalate' and subject = number::text)
         or status = 'acknowledged' and exists (
              select from timers where kind = 'acknowledgement-stale' and subject = number::text)
         or status = 'acknowledged' and exists (
              select from callback_attempts attempt join calls on calls.id = attempt.engineer_call_id
              where attempt.ticket_number = number and attempt.stage <> 'ended' and calls.ended_at is null)))
     order by respond_by`,
  );
}

/** What has been tried often enough to say that it will not come right by itself. */
export async function findStuck(db: Db): Promise<Stuck[]> {
  return db.query<Stuck>(
    `select kind, subject, attempts from timers
     where attempts >= $1 and kind not in ('place-call', 'send-message', 'end-call', 'keep-recording') order by priority, due_at limit 100`,
    [STUCK_AFTER],
  );
}

/** Looks after what should never be, says so, and brings forgotten tickets back: their clock is wound for now. */
export async function audit({ database, log, now }: Pick<Shop, 'database' | 'log' | 'now'>): Promise<void> {
  const forgotten = await findForgotten(database);
  if (forgotten.length > 0) {
    log.error(
      { tickets: forgotten.map(({ ticketNumber }) => ticketNumber) },
      'tickets were forgotten: paged again',
    );
    await database.transaction((tx) => remember(tx, forgotten, now()));
  }
  const stuck = await findStuck(database);
  if (stuck.length > 0) log.error({ stuck }, 'due work fails again and again');
}

async function remember(tx: Tx, forgotten: readonly Forgotten[], now: Date): Promise<void> {
  for (const { ticketNumber: subject, status, respondBy } of forgotten) {
    const kind = status === 'open' ? 'escalate' : 'acknowledgement-stale';
    await keepTimer(tx, { kind, subject, dueAt: now });
    await keepTimer(tx, { kind: 'deadline', subject, dueAt: respondBy });
  }
}
