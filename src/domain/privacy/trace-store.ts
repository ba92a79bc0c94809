import type { Db } from '../../platform/db/database.ts';
import { mentionPattern } from './mention-pattern.ts';
import type { Person } from './person.ts';

/** What is held of a person, by name. */
export interface Traces {
  /** ids */
  calls: string[];
  /** numbers of tickets that are about this person alone */
  tickets: string[];
  /** those of them that wait for an answer */
  openTickets: string[];
  /** ids */
  messages: string[];
  recordings: string[];
  /** ids of requests that had to be phoned */
  requests: string[];
  /** they are on the phone with us now */
  isOnTheLine: boolean;
}

/** A call whose end nobody has told us of in this time has ended. */
const LIVE_MS = 24 * 3_600_000;

export async function findTraces(db: Db, { contacts, numbers }: Person, now: Date): Promise<Traces> {
  const ids = contacts.map(({ id }) => id);
  const calls = await db.query<{ id: string; isLive: boolean }>(
    `select id, ended_at is null and started_at > $3 as "isLive" from calls
     where contact_id = any($1::uuid[]) or from_number = any($2) or to_number = any($2)`,
    [ids, numbers, new Date(now.getTime() - LIVE_MS)],
  );
  const callIds = calls.map(({ id }) => id);
  const tickets = await db.query<{ number: string; isOpen: boolean }>(
    `select number, status in ('open', 'acknowledged') as "isOpen" from tickets
     where contact_id = any($1::uuid[])
       or contact_id is null and (callback_number = any($2) or call_id = any($3::uuid[]))
     order by number`,
    [ids, numbers, callIds],
  );
  const ticketNumbers = tickets.map(({ number }) => number);
  const [messages, recordings, requests] = await Promise.all([
    db.query<{ id: string }>(
      `select id from messages where from_number = any($1) or to_number = any($1) or ticket_number = any($2::bigint[])
         or contact_id = any($5::uuid[])
       union select id from messages where ticket_number is null and body ~* $3
       union select messages.id from messages join tickets on tickets.number = ticket_number
         where customer_number = any($4) and body ~* $3`,
      [numbers, ticketNumbers, mentionPattern({ contacts, numbers }), customersOf(contacts), ids],
    ),
    db.query<{ sid: string }>(
      `select sid from recordings where state <> 'deleted' and (call_id = any($1::uuid[]) or sid in (
         select recording_sid from tickets where number = any($2::bigint[])
         union select detail ->> 'recording' from ticket_events where ticket_number = any($2::bigint[]) and detail ? 'recording'))
       order by made_at`,
      [callIds, ticketNumbers],
    ),
    db.query<{ id: string }>('select id from dial_in_codes where contact_id = any($1::uuid[])', [ids]),
  ]);
  return {
    calls: callIds,
    tickets: ticketNumbers,
    openTickets: tickets.filter(({ isOpen }) => isOpen).map(({ number }) => number),
    messages: messages.map(({ id }) => id),
    recordings: recordings.map(({ sid }) => sid),
    requests: requests.map(({ id }) => id),
    isOnTheLine: calls.some(({ isLive }) => isLive),
  };
}

export function customersOf(contacts: Person['contacts']): string[] {
  return [...new Set(contacts.map(({ customerNumber }) => customerNumber))];
}
