import { everyContact, findCustomerOfTicket } from '../../domain/customers/customer-store.ts';
import { judgeReach } from '../../domain/paging/nobody-has-it.ts';
import { findPagingRecords } from '../../domain/paging/paging-record-store.ts';
import { nameOf } from '../../domain/tickets/describe-ticket.ts';
import { isLate } from '../../domain/tickets/ticket.ts';
import { listTickets } from '../../domain/tickets/ticket-store.ts';
import { calendarOf } from '../../domain/tickets/ticket-window.ts';
import { asksForFacts, type TimelineEvent, timelineOf } from '../../domain/tickets/timeline-store.ts';
import type { Db } from '../../platform/db/database.ts';
import type { BoardTicket, PracticePerson } from './practice-routes.ts';

/**
 * The cast of the practice line: everybody in the directory who has a phone.
 * @param pinOf the PINs of the sample's contacts, which everybody may know; the database has none to show
 */
export async function practicePeople(
  db: Db,
  pinOf: ReadonlyMap<string, string>,
  now: Date,
): Promise<PracticePerson[]> {
  const contacts = (await everyContact(db, now)).flatMap(({ name, phones, customer }) => {
    const pin = pinOf.get(name);
    const hint = pin === undefined ? customer : `${customer} · PIN ${pin}`;
    return phones.map((number): PracticePerson => ({ name, number, role: 'contact', hint }));
  });
  const others = await db.query<PracticePerson>(
    `select name, number, role, null as hint from (
       select name, number, 'engineer' as role, place from engineers, unnest(phones) with ordinality as phone (number, place)
         where retired_at is null
       union all
       select coalesce(names ->> number, 'Supervisor'), number, 'supervisor', place
         from supervisors, unnest(phones) with ordinality as phone (number, place)
     ) as people
     order by role, case role when 'engineer' then name end, place`,
  );
  return [...contacts, ...others];
}

/** Some engineers read and hear a language first, as far as they are who a file says and nobody has changed them. */
export async function speakFirst(
  db: Db,
  language: string,
  engineers: readonly { key: string; name: string }[],
): Promise<void> {
  await db.query(
    `update engineers set languages = array_prepend($1::text, array_remove(languages, $1::text))
       from unnest($2::text[], $3::text[]) as cast_member (key, name)
      where engineers.key = cast_member.key and engineers.name = cast_member.name and source = 'file'
        and retired_at is null and languages[1] is distinct from $1::text`,
    [language, engineers.map(({ key }) => key), engineers.map(({ name }) => name)],
  );
}

const SHOWN_TICKETS = 5;
const SHOWN_EVENTS = 14;

/** The newest tickets as the page shows them beside the phones. */
export async function practiceBoard(db: Db, now: Date): Promise<BoardTicket[]> {
  const tickets = await listTickets(db, { limit: SHOWN_TICKETS });
  const paging = await findPagingRecords(
    db,
    tickets.map(({ number }) => number),
  );
  return Promise.all(
    tickets.map(async (ticket) => {
      const customer = await findCustomerOfTicket(db, ticket);
      const events = (await timelineOf(db, ticket.number)).slice(-SHOWN_EVENTS);
      const record = paging.get(ticket.number);
      const reach = record && judgeReach(record, now);
      return {
        number: ticket.number,
        customer: customer?.name,
        severity: ticket.severity,
        status: ticket.status,
        openedAt: ticket.openedAt.toISOString(),
        respondBy: ticket.respondBy.toISOString(),
        acknowledgedBy: (await nameOf(db, ticket.acknowledgedBy)) || undefined,
        reach: reach ? { state: reach.state, steps: reach.steps } : undefined,
        answeredAt: ticket.answeredAt?.toISOString(),
        asksForFacts: await asksForFacts(db, ticket),
        late: isLate(ticket, now),
        timezone: (await calendarOf(db, ticket.calendar)).timezone,
        events: await Promise.all(events.map((event) => toShown(db, event))),
      };
    }),
  );
}

/** Events that tell who is paged, not who did something. */
const PAGED: readonly string[] = ['page', 'page-ended', 'rest-breached'];

/** Whose doing an event was; the hotline's own and the caller's go without saying. */
async function toShown(
  db: Db,
  { at, kind: written, actor, actorKind, detail }: TimelineEvent,
): Promise<BoardTicket['events'][number]> {
  const kind = written === 'answered' && detail.how === 'facts-requested' ? 'facts-requested' : written;
  const person = PAGED.includes(kind) ? String(detail.engineer ?? '') : actor;
  if (actorKind === 'user' || actorKind === 'program') return { at: at.toISOString(), kind, actor };
  const named =
    person === 'hotline' || person === 'caller' || person === '' ? undefined : await nameOf(db, person);
  return { at: at.toISOString(), kind, actor: named };
}
