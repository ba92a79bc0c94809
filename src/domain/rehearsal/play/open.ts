import { promiseWindow } from '../../calendar/response-target.ts';
import { roundTimes } from '../../escalation/step-times.ts';
import { drawOpening } from '../draw-opening.ts';
import { type RunningTicket, runTicket } from '../running-ticket.ts';
import { virtualTicket } from '../virtual-ticket.ts';
import type { Stage } from './stage.ts';

/** A customer calls: a ticket is opened, with its deadline and the first step of its policy. */
export function openPlayed(stage: Stage, call: number, at: number): void {
  const opening = drawOpening(stage.model, stage.replication, call);
  if (!opening) return;
  const { group, severity, kind, customerNumber } = opening;
  const openedAt = new Date(at);
  const window = promiseWindow(group.rules.response[severity], group.calendar, openedAt);
  const policy = group.policies[kind];
  const ticket = virtualTicket({
    number: String(call),
    kind,
    severity,
    customerNumber,
    language: 'en',
    plan: group.plan,
    priority: group.rules.priority,
    calendar: group.calendarName,
    escalation: group.rules.escalation[kind],
    openedAt,
    window,
  });
  const running = runTicket({ ticket, window, group, policy, call }, at);
  stage.turns.add(running);
  if (stage.fold.onEntry) noteOpened(stage, running, at);
  stage.set(running, 'deadline', { dueAt: ticket.respondBy.getTime(), at });
  const [first = window.windowFrom] = roundTimes(policy.steps, window, ticket).steps;
  stage.set(running, 'escalate', { dueAt: first.getTime(), at });
}

function noteOpened(stage: Stage, running: RunningTicket, at: number): void {
  const { severity, channel, verified, abandoned, respondBy } = running.ticket;
  const target = running.group.rules.response[severity];
  const detail = { severity, channel, verified, abandoned, target, respondBy: respondBy.toISOString() };
  stage.note(running, { kind: 'opened', actor: 'caller', detail }, at);
}
