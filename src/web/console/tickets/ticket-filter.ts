import { plainDigits } from '../../../domain/directory-entry/typed-phone.ts';
import { SEVERITIES, type Severity, type Ticket, type TicketStatus } from '../../../domain/tickets/ticket.ts';
import { textOf, typedIn } from '../form.ts';
import { readDaySpan } from '../read-day.ts';
import { readSearch, type Search } from '../search/read-search.ts';

export const STATUSES = [
  'open',
  'acknowledged',
  'answered',
  'closed',
] as const satisfies readonly TicketStatus[];
export const KINDS = ['problem', 'signature'] as const satisfies readonly Ticket['kind'][];
export const TICKET_ORDERS = ['newest', 'oldest', 'due', 'severity'] as const;
export type TicketOrder = (typeof TICKET_ORDERS)[number];

/** What the list of tickets is asked for. */
export interface TicketListFilter {
  search: Search | null;
  /** `unanswered`: open or acknowledged */
  status: TicketStatus | 'unanswered' | null;
  severity: Severity | null;
  kind: Ticket['kind'] | null;
  /** a customer's number */
  customer: string | null;
  /** the key of whoever has it, or answered it */
  engineer: string | null;
  /** opened then or later */
  from: Date | null;
  /** opened before then */
  until: Date | null;
  lateOnly: boolean;
  reopenedOnly: boolean;
  sort: TicketOrder;
}

const MAX_KEY = 100;
const MAX_CHARS = 200;
const USUAL_ORDER: TicketOrder = 'newest';

/** The names of the filters, as they stand in an address. */
const FILTERS = [
  'q',
  'status',
  'severity',
  'kind',
  'customer',
  'engineer',
  'from',
  'until',
  'late',
  'reopened',
  'sort',
] as const;

/** The filters of a query that say something, as they were typed. */
export function typedTicketFilters(query: unknown): Record<string, string> {
  const { sort, ...typed } = typedIn(query, FILTERS, MAX_CHARS);
  return sort === undefined || sort === USUAL_ORDER ? typed : { ...typed, sort };
}

/** Reads the filters of a query. What cannot be read is left out, and told. @param zone of the days */
export function readTicketFilter(
  query: unknown,
  zone: string,
): { filter: TicketListFilter; isFaulty: boolean } {
  const typed = (name: string) => textOf(query, name);
  const oneOf = <T extends string>(name: string, known: readonly T[]) =>
    known.find((each) => each === typed(name)) ?? null;
  const key = (name: string) => (typed(name) === '' ? null : typed(name).slice(0, MAX_KEY));
  const customer = key('customer');
  const { from, until, isFaulty } = readDaySpan(query, zone);
  const severity = SEVERITIES.find((each) => String(each) === typed('severity')) ?? null;
  const status = oneOf('status', [...STATUSES, 'unanswered' as const]);
  const [kind, late, reopened] = [oneOf('kind', KINDS), oneOf('late', ['yes']), oneOf('reopened', ['yes'])];
  const sort = oneOf('sort', TICKET_ORDERS);
  const unread = { severity, status, kind, late, reopened, sort };
  return {
    filter: {
      search: readSearch(typed('q')),
      status,
      severity,
      kind,
      customer: customer && plainDigits(customer),
      engineer: key('engineer'),
      from,
      until,
      lateOnly: late !== null,
      reopenedOnly: reopened !== null,
      sort: sort ?? USUAL_ORDER,
    },
    isFaulty: isFaulty || Object.entries(unread).some(([name, read]) => typed(name) !== '' && read === null),
  };
}
