import { callInTam } from '../../../domain/callbacks/call-in.ts';
import type { Hotline } from '../../../domain/calls/hotline.ts';
import { listenIn } from '../../../domain/listening/listen-in.ts';
import { listEngineers } from '../../../domain/oncall/engineers/engineer-store.ts';
import { notifyEngineer } from '../../../domain/paging/notify.ts';
import { tellProgress } from '../../../domain/paging/tell-progress.ts';
import { acknowledge } from '../../../domain/ticket-operations/acknowledge.ts';
import { addNote } from '../../../domain/ticket-operations/add-note.ts';
import { changeSeverityAndTell } from '../../../domain/ticket-operations/change-severity.ts';
import { closeAndTell } from '../../../domain/ticket-operations/close-and-tell.ts';
import { mayTakeBack } from '../../../domain/ticket-operations/decide-reopening.ts';
import { giveAnswer } from '../../../domain/ticket-operations/give-answer.ts';
import { handOver } from '../../../domain/ticket-operations/hand-over.ts';
import { passOn } from '../../../domain/ticket-operations/pass-on.ts';
import { reopenTicket } from '../../../domain/ticket-operations/reopen-ticket.ts';
import { progressSignature } from '../../../domain/ticket-operations/signature/progress-signature.ts';
import { takeAndConnect } from '../../../domain/ticket-operations/take-and-connect.ts';
import { ENGINEER_STAGES } from '../../../domain/tickets/signature-stage.ts';
import { canBeReopened, isUnanswered, SEVERITIES, type Ticket } from '../../../domain/tickets/ticket.ts';
import { findTicket, lockTicket } from '../../../domain/tickets/ticket-store.ts';
import type { Actor } from '../../../domain/users/actor.ts';
import type { AuditAction } from '../../../domain/users/audit-trail-store.ts';
import { may, type Right, type User } from '../../../domain/users/user.ts';
import type { Db, Tx } from '../../../platform/db/database.ts';
import { textOf } from '../form.ts';
import type { Words } from '../words/index.ts';

export type Done = keyof Words['ticket']['done'];
export type Refused = keyof Words['ticket']['refused'];
/** What became of a wish; what was done is the name of its entry in the audit trail too. */
export type Acted =
  | {
      done: Done & AuditAction;
      detail?: Record<string, unknown>;
      /** what is said of it, where that is not its name alone */
      notice?: Done;
    }
  | { refused: Refused }
  | 'unknown';

/** Somebody's wish: who, about which ticket, and the form they filled in. */
export interface Wish {
  user: User;
  number: string;
  fields: unknown;
  hotline: Hotline;
  now: Date;
}

export interface TicketAction {
  right: Right;
  act(tx: Tx, wish: Wish): Promise<Acted>;
}

const MAX_VERSION = 100;

/** What a form of the ticket's page does, by the last part of its address; the same functions that keys and SMS end in. */
export const TICKET_ACTIONS = {
  acknowledge: {
    right: 'work',
    async act(tx, wish) {
      const by = await engineerOf(tx, wish);
      if (by === null) return { refused: 'no-engineer' };
      const { outcome } = await acknowledge(
        { tx, now: wish.now },
        { ticketNumber: wish.number, by, channel: 'console' },
      );
      if (outcome === 'unknown') return 'unknown';
      if (outcome === 'over' || outcome === 'taken') return { refused: outcome };
      if (outcome === 'helping') return { done: 'helping', detail: { as: by } };
      if (outcome === 'acknowledged') await tellWhoWasGiven(tx, wish, by);
      return { done: 'acknowledged', detail: { as: by } };
    },
  },
  answer: {
    right: 'work',
    async act(tx, wish) {
      const by = await engineerOf(tx, wish);
      const text = textOf(wish.fields, 'text');
      if (by === null) return { refused: 'no-engineer' };
      if (text === '') return { refused: 'no-text' };
      const asked = textOf(wish.fields, 'how') === 'facts-requested';
      const how = asked ? ('facts-requested' as const) : ('qualified-answer' as const);
      const answer = { ticketNumber: wish.number, by, how, channel: 'console' as const, text };
      const { outcome } = await giveAnswer({ tx, hotline: wish.hotline, now: wish.now }, answer);
      if (outcome === 'unknown') return 'unknown';
      if (outcome === 'over') return { refused: 'over' };
      if (outcome === 'not-delivered') return { refused: 'not-delivered' };
      return { done: outcome === 'answered' ? 'answered' : 'answer-sent', detail: { as: by, how } };
    },
  },
  connect: {
    right: 'work',
    async act(tx, wish) {
      const by = await engineerOf(tx, wish);
      if (by === null) return { refused: 'no-engineer' };
      const request = { ticketNumber: wish.number, by, channel: 'console' as const };
      const outcome = await takeAndConnect({ tx, hotline: wish.hotline, now: wish.now }, request);
      if (outcome === 'unknown') return 'unknown';
      if (outcome === 'helping') return { done: 'helping', detail: { as: by } };
      return outcome === 'calling' ? { done: 'connecting', detail: { as: by } } : { refused: outcome };
    },
  },
  'call-in-tam': {
    right: 'work',
    async act(tx, wish) {
      const { outcome, who } = await callInTam({ tx, hotline: wish.hotline, now: wish.now }, wish.number);
      if (outcome === 'unknown') return 'unknown';
      return outcome === 'ringing' ? { done: 'called-in', detail: { to: who } } : { refused: outcome };
    },
  },
  'listen-in': {
    right: 'listen-in',
    async act(tx, { user, number, fields, hotline, now }) {
      const phone = textOf(fields, 'phone') || null;
      const outcome = await listenIn({ tx, hotline, now }, { ticketNumber: number, user, phone });
      if (outcome === 'unknown') return 'unknown';
      return outcome === 'ringing' ? { done: 'listener-rung' } : { refused: outcome };
    },
  },
  severity: {
    right: 'work',
    async act(tx, wish) {
      const ticket = await lockTicket(tx, wish.number);
      const [wanted, seen] = textOf(wish.fields, 'severity').split(' ', 2);
      const severity = SEVERITIES.find((known) => String(known) === wanted);
      const reason = textOf(wish.fields, 'text');
      if (!ticket) return 'unknown';
      if (!isUnanswered(ticket)) return { refused: 'over' };
      if (severity === undefined || severity === ticket.severity) return { refused: 'unchanged' };
      // meant as raised, it would lower what somebody has raised higher meanwhile
      if (seen !== undefined && seen !== String(ticket.severity)) return { refused: 'changed-meanwhile' };
      if (severity > ticket.severity && !mayLower(wish.user)) return { refused: 'not-lower' };
      if (reason === '') return { refused: 'no-text' };
      const by = actorOf(wish.user);
      const work = { tx, hotline: wish.hotline, now: wish.now };
      const changed = await changeSeverityAndTell(work, ticket, { severity, by, reason });
      if (!changed) return { refused: 'no-plan' };
      return { done: 'severity-changed', detail: { from: ticket.severity, to: severity } };
    },
  },
  'hand-over': {
    right: 'work',
    async act(tx, wish) {
      const request = { ticketNumber: wish.number, by: actorOf(wish.user), to: textOf(wish.fields, 'to') };
      const outcome = await handOver({ tx, hotline: wish.hotline, now: wish.now }, request);
      if (outcome === 'unknown') return 'unknown';
      return outcome === 'handed-over'
        ? { done: 'handed-over', detail: { to: request.to } }
        : { refused: outcome };
    },
  },
  'pass-on': {
    right: 'work',
    async act(tx, wish) {
      const by = await engineerOf(tx, wish);
      if (by === null) return { refused: 'no-engineer' };
      const { outcome } = await passOn(
        { tx, now: wish.now },
        { ticketNumber: wish.number, by, engineer: by },
      );
      if (outcome === 'unknown') return 'unknown';
      return outcome === 'passed-on' ? { done: outcome, detail: { as: by } } : { refused: outcome };
    },
  },
  note: {
    right: 'work',
    async act(tx, wish) {
      const text = textOf(wish.fields, 'text');
      if (text === '') return { refused: 'no-text' };
      if (!(await lockTicket(tx, wish.number))) return 'unknown';
      await addNote(tx, { ticketNumber: wish.number, by: actorOf(wish.user), text }, wish.now);
      return { done: 'noted' };
    },
  },
  progress: {
    right: 'work',
    async act(tx, wish) {
      if (textOf(wish.fields, 'stage') === '') return tellInWords(tx, wish);
      const stage = ENGINEER_STAGES.find((known) => known === textOf(wish.fields, 'stage'));
      if (!stage) return { refused: 'not-forward' };
      const version = textOf(wish.fields, 'version').slice(0, MAX_VERSION) || null;
      const progress = {
        ticketNumber: wish.number,
        stage,
        version,
        by: actorOf(wish.user),
        channel: 'console' as const,
      };
      const outcome = await progressSignature({ tx, hotline: wish.hotline, now: wish.now }, progress);
      if (outcome === 'unknown-ticket') return 'unknown';
      return outcome === 'noted' || outcome === 'noted-untold'
        ? { ...progressed(outcome === 'noted'), detail: { stage } }
        : { refused: 'not-forward' };
    },
  },
  reopen: {
    right: 'work',
    async act(tx, wish) {
      const ticket = await lockTicket(tx, wish.number);
      const text = textOf(wish.fields, 'text');
      if (!ticket) return 'unknown';
      if (!canBeReopened(ticket)) return { refused: 'not-answered' };
      if (!mayReopen(wish.user, ticket, wish.now)) return { refused: 'not-yours' };
      if (text === '') return { refused: 'no-text' };
      const by = actorOf(wish.user);
      const reopening = { ticketNumber: ticket.number, by, channel: 'console' as const, text };
      await reopenTicket({ tx, hotline: wish.hotline, now: wish.now }, reopening);
      return { done: 'reopened' };
    },
  },
  close: {
    right: 'close',
    async act(tx, wish) {
      const text = textOf(wish.fields, 'text');
      const ticket = await lockTicket(tx, wish.number);
      if (!ticket) return 'unknown';
      if (text === '') return { refused: 'no-text' };
      if (isUnanswered(ticket) && textOf(wish.fields, 'sure') !== 'yes') return { refused: 'not-sure' };
      const closing = { ticketNumber: wish.number, by: actorOf(wish.user), text };
      const { outcome } = await closeAndTell({ tx, hotline: wish.hotline, now: wish.now }, closing);
      if (outcome === 'unknown') return 'unknown';
      return outcome === 'over' ? { refused: 'over' } : { done: 'closed' };
    },
  },
} satisfies Record<string, TicketAction>;

/** Whoever is given a ticket by somebody else does not see this page: they are told that they have it. */
async function tellWhoWasGiven(
  tx: Tx,
  { user, number, hotline, now }: Wish,
  engineer: string,
): Promise<void> {
  const ticket = user.engineer === engineer ? null : await findTicket(tx, number);
  if (!ticket) return;
  const words = { text: 'given-to-you', ticket, vars: { sender: user.name } };
  await notifyEngineer({ tx, hotline, now }, engineer, words);
}

/** How a ticket goes on, in a sentence that its customer reads. */
async function tellInWords(tx: Tx, wish: Wish): Promise<Acted> {
  const ticket = await lockTicket(tx, wish.number);
  const text = textOf(wish.fields, 'text');
  if (!ticket) return 'unknown';
  if (ticket.status === 'closed') return { refused: 'over' };
  if (text === '') return { refused: 'no-text' };
  const work = { tx, hotline: wish.hotline, now: wish.now };
  return progressed(await tellProgress(work, { ticket, by: actorOf(wish.user), text }));
}

function progressed(told: boolean): Extract<Acted, { done: Done }> {
  return { done: 'progressed', ...(told ? {} : { notice: 'progressed-untold' as const }) };
}

/** A milder severity is a longer promise: that is for those who may close a ticket. */
export function mayLower(user: User): boolean {
  return may(user, 'close');
}

/** Engineers take back their own answer as long as it is fresh; whoever may close a ticket may open it again. */
export function mayReopen(user: User, ticket: Ticket, now: Date): boolean {
  if (!canBeReopened(ticket)) return false;
  return may(user, 'close') || (may(user, 'work') && mayTakeBack(ticket, user.engineer, now));
}

/** Whether somebody says in whose name they act. Engineers act for themselves, also while nobody has said who they are. */
export function choosesEngineer({ role, engineer }: User): boolean {
  return role !== 'engineer' && engineer === null;
}

/** In whose name: an engineer's own, or the one a supervisor chose. */
async function engineerOf(db: Db, { user, fields }: Wish): Promise<string | null> {
  const wanted = choosesEngineer(user) ? textOf(fields, 'engineer') : user.engineer;
  const engineers = await listEngineers(db);
  return engineers.some(({ key }) => key === wanted) ? wanted : null;
}

/** What the timeline knows somebody by: whoever is an engineer acts as one. */
export function actorOf({ engineer, id, name }: User): Actor {
  return engineer ?? { kind: 'user', id, name };
}
