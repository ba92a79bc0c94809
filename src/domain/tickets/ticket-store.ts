import type { Db, Tx } from '../../platform/db/database.ts';
import { write } from '../../platform/db/write.ts';
import { leafParams } from '../evidence/leaf-store.ts';
import { promiseFields } from '../evidence/ticket-facts.ts';
import type { Ticket } from './ticket.ts';
import { MOST_PRESSING } from './urgency.ts';

const COLUMNS = `number, kind, signature, old_databases as "oldDatabases", signature_stage as "signatureStage", severity, status, channel, verified, abandoned,
  customer_number as "customerNumber", contact_id as "contactId", language, plan, priority, calendar, escalation,
  call_id as "callId", callback_number as "callbackNumber", opened_at as "openedAt", window_from as "windowFrom",
  respond_by as "respondBy", clock, acknowledged_at as "acknowledgedAt", acknowledged_by as "acknowledgedBy",
  answered_at as "answeredAt", answered_by as "answeredBy", closed_at as "closedAt", missed_at as "missedAt",
  text, recording_sid as "recordingSid", transcript, round, paging_from as "pagingFrom", next_step as "nextStep",
  last_resort_at as "lastResortAt", untold_since as "untoldSince", reopened_at as "reopenedAt", reopenings,
  answer_sent_at as "answerSentAt", hands, helpers`;

/** The columns a ticket may be changed in, by the name of its field. */
const WRITABLE = {
  signatureStage: 'signature_stage',
  severity: 'severity',
  status: 'status',
  abandoned: 'abandoned',
  escalation: 'escalation',
  callbackNumber: 'callback_number',
  windowFrom: 'window_from',
  respondBy: 'respond_by',
  clock: 'clock',
  acknowledgedAt: 'acknowledged_at',
  acknowledgedBy: 'acknowledged_by',
  hands: 'hands',
  helpers: 'helpers',
  answeredAt: 'answered_at',
  answeredBy: 'answered_by',
  closedAt: 'closed_at',
  missedAt: 'missed_at',
  text: 'text',
  recordingSid: 'recording_sid',
  transcript: 'transcript',
  round: 'round',
  pagingFrom: 'paging_from',
  nextStep: 'next_step',
  lastResortAt: 'last_resort_at',
  untoldSince: 'untold_since',
  reopenedAt: 'reopened_at',
  reopenings: 'reopenings',
  answerSentAt: 'answer_sent_at',
} as const satisfies Partial<Record<keyof Ticket, string>>;

export type TicketChange = { [Field in keyof typeof WRITABLE]?: Ticket[Field] };

export type NewTicket = Pick<
  Ticket,
  | 'kind'
  | 'signature'
  | 'severity'
  | 'channel'
  | 'verified'
  | 'abandoned'
  | 'customerNumber'
  | 'contactId'
  | 'language'
  | 'plan'
  | 'priority'
  | 'calendar'
  | 'escalation'
  | 'callId'
  | 'callbackNumber'
  | 'openedAt'
  | 'windowFrom'
  | 'respondBy'
  | 'clock'
  | 'text'
> & { withheld?: boolean; idempotencyKey?: string; number?: string; oldDatabases?: boolean };

export async function insertTicket(db: Db, ticket: NewTicket): Promise<Ticket> {
  const [row] = await db.query<Ticket>(
    `insert into tickets (number, kind, signature, severity, channel, verified, abandoned, customer_number, contact_id, language,
       plan, priority, calendar, escalation, call_id, callback_number, opened_at, window_from, respond_by, clock, text,
       idempotency_key, withheld, old_databases, paging_from)
     values (coalesce($23, nextval('ticket_numbers')), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
       $17, $18, $19, $20, $21, $22, $24, $17)
     returning ${COLUMNS}`,
    [
      ticket.kind,
      ticket.signature,
      ticket.severity,
      ticket.channel,
      ticket.verified,
      ticket.abandoned,
      ticket.customerNumber,
      ticket.contactId,
      ticket.language,
      ticket.plan,
      ticket.priority,
      ticket.calendar,
      ticket.escalation,
      ticket.callId,
      ticket.callbackNumber,
      ticket.openedAt,
      ticket.windowFrom,
      ticket.respondBy,
      ticket.clock,
      ticket.text,
      ticket.idempotencyKey ?? null,
      ticket.withheld ?? false,
      ticket.number ?? null,
      ticket.oldDatabases ?? false,
    ],
  );
  return row as Ticket;
}

/** The ticket, locked until the transaction ends: whoever decides about a ticket holds it. Taken after the leg, see `Tx`. */
export async function lockTicket(db: Db, number: string): Promise<Ticket | null> {
  return one(db, 'where number = $1 for no key update', [number]);
}

/** Several tickets, locked in the order of their numbers. */
export async function lockTickets(db: Db, numbers: readonly string[]): Promise<Map<string, Ticket>> {
  const rows = await db.query<Ticket>(
    `select ${COLUMNS} from tickets where number = any($1::bigint[]) order by number for no key update`,
    [numbers],
  );
  return new Map(rows.map((ticket) => [ticket.number, ticket]));
}

/** `number` may be anything a person typed: what is no ticket number finds nothing. */
export async function findTicket(db: Db, number: string): Promise<Ticket | null> {
  if (!/^\d{1,18}$/.test(number)) return null;
  return one(db, 'where number = $1', [number]);
}

/** The tickets of these numbers, the most pressing first. */
export async function findTickets(db: Db, numbers: readonly string[]): Promise<Ticket[]> {
  return db.query<Ticket>(
    `select ${COLUMNS} from tickets where number = any($1::bigint[]) order by ${MOST_PRESSING}`,
    [numbers],
  );
}

export async function findTicketByIdempotencyKey(db: Db, key: string): Promise<Ticket | null> {
  return one(db, 'where idempotency_key = $1', [key]);
}

/** The customer's ticket that is still waiting for an answer, the most pressing one first. */
export async function findUnansweredTickets(db: Db, customerNumber: string): Promise<Ticket[]> {
  return db.query<Ticket>(
    `select ${COLUMNS} from tickets where customer_number = $1 and status in ('open', 'acknowledged')
     order by ${MOST_PRESSING}`,
    [customerNumber],
  );
}

/** By each policy that somebody may be paged by: the numbers of its tickets, the most pressing first. */
export async function listPagedTickets(db: Db): Promise<{ policy: string; tickets: string[] }[]> {
  return db.query(
    `select escalation as policy, array_agg(number::text order by ${MOST_PRESSING}) as tickets
       from tickets where status in ('open', 'acknowledged') group by escalation order by escalation`,
  );
}

/** Who is being paged about by one of these policies, or may be. */
export async function findTicketsPagedBy(db: Db, policies: readonly string[]): Promise<Ticket[]> {
  return db.query<Ticket>(
    `select ${COLUMNS} from tickets where escalation = any($1) and status in ('open', 'acknowledged')
     order by ${MOST_PRESSING}`,
    [policies],
  );
}

/** The tickets of some customers that are not closed, the newest first. */
export async function findUnclosedTickets(
  db: Db,
  { customers, callbackNumber }: { customers: readonly string[]; callbackNumber: string | null },
): Promise<Ticket[]> {
  return db.query<Ticket>(
    `select ${COLUMNS} from tickets where (customer_number = any($1) or callback_number = $2) and status <> 'closed'
     order by number desc limit 100`,
    [customers, callbackNumber],
  );
}

/** What an engineer has acknowledged, or helps with, and is not yet answered, the most pressing one first. */
export async function findTicketsHeldBy(db: Db, engineer: string): Promise<Ticket[]> {
  return db.query<Ticket>(
    `select ${COLUMNS} from tickets where (acknowledged_by = $1 or $1 = any(helpers)) and status = 'acknowledged'
     order by ${MOST_PRESSING}`,
    [engineer],
  );
}

/** What an engineer has answered since an instant and may take back, the last answer first. */
export async function findTicketsAnsweredBy(db: Db, engineer: string, since: Date): Promise<Ticket[]> {
  return db.query<Ticket>(
    `select ${COLUMNS} from tickets where answered_by = $1 and status = 'answered' and answered_at >= $2
       or acknowledged_by = $1 and status = 'acknowledged' and answer_sent_at >= $2
     order by coalesce(answered_at, answer_sent_at) desc limit 20`,
    [engineer, since],
  );
}

export interface TicketFilter {
  status?: string;
  customer?: string;
  severity?: number;
  since?: Date;
  /** the number to go on below, from the page before */
  cursor?: string;
  limit: number;
}

/** Newest first, one page. */
export async function listTickets(db: Db, filter: TicketFilter): Promise<Ticket[]> {
  return db.query<Ticket>(
    `select ${COLUMNS} from tickets
     where ($1::text is null or status = $1) and ($2::text is null or customer_number = $2)
       and ($3::int is null or severity = $3) and ($4::timestamptz is null or opened_at >= $4)
       and ($5::bigint is null or number < $5)
     order by number desc limit $6`,
    [
      filter.status ?? null,
      filter.customer ?? null,
      filter.severity ?? null,
      filter.since ?? null,
      filter.cursor ?? null,
      filter.limit,
    ],
  );
}

/** How many tickets that wait for the same opening, under the same policy, come first: verified ones, then plan priority, then deadline. */
export async function countBeforeAtOpening(db: Db, ticket: Ticket): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from tickets
     where window_from = $1 and escalation = $2 and opened_at < window_from
       and (not verified, priority, respond_by, number) < ($3, $4, $5, $6)`,
    [
      ticket.windowFrom,
      ticket.escalation,
      !ticket.verified,
      ticket.priority,
      ticket.respondBy,
      ticket.number,
    ],
  );
  return row?.count ?? 0;
}

/** The customer is on the line about their ticket: from now on this is the leg an engineer is put through to. */
export async function serveByCall(db: Db, number: string, callId: string): Promise<void> {
  await write(db, 'update tickets set call_id = $2 where number = $1', [number, callId]);
}

/** Changes a ticket; what its promise rests on goes into the ledger with it. */
export async function changeTicket(db: Db, number: string, change: TicketChange): Promise<Ticket> {
  const [row] = await db.query<Ticket>(...updateOf(number, change));
  return row as Ticket;
}

/** The same of a ticket that is held, and known: nobody waits for it. @returns the ticket as it is then */
export async function writeTicket(tx: Tx, ticket: Ticket, change: TicketChange): Promise<Ticket> {
  await write(tx, ...updateOf(ticket.number, change));
  return { ...ticket, ...change };
}

function updateOf(number: string, change: TicketChange): [sql: string, params: unknown[]] {
  const fields = Object.keys(change) as (keyof typeof WRITABLE)[];
  const assignments = fields.map((field, index) => `${WRITABLE[field]} = $${index + 2}`).join(', ');
  const update = `update tickets set ${assignments} where number = $1 returning ${COLUMNS}`;
  const values = [number, ...fields.map((field) => change[field])];
  const promise = promiseFields(change);
  if (Object.keys(promise).length === 0) return [update, values];
  const leaf = leafParams({ fact: 'promise', ticket: number, ...promise });
  return [withLeaf(update, values.length), [...values, ...leaf]];
}

function withLeaf(update: string, params: number): string {
  const [fields, commitments, hash, salt] = [1, 2, 3, 4].map((place) => `$${params + place}`);
  return `with changed as (${update}),
    leaf as (insert into ledger_leaves (fact, ticket_number, customer_number, fields, commitments, hash, salt)
      select 'promise', number, "customerNumber", ${fields}::jsonb, ${commitments}::jsonb, ${hash}::bytea, ${salt}::bytea from changed)
    select * from changed`;
}

async function one(db: Db, where: string, params: readonly unknown[]): Promise<Ticket | null> {
  const [row] = await db.query<Ticket>(`select ${COLUMNS} from tickets ${where}`, params);
  return row ?? null;
}
