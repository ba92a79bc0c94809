import { STEPS_AT_SECONDS } from '../people/cast.ts';
import type { Books, LoggedPage, LoggedTicket } from './books-store.ts';
import { groupBy } from './group-by.ts';
import { type AfterFault, afterFault, latest } from './happened.ts';
import type { Breach, Ledger } from './law.ts';
import type { Seen } from './seen.ts';

/** What became of the steps that were due. */
export interface StepsFound {
  due: number;
  /** somebody had taken the ticket before */
  overtaken: number;
  /** of those of verified critical and high tickets (other pages are collected for a minute) that were carried out: from the instant they were due to the carrier's yes, milliseconds */
  lateMs: number[];
  /** the same without the faults in the way, and which step it was */
  afterFault: (AfterFault & { what: string })[];
  breaches: Breach[];
}

/** Pages of mild tickets, and of those that anybody could have opened, are collected for so long when their phone has just had one. */
const COLLECTED_MS = 60_000;
/** Whatever takes a ticket out of the hands of its policy. */
const OVERTAKES = ['acknowledged', 'answered', 'closed'];

/**
 * Every due step led to at least one request that the carrier accepted, in the promised time, unless somebody had taken
 * the ticket by then. Whoever is on another leg of ours is rung afterwards: that time does not count. Looked at are the
 * steps of the first round; a later round begins after whatever became of the first.
 */
export function stepsLaw(ledger: Ledger): StepsFound {
  const { books, seen, closedAt } = ledger;
  const acceptedAt = acceptance(books, seen);
  const pagesByTicket = groupBy(books.pages, ({ ticket }) => ticket);
  const eventsByTicket = groupBy(books.events, ({ ticket }) => ticket);
  const legsTo = groupBy(seen.legs, ({ to }) => to);
  const found: StepsFound = { due: 0, overtaken: 0, lateMs: [], afterFault: [], breaches: [] };
  for (const ticket of books.tickets) {
    const events = eventsByTicket.get(ticket.number) ?? [];
    const opened = events.find(({ kind }) => kind === 'opened')?.at ?? ticket.windowFrom;
    const taken = events.find(({ kind }) => OVERTAKES.includes(kind))?.at;
    const pages = (pagesByTicket.get(ticket.number) ?? []).filter(({ round }) => round === 1);
    for (const [step, seconds] of STEPS_AT_SECONDS.entries()) {
      const planned = new Date(ticket.windowFrom.getTime() + seconds * 1_000);
      // a ticket that was found late can't have been paged before
      const due = planned > opened ? planned : opened;
      const ofStep = pages.filter((page) => page.step === step);
      const accepted = earliest(ofStep.map(acceptedAt));
      const end = accepted ?? taken ?? closedAt;
      const busy = ofStep
        .filter(({ channel }) => channel === 'call')
        .map(({ number }) => busyMs(legsTo.get(number) ?? [], due, end));
      judge({ ticket, step, due, taken, accepted, busyMs: Math.max(0, ...busy) }, ledger, found);
    }
  }
  return found;
}

interface DueStep {
  ticket: LoggedTicket;
  step: number;
  due: Date;
  taken: Date | undefined;
  accepted: Date | undefined;
  /** how long, meanwhile, whoever was to be rung was on the telephone with us */
  busyMs: number;
}

function judge(step: DueStep, ledger: Ledger, found: StepsFound): void {
  const { ticket, due, taken, accepted } = step;
  const collectedMs = ticket.severity > 2 || !ticket.verified ? COLLECTED_MS : 0;
  const until = latest(due, ledger.promisedMs + collectedMs + step.busyMs, ledger.faults);
  const inTime = (at: Date | undefined) => at !== undefined && at <= until;
  const isYetToCome = accepted === undefined && !inTime(taken) && until > ledger.closedAt;
  if (isYetToCome) return;
  found.due += 1;
  const name = `ticket ${ticket.number}, step ${step.step}, due ${due.toISOString()}`;
  if (accepted) {
    const lateMs = Math.max(0, accepted.getTime() - due.getTime() - step.busyMs);
    const after = afterFault(due, accepted, ledger.faults);
    if (collectedMs === 0) {
      found.lateMs.push(lateMs);
      found.afterFault.push({ ...after, ms: Math.max(0, after.ms - step.busyMs), what: name });
    }
    if (!inTime(accepted) && !inTime(taken))
      found.breaches.push({ sort: 'late', of: 'steps', what: `${name}: ${Math.round(lateMs / 1_000)} s` });
  } else if (inTime(taken)) {
    found.overtaken += 1;
  } else {
    found.breaches.push({ sort: 'lost', of: 'steps', what: name });
  }
}

/** How much of a span a phone spent on legs of ours, one after the other. */
function busyMs(legs: Seen['legs'], from: Date, until: Date): number {
  const overlaps = legs.map((leg) => {
    const end = Math.min((leg.until ?? until).getTime(), until.getTime());
    return Math.max(0, end - Math.max(leg.at.getTime(), from.getTime()));
  });
  return overlaps.reduce((sum, ms) => sum + ms, 0);
}

/** When the carrier first accepted what carries a page: its message, the one it was bundled into, or its leg. */
function acceptance(books: Books, seen: Seen): (page: LoggedPage) => Date | undefined {
  const messagesOfPage = groupBy(books.messages, ({ pageId }) => pageId);
  const acceptedMessages = groupBy(seen.messages, ({ id }) => id);
  const acceptedTo = groupBy(seen.messages, ({ to }) => to);
  const acceptedLegs = groupBy(seen.legs, ({ callId }) => callId);
  return (page) => {
    if (page.channel === 'call')
      return earliest((acceptedLegs.get(page.callId ?? '') ?? []).map(({ at }) => at));
    const own = (messagesOfPage.get(page.id) ?? []).flatMap(({ id }) => acceptedMessages.get(id) ?? []);
    const naming = (acceptedTo.get(page.number) ?? []).filter(
      ({ body, at }) => at >= page.plannedAt && body.includes(page.ticket),
    );
    return earliest([...own, ...naming].map(({ at }) => at));
  };
}

function earliest(instants: readonly (Date | undefined)[]): Date | undefined {
  const known = instants.filter((at) => at !== undefined);
  return known.toSorted((a, b) => a.getTime() - b.getTime())[0];
}
