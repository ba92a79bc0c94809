import { decideMiss } from '../../ticket-operations/decide-miss.ts';
import { isUnanswered } from '../../tickets/ticket.ts';
import { AFTER_MISS_MS } from '../played-habits.ts';
import { enter, longestPhase, PLAYED_ALARMS, type RunningTicket } from '../running-ticket.ts';
import { withdrawPlayed } from './hold.ts';
import type { Stage } from './stage.ts';

/** The deadline has come. */
export function missPlayed(stage: Stage, running: RunningTicket, at: number): void {
  const decision = decideMiss(running.ticket, new Date(at));
  if (!decision) return;
  stage.apply(running, decision, at);
  stage.act(at + AFTER_MISS_MS, { kind: 'given-up', running });
}

/** It was missed so long ago that it is looked at no more. */
export function giveUpPlayed(stage: Stage, running: RunningTicket, at: number): void {
  if (!isUnanswered(running.ticket)) return;
  const { connection } = running;
  closePlayed(stage, running, null);
  // two who talk are left to talk
  if (connection && !connection.isJoined) stage.endLeg(connection.leg, at);
}

/** A ticket is over. @param answeredAt null: it is looked at no more */
export function closePlayed(stage: Stage, running: RunningTicket, answeredAt: number | null): void {
  const { ticket, call } = running;
  const deadline = ticket.respondBy.getTime();
  const at = answeredAt ?? deadline + AFTER_MISS_MS;
  enter(running, running.phase, answeredAt ?? deadline);
  ticket.status = answeredAt === null ? 'closed' : 'answered';
  running.connection = null;
  for (const alarm of PLAYED_ALARMS) running.alarms[alarm] = null;
  withdrawPlayed(stage, running, { of: 'all', isSearch: false, at });
  const isKept = answeredAt !== null && answeredAt <= deadline;
  const { plan, severity, openedAt } = ticket;
  const cause = isKept ? null : longestPhase(running);
  stage.fold.onTicket({ call, plan, severity, openedAt: openedAt.getTime(), isKept, cause });
}
