import type { Db } from '../../platform/db/database.ts';
import type { Traces } from './trace-store.ts';

type Rows = Record<string, unknown>[];

/** The rows of what is held, in words that a person understands. */
export interface Held {
  calls: Rows;
  tickets: Rows;
  messages: Rows;
  recordings: Rows;
  /** when they agreed to be recorded, and to which words */
  consents: Rows;
  requests: Rows;
}

export async function readHeld(db: Db, traces: Traces): Promise<Held> {
  const [calls, tickets, messages, recordings, consents, requests] = await Promise.all([
    db.query(
      `select sid as call, direction, from_number as "from", to_number as "to", status, started_at as "startedAt",
         answered_at as "answeredAt", ended_at as "endedAt", ticket_number as ticket, visit -> 'vars' as kept
       from calls where id = any($1::uuid[]) order by started_at`,
      [traces.calls],
    ),
    db.query(
      `select number, kind, signature, severity, status, channel, verified, language, callback_number as "callbackNumber",
         opened_at as "openedAt", respond_by as "respondBy", answered_at as "answeredAt", closed_at as "closedAt",
         text, transcript, recording_sid as recording,
         (select jsonb_agg(jsonb_build_object('at', at, 'what', ticket_events.kind, 'detail', detail) order by id)
            from ticket_events where ticket_number = number) as timeline
       from tickets where number = any($1::bigint[]) order by number`,
      [traces.tickets],
    ),
    db.query(
      `select direction, from_number as "from", to_number as "to", body, status, ticket_number as ticket,
         created_at as "createdAt" from messages where id = any($1::uuid[]) order by created_at`,
      [traces.messages],
    ),
    db.query(
      `select sid as recording, recordings.made_at as "madeAt", seconds, state, bytes, sha256, transcripts.text as transcript
       from recordings left join transcripts on recording_sid = sid where sid = any($1) order by recordings.made_at`,
      [traces.recordings],
    ),
    db.query(
      `select at, detail ->> 'language' as language, detail ->> 'version' as version, detail -> 'text' as text
       from call_events where kind = 'consent' and call_id = any($1::uuid[]) order by at`,
      [traces.calls],
    ),
    db.query(
      `select channel, kind, severity, description, created_at as "createdAt" from dial_in_codes
       where id = any($1::uuid[]) order by created_at`,
      [traces.requests],
    ),
  ]);
  return { calls, tickets, messages, recordings, consents, requests };
}
