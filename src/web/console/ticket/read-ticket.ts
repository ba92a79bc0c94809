import type { ResponseWindow } from '../../../domain/calendar/response-target.ts';
import { roundTimes } from '../../../domain/escalation/step-times.ts';
import type { TicketRecord } from '../../../domain/explain/explain-ticket.ts';
import { readRecord } from '../../../domain/explain/read-record.ts';
import { listAbsences } from '../../../domain/oncall/engineers/absence-store.ts';
import { type Engineer, listEngineers } from '../../../domain/oncall/engineers/engineer-store.ts';
import { supervisorPhones } from '../../../domain/oncall/supervisors-store.ts';
import { EVERY_CHANNEL } from '../../../domain/paging/decide-escalation.ts';
import type { Channel } from '../../../domain/paging/page.ts';
import { loadTitles, type RuleTitles } from '../../../domain/plans/rule-life-store.ts';
import { findEscalation } from '../../../domain/plans/rule-store.ts';
import { windowsBySeverity } from '../../../domain/ticket-operations/change-severity.ts';
import { promisedWindow } from '../../../domain/tickets/promised-rules.ts';
import { isUnanswered, type Ticket } from '../../../domain/tickets/ticket.ts';
import { findTicket } from '../../../domain/tickets/ticket-store.ts';
import { windowOf } from '../../../domain/tickets/ticket-window.ts';
import type { TimelineEvent } from '../../../domain/tickets/timeline-store.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { CallRow } from '../../read-model/call-view.ts';
import { legsOfTicket } from '../../read-model/call-view-store.ts';
import type { CallbackRow } from '../../read-model/callback-view.ts';
import { listCallbackRows } from '../../read-model/callback-view-store.ts';
import type { PageRow } from '../../read-model/page-view.ts';
import { listPageRows } from '../../read-model/page-view-store.ts';
import type { PagedTicketRow } from '../../read-model/ticket-view.ts';
import { findTicketRow } from '../../read-model/ticket-view-store.ts';
import { type Players, readPlayers } from '../calls/read-players.ts';
import type { ConsoleDeps } from '../deps.ts';
import { type CustomerMessage, listCustomerMessages } from './customer-message-store.ts';

/** A step of a ticket's plan, or its last resort, which stands behind all steps. */
export interface PlannedStep {
  step: number;
  at: Date;
  page: string[];
  by: Channel[];
  isLastResort: boolean;
}

/** A ticket with all that is on record about it. */
export interface TicketStory {
  ticket: Ticket;
  row: PagedTicketRow;
  /** the hours ahead as they are counted now */
  window: ResponseWindow;
  /** the same as it was promised */
  promised: ResponseWindow;
  timeline: TimelineEvent[];
  /** what the customer was told by SMS */
  messages: CustomerMessage[];
  plan: PlannedStep[];
  pages: PageRow[];
  callbacks: CallbackRow[];
  legs: CallRow[];
  engineers: Engineer[];
  /** what people call the rules in force */
  titles: RuleTitles;
  /** who of them is away now, and until when */
  away: ReadonlyMap<string, Date>;
  /** what is promised for each severity; null: the plan is gone */
  windows: Awaited<ReturnType<typeof windowsBySeverity>>;
  /** its way from the first ring to the answer, with all instants */
  record: TicketRecord;
  /** its description and messages that were spoken */
  players: Players;
  /** on which supervisors can be rung to listen to a talk; null: nobody may listen here */
  listeningPhones: readonly string[] | null;
}

const MAX_PAGES = 200;
const MAX_MESSAGES = 200;

/** What a ticket is read from. */
export type TicketSource = Pick<ConsoleDeps, 'database' | 'retention' | 'hotline'>;

/** @param number as it was typed; what is no ticket number finds nothing */
export async function readTicket(
  { database: db, retention, hotline }: TicketSource,
  number: string,
  now: Date,
): Promise<TicketStory | null> {
  const ticket = await findTicket(db, number);
  const row = ticket && (await findTicketRow(db, ticket.number));
  if (!ticket || !row) return null;
  const window = await windowOf(db, ticket);
  const promised = await promisedWindow(db, ticket);
  const part = { ticket: ticket.number, limit: MAX_PAGES };
  const [record, messages, plan, pages, callbacks, legs, engineers, titles, absences, windows] =
    await Promise.all([
      readRecord(db, ticket),
      listCustomerMessages(db, ticket.number, MAX_MESSAGES),
      readPlan(db, ticket, isUnanswered(ticket) ? window : promised),
      listPageRows(db, part),
      listCallbackRows(db, part),
      legsOfTicket(db, ticket.number),
      listEngineers(db),
      loadTitles(db),
      listAbsences(db, now),
      windowsBySeverity(db, ticket),
    ]);
  const away = new Map(
    absences.flatMap(({ engineer, from, until }) => (from <= now ? [[engineer, until]] : [])),
  );
  const timeline = [...record.timeline];
  const spoken = timeline.map(({ detail }) =>
    typeof detail.recording === 'string' ? detail.recording : null,
  );
  const players = await readPlayers({ database: db, retention }, [ticket.recordingSid, ...spoken]);
  const listeningPhones = hotline.listeningIn ? await supervisorPhones(db) : null;
  return {
    ticket,
    row,
    window,
    promised,
    timeline,
    messages,
    plan,
    pages,
    callbacks,
    legs,
    engineers,
    titles,
    away,
    windows,
    record,
    players,
    listeningPhones,
  };
}

/** The steps of the round that is running, or was when somebody acknowledged, and the last resort; empty if the policy is gone. */
async function readPlan(db: Database, ticket: Ticket, window: ResponseWindow): Promise<PlannedStep[]> {
  const policy = await findEscalation(db, ticket.escalation);
  if (!policy) return [];
  const plan = roundTimes(policy.steps, window, ticket);
  const steps = policy.steps.flatMap(({ page, by }, step) => {
    const at = plan.steps[step];
    return at ? [{ step, at, page, by, isLastResort: false }] : [];
  });
  const lastResort = { at: plan.lastResort, page: policy.lastResort, by: [...EVERY_CHANNEL] };
  return [...steps, { ...lastResort, step: steps.length, isLastResort: true }];
}
