import { z } from 'zod';
import type { Call } from '../../domain/calls/call.ts';
import type { CallEvent } from '../../domain/calls/call-store.ts';
import { instant, writeInstant } from './fields.ts';

/** A person who is paged: `key` as in the directory. */
export const engineerSchema = z.strictObject({ key: z.string(), name: z.string() });

/** One leg: a call of a customer, to an engineer, or back to a customer. */
export const callSchema = z.strictObject({
  callSid: z.string().nullable().describe('null until the carrier has named it'),
  direction: z.enum(['inbound', 'outbound']),
  party: z.enum(['caller', 'engineer', 'customer']).describe('whose phone it leads to'),
  from: z.string().nullable(),
  to: z.string().nullable(),
  status: z.string().describe("the carrier's word; before it has the leg, planned or sending"),
  state: z.string().describe('where its flow stands, or ended'),
  ticket: z.string().nullable(),
  customer: z.strictObject({ number: z.string(), name: z.string() }).nullable(),
  contact: z.strictObject({ name: z.string() }).nullable(),
  engineer: engineerSchema.nullable(),
  startedAt: instant,
  answeredAt: instant.nullable(),
  endedAt: instant.nullable(),
});

/** What happened on a leg. Keys of menus are told, digits that were entered never. */
export const stepSchema = z.strictObject({
  at: instant,
  kind: z.enum(['entered', 'answer', 'outcome', 'status', 'consent', 'late-answer', 'hung-up', 'merged']),
  state: z.string().nullable().describe('of the flow'),
  answer: z.string().nullable().describe('choice, entered, recorded, silence, no-match or left'),
  choice: z.string().nullable().describe('the key of a menu'),
  outcome: z.string().nullable().describe('what came of an action'),
  status: z.string().nullable().describe("the carrier's word"),
});

/** A leg's row with what it points at. */
export type CallRow = Pick<
  Call,
  | 'id'
  | 'sid'
  | 'direction'
  | 'party'
  | 'fromNumber'
  | 'toNumber'
  | 'status'
  | 'customerNumber'
  | 'engineer'
  | 'ticketNumber'
  | 'startedAt'
  | 'answeredAt'
  | 'endedAt'
> & {
  state: string;
  /** a caller went away with nothing; the database says so once the leg has ended (`is_missed`) */
  isMissed: boolean;
  customerName: string | null;
  contactName: string | null;
  engineerName: string | null;
};

export function viewCall(row: CallRow): z.input<typeof callSchema> {
  const { customerNumber, customerName, contactName } = row;
  return {
    callSid: row.sid,
    direction: row.direction,
    party: row.party,
    from: row.fromNumber,
    to: row.toNumber,
    status: row.status,
    state: row.state,
    ticket: row.ticketNumber,
    customer:
      customerNumber !== null && customerName !== null
        ? { number: customerNumber, name: customerName }
        : null,
    contact: contactName === null ? null : { name: contactName },
    engineer: viewEngineer(row.engineer, row.engineerName),
    startedAt: writeInstant(row.startedAt),
    answeredAt: writeInstant(row.answeredAt),
    endedAt: writeInstant(row.endedAt),
  };
}

export function viewEngineer(key: string | null, name: string | null): z.input<typeof engineerSchema> | null {
  return key === null ? null : { key, name: name ?? key };
}

/** Only what is named here leaves the house, whatever else an event may come to hold. */
export function viewStep({ at, kind, state, detail }: CallEvent): z.input<typeof stepSchema> {
  return {
    at: writeInstant(at),
    kind,
    state,
    answer: textOf(detail.kind),
    choice: textOf(detail.choice),
    outcome: textOf(detail.outcome),
    status: textOf(detail.status),
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
