import type { ResponseWindow } from '../calendar/response-target.ts';
import type { EscalationPolicy } from '../directory-entry/directory-schema.ts';
import type { Recipient } from '../escalation/decide-recipients.ts';
import { OPEN_PAGE, type Page } from '../paging/page.ts';
import type { DecidedDecline } from '../ticket-operations/decide-acknowledgement.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { engineerOrSupervisors } from '../users/actor.ts';
import type { PlayedGroup } from './model.ts';
import type { PlayedLeg } from './played-legs.ts';

/** What the time of a ticket goes by with, until it is answered or its deadline has passed. */
export const PHASES = [
  'nobody-on-call',
  'not-acknowledged',
  'not-connected',
  'customer-away',
  'talk',
] as const;
export type Phase = (typeof PHASES)[number];

/** The timers of a ticket that are played. */
export const PLAYED_ALARMS = ['escalate', 'acknowledgement-stale', 'begin-callback', 'deadline'] as const;
export type PlayedAlarm = (typeof PLAYED_ALARMS)[number];

/** A page of a played ticket. */
export interface PlayedPage
  extends Pick<Page, 'id' | 'ticketNumber' | 'step' | 'engineer' | 'channel' | 'number'> {
  readonly recipient: Recipient;
  status: Page['status'];
  /** of a page by call */
  leg: PlayedLeg | null;
}

/** A ticket while it is played. Instants are epoch milliseconds. */
export interface RunningTicket {
  /** changed as the service changes its row */
  readonly ticket: Ticket;
  readonly window: ResponseWindow;
  readonly group: PlayedGroup;
  readonly policy: EscalationPolicy;
  /** the supervisor whose phone was the last to take it */
  supervisor: Recipient | null;
  /** which call of the replication brought it */
  readonly call: number;
  /** until when it does not go to the engineers who have said no */
  readonly declined: Map<string, number>;
  /** when each alarm is due; null: it is not set */
  readonly alarms: Record<PlayedAlarm, number | null>;
  /** milliseconds of each phase up to the deadline, but for the one that is running */
  readonly spent: Record<Phase, number>;
  phase: Phase;
  since: number;
  /** tries to reach the customer */
  attempts: number;
  /** those since the two have last talked */
  tries: number;
  /** those that somebody may still acknowledge, and some that are over */
  pages: PlayedPage[];
  /** somebody is speaking with the customer, or the customer is being rung for them; null: neither */
  connection: { leg: PlayedLeg; isJoined: boolean } | null;
  /** how often somebody was rung or written to, by the way and who */
  readonly turns: Map<string, number>;
}

/** A ticket that was just opened. @param at the first ring */
export function runTicket(
  known: Pick<RunningTicket, 'ticket' | 'window' | 'group' | 'policy' | 'call'>,
  at: number,
): RunningTicket {
  return {
    ...known,
    supervisor: null,
    declined: new Map(),
    alarms: { escalate: null, 'acknowledgement-stale': null, 'begin-callback': null, deadline: null },
    spent: { 'nobody-on-call': 0, 'not-acknowledged': 0, 'not-connected': 0, 'customer-away': 0, talk: 0 },
    phase: 'not-acknowledged',
    since: Math.max(at, known.window.windowFrom.getTime()),
    attempts: 0,
    tries: 0,
    pages: [],
    connection: null,
    turns: new Map(),
  };
}

/** The time since the last phase began is put down to it, up to the deadline; another begins. */
export function enter(running: RunningTicket, phase: Phase, at: number): void {
  const end = Math.min(at, running.ticket.respondBy.getTime());
  running.spent[running.phase] += Math.max(0, end - running.since);
  running.since = Math.max(running.since, at);
  running.phase = phase;
}

/** What took the most of its window; of equal ones the first. */
export function longestPhase({ spent }: RunningTicket): Phase {
  return PHASES.reduce((longest, phase) => (spent[phase] > spent[longest] ? phase : longest));
}

/** For a while it does not go to whoever has said no. */
export function decline(running: RunningTicket, declined: DecidedDecline | null): void {
  if (declined) running.declined.set(declined.engineer, declined.until.getTime());
}

/** How often a ticket has reached for somebody in one way before. */
export function nextTurn({ turns }: RunningTicket, way: string, who: string): number {
  const key = `${way} ${who}`;
  const turn = turns.get(key) ?? 0;
  turns.set(key, turn + 1);
  return turn;
}

/** The pages of a ticket that somebody may still acknowledge. */
export function openPages(running: RunningTicket): PlayedPage[] {
  running.pages = running.pages.filter(({ status }) => OPEN_PAGE.includes(status));
  return running.pages;
}

/** Whom a page is for: an engineer's key, or `supervisors`. */
export function whoIs({ engineer }: Pick<PlayedPage, 'engineer'>): string {
  return engineerOrSupervisors(engineer);
}
