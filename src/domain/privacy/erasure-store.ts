import type { Tx } from '../../platform/db/database.ts';
import { LAST } from '../../platform/timers/timer.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import { forgetWrongPins } from '../customers/pin-count-store.ts';
import { forgetMentions } from '../evidence/forget-fields.ts';
import type { Person } from './person.ts';
import { customersOf, inJson, mentions, type Traces } from './trace-store.ts';

/** Orders to the carrier are spread, so that they never crowd out what is urgent. */
const APART_MS = 500;

/** Has the carrier forget a person's calls and messages; what it records is a recording's own affair. */
export async function orderErasure(tx: Tx, { calls, messages }: Traces, now: Date): Promise<void> {
  const rows = await tx.query<{ sid: string }>(
    `select sid from calls where id = any($1::uuid[]) and sid is not null
     union all select sid from messages where id = any($2::uuid[]) and sid is not null`,
    [calls, messages],
  );
  for (const [index, { sid }] of rows.entries()) {
    const dueAt = new Date(now.getTime() + index * APART_MS);
    await setTimer(tx, { kind: 'erase-at-carrier', subject: sid, dueAt, priority: LAST });
  }
}

/** What is to be forgotten is locked first, in the order that all keep (see `Tx`): somebody may still write about it. */
export async function lockTraces(tx: Tx, { messages, calls, tickets }: Traces): Promise<void> {
  await tx.query('select from messages where id = any($1::uuid[]) order by id for no key update', [messages]);
  await tx.query(
    `select from calls where id = any($1::uuid[]) or ticket_number = any($2::bigint[])
     order by id for no key update`,
    [calls, tickets],
  );
  await tx.query('select from tickets where number = any($1::bigint[]) order by number for no key update', [
    tickets,
  ]);
}

/** Engineers' calls about these tickets: what was said to them named the person. */
export async function forgetCallsOfTickets(tx: Tx, tickets: readonly string[]): Promise<void> {
  await tx.query(
    `update calls set visit = visit || '{"vars": {}}' where ticket_number = any($1::bigint[]) and ended_at is not null`,
    [tickets],
  );
}

export async function eraseMessages(tx: Tx, { messages, requests }: Traces): Promise<void> {
  await tx.query('delete from messages where id = any($1::uuid[])', [messages]);
  await tx.query('delete from dial_in_codes where id = any($1::uuid[])', [requests]);
}

/** Filters of tickets that users keep, in which somebody is named: there is nothing left to find by them. */
async function removeFiltersNaming(tx: Tx, mention: string): Promise<void> {
  await tx.query(
    `delete from saved_filters where position(lower($1) in lower(name)) > 0
       or exists (select from jsonb_each_text(query) where position(lower($1) in lower(value)) > 0)`,
    [mention],
  );
}

/** What others have said or noted of them at the same customer: the name and the numbers are blotted out. */
export async function eraseMentions(tx: Tx, person: Person): Promise<void> {
  const [patterns, patternsInJson] = [mentions(person), mentions(person, inJson)];
  const customers = customersOf(person.contacts);
  const { numbers } = person;
  await tx.query('update tickets set callback_number = null where callback_number = any($1)', [numbers]);
  await forgetMentions(tx, customers, patternsInJson);
  for (const mention of [...person.contacts.map(({ name }) => name), ...numbers]) {
    await removeFiltersNaming(tx, mention);
    await tx.query(
      `update tickets set text = replace(text, $1, '…'), transcript = replace(transcript, $1, '…')
       where customer_number = any($2) and (text like any($3) or transcript like any($3))`,
      [mention, customers, patterns],
    );
    await tx.query(
      `update transcripts set text = replace(text, $1, '…') where text like any($3) and recording_sid in (
         select recordings.sid from recordings join calls on calls.id = call_id where customer_number = any($2))`,
      [mention, customers, patterns],
    );
    await tx.query(
      `update service_updates set body = replace(body, $1, '…') where customer_number = any($2) and body like any($3)`,
      [mention, customers, patterns],
    );
    await tx.query(
      `update miss_remedies set text = replace(text, $1, '…') where text like any($3)
         and ticket_number in (select number from tickets where customer_number = any($2))`,
      [mention, customers, patterns],
    );
    await tx.query(
      `update dial_in_codes set description = replace(description, $1, '…')
       where customer_number = any($2) and description like any($3)`,
      [mention, customers, patterns],
    );
    await tx.query(
      `update ticket_events set detail = replace(detail::text, $1, '…')::jsonb
       where ticket_number in (select number from tickets where customer_number = any($2)) and detail::text like any($3)`,
      [inJson(mention), customers, patternsInJson],
    );
    await tx.query(
      `update calls set visit = visit || '{"vars": {}}'
       where customer_number = any($1) and ended_at is not null and visit::text like any($2)`,
      [customers, patternsInJson],
    );
  }
}

/** The seat is free, and nobody can be found by what is left of the row. */
export async function eraseContacts(tx: Tx, { contacts }: Person, now: Date): Promise<void> {
  const ids = contacts.map(({ id }) => id);
  await tx.query(
    `update contacts set name = 'erased ' || id, file_name = null, phones = '{}', pin_hash = sha256(gen_random_uuid()::text::bytea),
       standing_in = false, deputy_for = null, retired_at = coalesce(retired_at, $2), erased_at = $2
     where id = any($1::uuid[])`,
    [ids, now],
  );
  await forgetWrongPins(
    tx,
    ids.map((id) => ({ kind: 'contact', id })),
  );
  // what the version before counted
  await tx.query(`delete from pin_failures where kind = 'contact' and id = any($1)`, [ids]);
}
