import type { Standing } from '../attainment/standing.ts';
import type { MissReason } from '../attainment/why-missed.ts';
import type { ExplainedWindow } from '../calendar/explain-window.ts';
import type { CreditRule, ReportLanguage } from '../directory-entry/directory-schema.ts';
import type { LineFigures } from '../drill/measure-line.ts';
import type { Ticket } from '../tickets/ticket.ts';

/** A customer as their report names them, also one who has left. */
export interface ReportedCustomer {
  number: string;
  name: string;
  /** the key of their plan, and of their calendar */
  plan: string;
  calendar: string;
  /** the first and the last day of their contract, as it stands today */
  validFrom: string;
  validUntil: string;
  /** theirs of before, as far back as it was kept */
  formerTerms: { from: string; until: string }[];
  seats: number;
  seatsWithPin: number;
  language: ReportLanguage;
  /** null: nobody is sent the report */
  sentTo: string | null;
}

/** A promise that was due in the month, or whose ticket was opened in it. */
export interface ReportedTicketRow
  extends Pick<
    Ticket,
    | 'number'
    | 'kind'
    | 'signature'
    | 'severity'
    | 'channel'
    | 'verified'
    | 'calendar'
    | 'openedAt'
    | 'clock'
    | 'windowFrom'
    | 'respondBy'
    | 'acknowledgedAt'
    | 'answeredAt'
    | 'closedAt'
    | 'missedAt'
  > {
  standing: Standing | null;
  /** by what its clock was stopped; null: by nothing, or nobody wrote it down */
  answeredHow: string | null;
  /** by which objection it was given, and its clock runs from there; null: with the first ring */
  begunAt: Date | null;
  /** when an objection ended it, and another was given; null: it is the ticket's last */
  endedAt: Date | null;
}

/** What happened to such a ticket and is told. */
export interface ReportedEvent {
  ticketNumber: string;
  at: Date;
  kind: 'severity-changed' | 'reopened' | 'progress';
  actor: string;
  detail: Record<string, unknown>;
}

/** What was done so that a missed promise is kept the next time. */
export interface MissRemedy {
  ticketNumber: string;
  /** the deadline that was missed: a ticket may have missed several */
  dueAt: Date;
  text: string;
  writtenAt: Date;
}

/** A ticket may have several promises, each due at another instant. */
export function promiseKey(ticketNumber: string, dueAt: Date): string {
  return `${ticketNumber} ${dueAt.toISOString()}`;
}

/** Whether two speak of the same miss of the same ticket. */
export function isOfSameMiss(
  one: Pick<MissRemedy, 'ticketNumber' | 'dueAt'>,
  other: Pick<MissRemedy, 'ticketNumber' | 'dueAt'>,
): boolean {
  return promiseKey(one.ticketNumber, one.dueAt) === promiseKey(other.ticketNumber, other.dueAt);
}

/** All that a report is made of. */
export interface ReportRows {
  customer: ReportedCustomer;
  /** what people call the plan, and what it gives for a miss */
  plan: { name: string; credit: CreditRule | undefined };
  /** of each miss what the plan gave for it when its ticket was opened */
  creditOfMisses: (CreditRule | undefined)[];
  month: {
    name: string;
    zone: string;
    from: Date;
    /** now, if the month runs */
    until: Date;
    /** when the month ends, or will end */
    ends: Date;
    isOver: boolean;
  };
  /** how many of each severity stand how, of all that were due */
  figures: { severity: number; standing: Standing; count: number }[];
  /** `dueIn`: the month in which they are due, by the calendar they were promised by */
  tickets: (ReportedTicketRow & ExplainedWindow & { dueIn: string })[];
  isCut: boolean;
  events: ReportedEvent[];
  /** by `promiseKey` */
  causes: ReadonlyMap<string, MissReason>;
  remedies: MissRemedy[];
  calls: { ofCustomer: number; foundLater: number };
  /** of every customer: there is one line */
  line: LineFigures;
  /** by the number of their tickets */
  receipts: ReadonlyMap<string, string>;
  /** the state of the ledger that a customer keeps of the month; null: there is none yet */
  checkpoint: string | null;
}
