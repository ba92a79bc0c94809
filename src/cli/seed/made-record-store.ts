import type { Db } from '../../platform/db/database.ts';
import type { MadeCustomer } from './made-customers.ts';
import type { MadeTicket } from './made-tickets.ts';

/*
 * Everything is written by the thousand and follows from ticket numbers and indexes, so that the same order makes the
 * same record. Names of calls and recordings are hashes of what they belong to.
 */

/** A draw of SQL's own: 0 to 99, always the same for a number and a salt. */
const percent = (number: string, salt: number) => `(hashint8extended(${number}, ${salt}) & 65535) % 100`;

export async function hasMadeCustomers(db: Db, number: string): Promise<boolean> {
  return (await db.query('select from customers where number = $1', [number])).length > 0;
}

/** Whether nobody has ever called here. */
export async function recordIsEmpty(db: Db): Promise<boolean> {
  const rows = await db.query('(select from calls limit 1) union all (select from tickets limit 1)');
  return rows.length === 0;
}

/** Makes customers with their people; nobody knows the PINs of these. */
export async function insertCustomers(db: Db, customers: readonly MadeCustomer[], now: Date): Promise<void> {
  await db.query(
    `with made as (
       select * from jsonb_to_recordset($1) as made (number text, name text, plan text, calendar text, tam text, contacts jsonb)
     ), added as (
       insert into customers (number, name, plan, seats, valid_from, valid_until, calendar, tam)
       select number, made.name, plan, plans.seats, $2::date - 400, $2::date + 400, calendar, tam
       from made join plans on plans.name = made.plan
     )
     insert into contacts (id, customer_number, seats, seat, name, phones, pin_hash, language)
     select (contact.value ->> 'id')::uuid, number, plans.seats, contact.ordinality, contact.value ->> 'name',
       array[contact.value ->> 'phone'], sha256(convert_to('nobody knows ' || (contact.value ->> 'id'), 'UTF8')) || '\\x0b', contact.value ->> 'language'
     from made join plans on plans.name = made.plan, jsonb_array_elements(contacts) with ordinality contact`,
    [JSON.stringify(customers), now],
  );
}

/** Puts aside numbers for so many tickets. @returns the first of them */
export async function reserveNumbers(db: Db, count: number): Promise<number> {
  const [row] = await db.query<{ first: string }>(
    `select setval('ticket_numbers', nextval('ticket_numbers') + $1 - 1) - $1 + 1 as first`,
    [count],
  );
  return Number(row?.first);
}

/**
 * Writes tickets with their calls: the customer's own, if they phoned, then engineers' and customers' legs in turn.
 * @param first the number of the ticket of index 0
 * @param legs how many calls each ticket has
 */
export async function insertTickets(
  db: Db,
  tickets: readonly MadeTicket[],
  { first, legs, line, now }: { first: number; legs: number; line: string; now: Date },
): Promise<void> {
  await db.query(
    `with made as (
       select *, $2::bigint + index as number from jsonb_to_recordset($1) as made (index int, kind text, signature text, severity int,
         status text, channel text, verified boolean, abandoned boolean, "customerNumber" text, "contactId" uuid,
         language text, plan text, priority int, calendar text, escalation text, "callbackNumber" text,
         "openedAt" timestamptz, "windowFrom" timestamptz, "respondBy" timestamptz, clock text,
         "acknowledgedAt" timestamptz, "acknowledgedBy" text, "answeredAt" timestamptz, "answeredBy" text,
         "closedAt" timestamptz, "missedAt" timestamptz, text text)
     ), told as (
       insert into calls (id, sid, direction, party, from_number, to_number, status, visit, customer_number, contact_id,
         engineer, ticket_number, started_at, answered_at, ended_at)
       select md5(name)::uuid, 'CA' || md5('sid of ' || name), case party when 'caller' then 'inbound' else 'outbound' end,
         party, case party when 'caller' then "callbackNumber" else $4 end,
         case party when 'caller' then $4 when 'customer' then "callbackNumber" else engineers.phones[1] end,
         case when answered then 'completed' else 'no-answer' end,
         jsonb_build_object('flow', case party when 'customer' then 'callback' else party end,
           'state', case when not answered then 'page' when party = 'caller' then 'promise' when party = 'engineer' then 'outcome' else 'thanks' end,
           'number', 7, 'language', language, 'tries', '{}'::jsonb, 'vars', '{}'::jsonb, 'preface', '[]'::jsonb),
         case when party <> 'engineer' then "customerNumber" end, case when party <> 'engineer' then "contactId" end,
         case when party = 'engineer' then engineers.key end, number, at, case when answered then at + interval '9 seconds' end,
         least($5::timestamptz, at + case when answered then interval '1 minute' * (1 + leg % 5) else interval '30 seconds' end)
       from made
         cross join lateral (select leg, 'call ' || number || ' ' || leg as name,
           case when leg = 1 and channel = 'phone' then 'caller' when leg % 2 = 1 then 'customer' else 'engineer' end as party,
           least($5::timestamptz - interval '6 minutes', case leg when 1 then "openedAt" else coalesce("acknowledgedAt", "openedAt") + leg * interval '90 seconds' end) as at,
           leg = 1 or ${percent('number * 16 + leg', 1)} < 80 as answered
           from generate_series(1, $3::int) leg) leg
         left join lateral (select key, phones from engineers where retired_at is null
           order by hashint8extended(number + leg, hashtext(key)) limit 1) engineers on true
     )
     insert into tickets (number, kind, signature, signature_stage, severity, status, channel, verified, abandoned,
       customer_number, contact_id, language, plan, priority, calendar, escalation, call_id, callback_number, opened_at,
       window_from, respond_by, clock, acknowledged_at, acknowledged_by, answered_at, answered_by, closed_at, missed_at,
       text, recording_sid, paging_from, next_step, round)
     select number, kind, signature, case when kind = 'signature' and status = 'closed' then 'confirmed' end, severity, status,
       channel, verified, abandoned, "customerNumber", "contactId", language, plan, priority, calendar, escalation,
       case when channel = 'phone' and $3::int > 0 then md5('call ' || number || ' 1')::uuid end, "callbackNumber",
       "openedAt", "windowFrom", "respondBy", clock, "acknowledgedAt", "acknowledgedBy", "answeredAt", "answeredBy",
       "closedAt", "missedAt", text, case when channel = 'phone' and ${percent('number', 2)} < 60 then 'RE' || md5('recording ' || number) end,
       "windowFrom", 1, 1
     from made`,
    [JSON.stringify(tickets), first, legs, line, now],
  );
}

/** What happened to the tickets of some numbers, told on their timelines. */
export async function insertTimelines(db: Db, from: number, until: number, now: Date): Promise<void> {
  await db.query(
    `insert into ticket_events (ticket_number, at, kind, actor, detail)
     select number, at, event.kind, actor, detail from tickets t, lateral (values
       (opened_at, 'opened', case channel when 'phone' then 'caller' else 'api' end, jsonb_build_object('severity', severity,
         'channel', channel, 'verified', verified, 'abandoned', abandoned, 'respondBy', respond_by)),
       (case when recording_sid is not null then opened_at + interval '70 seconds' end, 'described', 'caller',
         jsonb_build_object('recording', recording_sid, 'seconds', 42)),
       (window_from, 'step', 'hotline', '{"step":0,"round":1,"targets":["tam"]}'),
       (window_from, 'page', 'hotline', jsonb_build_object('engineer', coalesce(acknowledged_by, 'supervisors'), 'channel', 'sms', 'step', 0)),
       (acknowledged_at, 'acknowledged', acknowledged_by, '{"channel":"sms"}'),
       (missed_at, 'deadline-missed', 'hotline', '{}'),
       (acknowledged_at + interval '2 minutes', 'callback-started', acknowledged_by, '{"live":false}'::jsonb
         || case when acknowledged_at + interval '2 minutes' > respond_by then '{"late":true}'::jsonb else '{}' end),
       (answered_at, 'answered', answered_by, jsonb_build_object('how', 'qualified-answer', 'channel', 'call', 'late', answered_at > respond_by)),
       (closed_at, 'closed', 'hotline', '{}')) event (at, kind, actor, detail)
     where number between $1 and $2 and at <= $3 and (status <> 'acknowledged' or event.kind <> 'callback-started')
     order by number, at, array_position(array['opened', 'step', 'page'], event.kind)`,
    [from, until, now],
  );
}

/** Who was paged about the tickets of some numbers by now: a clock that rests pages nobody before it goes on. */
export async function insertPages(db: Db, from: number, until: number, now: Date): Promise<void> {
  await db.query(
    `insert into pages (ticket_number, round, step, engineer, number, channel, status, planned_at, sent_at, ended_at)
     select number, 1, page.step, engineers.key, engineers.phones[1], page.channel,
       case when acknowledged_at is null and page.step = 0 then 'sent' when acknowledged_by = engineers.key then 'acknowledged' else 'not-reached' end,
       page.at, page.at + interval '2 seconds', case when acknowledged_at is null then null else greatest(page.at, acknowledged_at) end
     from tickets
       cross join lateral (values (0, 'sms', window_from), (0, 'call', window_from + interval '3 minutes')) page (step, channel, at)
       cross join lateral (select key, phones from engineers where retired_at is null
         order by key = acknowledged_by desc nulls last, hashint8extended(number, hashtext(key)) limit 1) engineers
     where number between $1 and $2 and page.at + interval '2 seconds' <= $3`,
    [from, until, now],
  );
}

/** The customers' callbacks, of which those of old tickets are done. */
export async function insertCallbacks(db: Db, from: number, until: number): Promise<void> {
  await db.query(
    `with made as (
       insert into callbacks (ticket_number, status, attempts, created_at, ended_at)
       select number, case when status = 'closed' then 'done' else 'open' end, case when status = 'closed' then 1 else 0 end, opened_at, answered_at
       from tickets where number between $1 and $2 returning id, ticket_number
     )
     insert into callback_attempts (callback_id, ticket_number, engineer, stage, outcome, started_at, ended_at)
     select id, number, acknowledged_by, 'ended', case when ${percent('number', 3)} < 90 then 'qualified-answer' else 'facts-requested' end,
       acknowledged_at + interval '2 minutes', answered_at
     from made join tickets on number = ticket_number where answered_at is not null`,
    [from, until],
  );
}

/** The steps of the calls of the tickets of some numbers. */
export async function insertCallSteps(db: Db, from: number, until: number): Promise<void> {
  await db.query(
    `insert into call_events (call_id, at, kind, state, detail)
     select id, started_at + step.place * interval '8 seconds', step.kind, step.state, step.detail::jsonb
     from calls, lateral (values
       ('caller', 1, 'answer', 'pin', '{"kind":"digits"}'), ('caller', 2, 'answer', 'menu', '{"kind":"choice","choice":"1"}'),
       ('caller', 3, 'answer', 'severity', '{"kind":"choice","choice":"2"}'), ('caller', 4, 'answer', 'consent', '{"kind":"choice","choice":"1"}'),
       ('caller', 5, 'answer', 'callback-number', '{"kind":"choice","choice":"1"}'), ('engineer', 1, 'entered', 'page', '{}'),
       ('engineer', 2, 'answer', 'page', '{"kind":"choice","choice":"1"}'), ('customer', 1, 'entered', 'callback-answer', '{}')
     ) step (party, place, kind, state, detail)
     where calls.party = step.party and answered_at is not null and ticket_number between $1 and $2`,
    [from, until],
  );
}

/** A call to the hotline, as the ledger knows of it. */
export interface MadeCall {
  id: string;
  startedAt: Date;
  customerNumber: string | null;
  /** whose caller has keyed a PIN; null: none was, or it was wrong */
  verifiedAt: Date | null;
}

/** The calls of which the tickets of some numbers came. */
export async function listCallsOfTickets(db: Db, from: number, until: number): Promise<MadeCall[]> {
  return db.query<MadeCall>(
    `select calls.id, started_at as "startedAt", tickets.customer_number as "customerNumber",
       case when verified then started_at + interval '8 seconds' end as "verifiedAt"
     from tickets join calls on calls.id = call_id where number between $1 and $2 order by number`,
    [from, until],
  );
}

/** What the tickets of some numbers name as spoken: the carrier has nothing of it. */
export async function insertRecordings(db: Db, from: number, until: number): Promise<void> {
  await db.query(
    `insert into recordings (sid, call_id, made_at, seconds, state)
     select recording_sid, call_id, opened_at, 42, 'missing' from tickets
     where number between $1 and $2 and recording_sid is not null`,
    [from, until],
  );
}

/** SMS to customers: the number of their ticket and its deadline. */
export async function insertMessages(db: Db, from: number, until: number, line: string): Promise<void> {
  await db.query(
    `insert into messages (sid, direction, audience, from_number, to_number, body, status, ticket_number, created_at, sent_at)
     select 'SM' || md5('message ' || number), 'outbound', 'customer', $3, callback_number, 'Ticket ' || number, 'delivered', number,
       opened_at + interval '90 seconds', opened_at + interval '91 seconds'
     from tickets where number between $1 and $2 and channel = 'phone'`,
    [from, until, line],
  );
}

/** Unknown callers who hung up before anybody could serve them; some withheld their number. */
export async function insertMissedCalls(
  db: Db,
  range: { from: number; until: number; count: number },
  { line, now }: { line: string; now: Date },
): Promise<MadeCall[]> {
  return db.query<MadeCall>(
    `insert into calls (id, sid, direction, party, from_number, to_number, status, visit, started_at, answered_at, ended_at)
     select md5('missed ' || i)::uuid, 'CA' || md5('sid of missed ' || i), 'inbound', 'caller',
       case when ${percent('i', 4)} >= 15 then '+493023125' || lpad(((hashint8extended(i, 5) & 65535) % 1000)::text, 3, '0') end,
       $4, 'completed', '{"flow":"caller","state":"pin","number":2,"language":"de","tries":{},"vars":{},"preface":[]}',
       at, at, at + interval '20 seconds'
     from generate_series($1::bigint, $2::bigint) i
       cross join lateral (select $5::timestamptz - interval '1 day' - (1 - i::float8 / $3::int) * interval '365 days' as at) t
     returning id, started_at as "startedAt", null as "customerNumber", null as "verifiedAt"`,
    [range.from, range.until, range.count, line, now],
  );
}

/** What drives the open tickets of some numbers on, none of it within the next hour; what has passed is done. */
export async function insertTimers(db: Db, from: number, until: number, now: Date): Promise<void> {
  await db.query(
    `insert into timers (kind, subject, due_at)
     select timer.kind, number::text, greatest(timer.at, $3::timestamptz + interval '1 hour' + number % 7200 * interval '1 second')
     from tickets, lateral (values
       ('deadline', respond_by, missed_at is null), ('escalate', window_from, status = 'open'),
       ('acknowledgement-stale', window_from, status = 'acknowledged'), ('begin-callback', window_from, status = 'acknowledged')
     ) timer (kind, at, wanted)
     where number between $1 and $2 and status in ('open', 'acknowledged') and timer.wanted`,
    [from, until, now],
  );
}

/** So that PostgreSQL knows what it has now. */
export async function analyse(db: Db): Promise<void> {
  await db.query('analyze');
}
