import type { Tx } from '../../platform/db/database.ts';
import type { ActionContext } from '../calls/action.ts';
import { changeCall } from '../calls/call-store.ts';
import { cutAtWord } from '../messages/shorten.ts';
import { describePage, PAGE_VALUES } from '../paging/describe-page.ts';
import { CALL_IN_STEP, OUTCOME_STEP, type Page } from '../paging/page.ts';
import { pageNotReached } from '../paging/page-not-reached.ts';
import { findOpenPagesOfCall } from '../paging/page-store.ts';
import { lockTicketsOfLeg } from '../paging/tickets-of-leg.ts';
import { findClaimOfCall } from '../sms/claim-store.ts';
import { describeTicket, nameOf, TICKET_VALUES } from '../tickets/describe-ticket.ts';
import { isUnanswered, type Ticket } from '../tickets/ticket.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { engineerOrSupervisors } from '../users/actor.ts';
import { type ActionDeps, defineAction } from './action.ts';

/**
 * What a page by phone tells of its ticket. The seconds stand in it twice: the version before fills `recorded` in where there is no
 * recording, too, and may read out today's words for it, which then say half a sentence. What it does not know it leaves out.
 */
const TOLD = [...TICKET_VALUES, ...PAGE_VALUES, 'seconds-recorded'] as const;

/**
 * An engineer's leg was answered: are they asked about an SMS, or about a talk, is the ticket still open, or are there several,
 * and is this a person, as far as is known?
 */
export const beginPage = defineAction(
  {
    page: { tells: TOLD },
    pages: { tells: [...TICKET_VALUES, 'count', 'first-call'], formerly: 'page' },
    'call-in': { tells: TICKET_VALUES },
    help: { tells: TOLD },
    machine: { tells: TOLD },
    written: { tells: [...TICKET_VALUES, 'written', 'written-text'] },
    outcome: { tells: TICKET_VALUES },
    taken: { tells: TICKET_VALUES },
    over: { tells: TICKET_VALUES },
  },
  async (deps, context) => {
    const { tx, now, call, visit } = context;
    const waiting = await lockTicketsOfLeg(tx, call, engineerOrSupervisors(call.engineer));
    const ticket = waiting[0] ?? (await lockTicket(tx, call.ticketNumber ?? '0'));
    if (!ticket) return { outcome: 'over' };
    const pages = await findOpenPagesOfCall(tx, call.id);
    const vars = {
      ...(await describeTicket(tx, ticket, now)),
      ...(await describeBriefly(context, ticket, pages)),
      ...describeAll(waiting),
    };
    // whether a person listens, their key tells
    if (await findClaimOfCall(tx, call.id)) return { outcome: 'written', vars };
    const step = pages[0]?.step;
    if (step === CALL_IN_STEP) return { outcome: 'call-in', vars };
    if (!isUnanswered(ticket)) return { outcome: 'over', vars };
    if (waiting.length === 0) {
      return {
        outcome: 'taken',
        vars: { ...vars, 'engineer-name': await nameOf(tx, ticket.acknowledgedBy) },
      };
    }
    // what is keyed on this leg is about the first of them
    if (ticket.number !== call.ticketNumber) await changeCall(tx, call.id, { ticketNumber: ticket.number });
    if (visit.machine) {
      await noneReached(deps, tx, { pages, tickets: waiting }, now);
      return { outcome: 'machine', vars };
    }
    if (step === OUTCOME_STEP) return { outcome: 'outcome', vars };
    if (waiting.every((one) => isForHelp(one, engineerOrSupervisors(call.engineer))))
      return { outcome: 'help', vars };
    return { outcome: waiting.length > 1 ? 'pages' : 'page', vars };
  },
);

/** Seven seconds of somebody else's words, before the keys are told. */
const MAX_SAID = 100;

/** What the page tells, in few words; those of another language are not for this voice. */
async function describeBriefly(
  { tx, now, call: { engineer }, visit, script }: ActionContext,
  ticket: Ticket,
  pages: readonly Page[],
): Promise<Record<string, string>> {
  const morePeople = script.prompts.get(visit.language)?.formats['more-people'];
  const told = await describePage(tx, ticket, { engineer, pages, morePeople }, now);
  return {
    ...told,
    about: ticket.language === visit.language ? cutAtWord(told.about, MAX_SAID) : '',
    'seconds-recorded': told.recorded,
  };
}

/** Somebody else has the ticket, and they are asked to help. */
function isForHelp({ acknowledgedBy }: Ticket, by: string): boolean {
  return acknowledgedBy !== null && acknowledgedBy !== by;
}

/** What is said of several tickets together. */
function describeAll(tickets: readonly Ticket[]): Record<string, string> {
  const first = Math.min(...tickets.map(({ openedAt }) => openedAt.getTime()));
  return tickets.length > 1
    ? { count: String(tickets.length), 'first-call': new Date(first).toISOString() }
    : {};
}

async function noneReached(
  deps: ActionDeps,
  tx: Tx,
  { pages, tickets }: { pages: readonly Page[]; tickets: readonly Ticket[] },
  now: Date,
): Promise<void> {
  for (const page of pages) {
    const ticket = tickets.find(({ number }) => number === page.ticketNumber);
    if (ticket) await pageNotReached({ tx, hotline: deps.hotline, now }, ticket, page, 'machine');
  }
}
