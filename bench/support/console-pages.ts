import type { Db } from '../../src/platform/db/database.ts';

/** What pages are asked about. */
export interface Known {
  calls: number;
  tickets: number;
  open: number;
  openTickets: string[];
  someTickets: string[];
  someCalls: string[];
  /** a cursor into the middle of the call log */
  deepCursor: string;
  customer: { number: string; name: string };
  contact: string;
  engineer: string;
  phone: string;
}

const log = (query: Record<string, string>) => `/calls?${new URLSearchParams(query)}`;

/** Every page of the console, by the paths it is asked for in turn. A new page is one more line. */
export const CONSOLE_PAGES: Record<string, (known: Known) => readonly string[]> = {
  board: () => ['/'],
  'ticket, open': ({ openTickets }) => openTickets.map((number) => `/tickets/${number}`),
  'ticket, closed': ({ someTickets }) => someTickets.map((number) => `/tickets/${number}`),
  'call log, first page': () => ['/calls'],
  'call log, deep page': ({ deepCursor }) => [log({ cursor: deepCursor })],
  'call log, a number': ({ phone }) => [log({ q: phone })],
  'call log, part of a number': ({ phone }) => [log({ q: phone.slice(-4) }), log({ q: '030 23125' })],
  'call log, a customer by name': ({ customer }) => [log({ q: customer.name })],
  'call log, a customer by number': ({ customer }) => [log({ q: customer.number })],
  'call log, a contact': ({ contact }) => [log({ q: contact })],
  'call log, an engineer': ({ engineer }) => [log({ q: engineer })],
  'call log, a ticket': ({ someTickets }) => someTickets.map((number) => log({ q: number })),
  'call log, words': () => [log({ q: 'Neustart Dienst' }), log({ q: 'nowhere to be found' })],
  'call log, missed': () => [log({ outcome: 'missed' })],
  'call log, abandoned': () => [log({ outcome: 'abandoned' })],
  'call log, unverified': () => [log({ outcome: 'unverified' })],
  'call log, severity 1': () => [log({ severity: '1' })],
  'call log, engineers of a day': () => [log({ party: 'engineer', from: '2026-05-04', until: '2026-05-04' })],
  'call log, search and filters': ({ customer }) => [
    log({ q: customer.name, severity: '1', party: 'caller' }),
  ],
  'call page': ({ someCalls }) => someCalls.map((sid) => `/calls/${sid}`),
  'figures, 30 days': () => ['/figures'],
  'figures, a customer': ({ customer }) => [`/figures?customer=${customer.number}`],
  'registry, customers': () => ['/registry/customers'],
  'registry, a search': ({ customer }) => [
    `/registry/customers?${new URLSearchParams({ q: customer.name })}`,
  ],
  'registry, a customer': ({ customer }) => [`/registry/customers/${customer.number}`],
  'registry, a calendar': () => ['/registry/calendars/munich'],
  'registry, engineers': () => ['/registry/engineers'],
  'registry, a schedule': () => ['/registry/schedules/front'],
  'registry, a policy': () => ['/registry/escalations/front-line'],
  users: () => ['/users'],
  privacy: () => ['/privacy'],
  'audit trail': () => ['/audit'],
};

export async function readKnown(db: Db): Promise<Known> {
  const one = async <T extends object>(sql: string) => (await db.query<T>(sql))[0] as T;
  const counts = await one<{ calls: number; tickets: number; open: number }>(
    `select (select count(*)::int from calls) as calls, (select count(*)::int from tickets) as tickets,
       (select count(*)::int from tickets where status in ('open', 'acknowledged')) as open`,
  );
  const keys = async (sql: string) => (await db.query<{ key: string }>(sql)).map(({ key }) => key);
  const middle = await one<{ at: Date; id: string }>(
    `select started_at as at, id from calls where started_at < now() - interval '180 days' order by started_at desc limit 1`,
  );
  const customer = await one<Known['customer']>(
    `select number, name from customers order by number desc limit 1`,
  );
  const contact = await one<{ name: string; phone: string }>(
    `select name, phones[1] as phone from contacts where customer_number >= '500000' order by customer_number limit 1`,
  );
  const engineer = await one<{ name: string }>('select name from engineers order by key limit 1');
  return {
    ...counts,
    openTickets: await keys(
      `select number as key from tickets where status in ('open', 'acknowledged') order by respond_by limit 50`,
    ),
    someTickets: await keys('select number as key from tickets order by number % 1009, number limit 50'),
    someCalls: await keys('select sid as key from calls order by id limit 50'),
    deepCursor: Buffer.from(`${middle.at.toISOString()} ${middle.id}`).toString('base64url'),
    customer,
    contact: contact.name,
    engineer: engineer.name,
    phone: contact.phone,
  };
}
