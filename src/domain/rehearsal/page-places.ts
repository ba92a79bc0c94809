import { neverClosed } from '../calendar/never-closed.ts';
import type { ResponseWindow } from '../calendar/response-target.ts';
import type { EscalationPolicy } from '../directory-entry/directory-schema.ts';
import type { TargetRows } from '../escalation/decide-recipients.ts';
import { roundTimes } from '../escalation/step-times.ts';
import { decideEscalation } from '../paging/decide-escalation.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { virtualTicket } from './virtual-ticket.ts';

/** A step of a policy, in whichever round, and how much of the ticket's own clock is spent when it pages. */
export interface PagePlace {
  step: number;
  round: number;
  /** milliseconds since the window's beginning */
  spentMs: number;
}

/** A page counts if it leaves this share of the window, or more, to answer in. */
export const SHARE_TO_ANSWER = 0.2;

const BEGIN = new Date(0);
const NOBODY: TargetRows = {
  customer: null,
  absences: [],
  schedules: new Map(),
  engineers: new Map(),
  supervisors: { phones: [], optedOut: [] },
};
/** It says nothing: the places are played on the clock that runs always, and stand the same on every other. */
const CALENDAR = neverClosed('UTC');

/**
 * When the steps of a policy page, as long as nobody answers and enough of the window is left: the service's own decision,
 * played through a window of this length in which nobody is there. Who is there moves no step.
 * @param lengthMs of the window, on its own clock
 */
export function pagePlaces(policy: EscalationPolicy, lengthMs: number): PagePlace[] {
  const window: ResponseWindow = {
    clock: 'always',
    calendar: CALENDAR,
    windowFrom: BEGIN,
    respondBy: new Date(lengthMs),
  };
  const latest = lengthMs * (1 - SHARE_TO_ANSWER);
  let ticket = openedInto(window);
  const [first = BEGIN] = roundTimes(policy.steps, window, ticket).steps;
  const places: PagePlace[] = [];
  for (let now = first; now.getTime() <= latest; ) {
    const rows = {
      ticket,
      window,
      policy,
      people: NOBODY,
      declined: new Set<string>(),
      resting: new Map(),
      flood: null,
      before: 0,
    };
    const { acts, change, timers } = decideEscalation(rows, now);
    for (const act of acts)
      if ('event' in act && act.event.kind === 'step')
        places.push({ step: Number(act.event.detail?.step), round: ticket.round, spentMs: now.getTime() });
    ticket = { ...ticket, ...change };
    now = timers[0].dueAt;
  }
  return places;
}

function openedInto(window: ResponseWindow): Ticket {
  return virtualTicket({
    number: '0',
    kind: 'problem',
    severity: 1,
    customerNumber: null,
    language: 'en',
    plan: '',
    priority: 1,
    calendar: '',
    escalation: '',
    openedAt: BEGIN,
    window,
  });
}
