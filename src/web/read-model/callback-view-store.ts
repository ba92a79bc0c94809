import type { Db } from '../../platform/db/database.ts';
import type { AttemptRow, CallbackRow } from './callback-view.ts';
import type { TicketPart } from './page-view-store.ts';

/** Callbacks with their attempts, newest first, one more than `limit` if there are more. */
export async function listCallbackRows(
  db: Db,
  { ticket, cursor, limit }: TicketPart,
): Promise<CallbackRow[]> {
  const callbacks = await db.query<Omit<CallbackRow, 'attempts'>>(
    `select id, ticket_number as "ticketNumber", callbacks.status, next_at as "nextAt", created_at as "createdAt",
       ended_at as "endedAt", tickets.respond_by as "respondBy"
     from callbacks join tickets on tickets.number = ticket_number
     where ($1::bigint is null or ticket_number = $1)
       and ($2::timestamptz is null or (created_at, id) < ($2, $3::uuid))
     order by created_at desc, id desc limit $4`,
    [ticket ?? null, cursor?.at ?? null, cursor?.id ?? null, limit + 1],
  );
  const attempts = await attemptsOf(db, callbacks);
  return callbacks.map((callback) => ({ ...callback, attempts: attempts.get(callback.id) ?? [] }));
}

/** By the tickets, which have an index, and not by the callbacks. */
async function attemptsOf(
  db: Db,
  callbacks: readonly { ticketNumber: string }[],
): Promise<Map<string, AttemptRow[]>> {
  const rows = await db.query<AttemptRow>(
    `select a.callback_id as "callbackId", a.engineer, engineers.name as "engineerName",
       engineer_call.sid as "engineerCallSid", customer_call.sid as "customerCallSid", a.stage, a.outcome,
       a.started_at as "startedAt", a.ended_at as "endedAt"
     from callback_attempts a
       left join engineers on engineers.key = a.engineer
       left join calls engineer_call on engineer_call.id = a.engineer_call_id
       left join calls customer_call on customer_call.id = a.customer_call_id
     where a.ticket_number = any($1::bigint[])
     order by a.started_at, a.id`,
    [callbacks.map(({ ticketNumber }) => ticketNumber)],
  );
  return Map.groupBy(rows, ({ callbackId }) => callbackId);
}
