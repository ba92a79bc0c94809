import type { Tx } from '../../platform/db/database.ts';
import { LAST } from '../../platform/timers/timer.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import { forgetWrongPins } from '../customers/pin-count-store.ts';
import { forgetMentions } from '../evidence/forget-fields.ts';
import { MAY_NAME, NAMES_NOBODY } from '../evidence/forget-store.ts';
import { mentionPattern, mentionPatternInJson } from './mention-pattern.ts';
import type { Person } from './person.ts';
import { customersOf, type Traces } from './trace-store.ts';

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

/**
 * Of what we were sent the carrier's name for it stays, and nothing else: it may hand it in again, or still list it, and what
 * was erased must not come back so.
 */
export async function eraseMessages(tx: Tx, { messages, requests }: Traces): Promise<void> {
  await tx.query(
    `update messages set from_number = '', to_number = '', body = '', ticket_number = null, contact_id = null, kept = null
     where id = any($1::uuid[]) and direction = 'inbound' and sid is not null`,
    [messages],
  );
  await tx.query(`delete from messages where id = any($1::uuid[]) and from_number <> ''`, [messages]);
  await tx.query('delete from dial_in_codes where id = any($1::uuid[])', [requests]);
}

/** Filters of tickets that users keep, in which somebody is named: there is nothing left to find by them. */
async function removeFiltersNaming(tx: Tx, pattern: string): Promise<void> {
  await tx.query(
    `delete from saved_filters where name ~* $1 or exists (select from jsonb_each_text(query) where value ~* $1)`,
    [pattern],
  );
}

/** A text without what speaks of the person: $1 says what that is. */
const blotted = (text: string) => `regexp_replace(${text}, $1, '…', 'gi')`;

/** What others have said or noted of them at the same customer: the name and the numbers are blotted out, however they are written. */
export async function eraseMentions(tx: Tx, person: Person): Promise<void> {
  const [pattern, patternInJson] = [mentionPattern(person), mentionPatternInJson(person)];
  const customers = customersOf(person.contacts);
  await tx.query('update tickets set callback_number = null where callback_number = any($1)', [
    person.numbers,
  ]);
  if (pattern === null || patternInJson === null) return;
  await forgetMentions(tx, customers, patternInJson);
  await removeFiltersNaming(tx, pattern);
  const asked = [pattern, customers];
  await tx.query(
    `update tickets set text = ${blotted('text')}, transcript = ${blotted('transcript')}
     where customer_number = any($2) and (text ~* $1 or transcript ~* $1)`,
    asked,
  );
  await tx.query(
    `update transcripts set text = ${blotted('text')} where text ~* $1 and recording_sid in (
       select recordings.sid from recordings join calls on calls.id = call_id where customer_number = any($2))`,
    asked,
  );
  await tx.query(
    `update service_updates set body = ${blotted('body')} where customer_number = any($2) and body ~* $1`,
    asked,
  );
  for (const remedies of ['promise_remedies', 'miss_remedies'])
    await tx.query(
      `update ${remedies} set text = ${blotted('text')} where text ~* $1
         and ticket_number in (select number from tickets where customer_number = any($2))`,
      asked,
    );
  await tx.query(
    `update dial_in_codes set description = ${blotted('description')}
     where customer_number = any($2) and description ~* $1`,
    asked,
  );
  const askedInJson = [patternInJson, customers];
  await tx.query(
    `update ticket_events set detail = ${blotted(MAY_NAME)}::jsonb || ${NAMES_NOBODY}
     where ticket_number in (select number from tickets where customer_number = any($2)) and ${MAY_NAME} ~* $1`,
    askedInJson,
  );
  await tx.query(
    `update calls set visit = visit || '{"vars": {}}'
     where customer_number = any($2) and ended_at is not null and visit::text ~* $1`,
    askedInJson,
  );
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
