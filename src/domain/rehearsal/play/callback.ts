import { decideConnecting, hindranceOf } from '../../callbacks/decide-callback.ts';
import { decideNextTry } from '../../callbacks/decide-next-try.ts';
import { RING_SECONDS } from '../../calls/ring-seconds.ts';
import type { Recipient } from '../../escalation/decide-recipients.ts';
import { CALLBACK_STEP } from '../../paging/page.ts';
import { decideAnswered } from '../../ticket-operations/decide-answered.ts';
import { SUPERVISORS } from '../../users/actor.ts';
import { ANSWER_MS } from '../played-habits.ts';
import type { PlayedLeg } from '../played-legs.ts';
import { enter, openPages, type RunningTicket, whoIs } from '../running-ticket.ts';
import { closePlayed } from './close.ts';
import { sendPlayedPage } from './send-page.ts';
import type { Stage } from './stage.ts';

/** Whoever has the ticket is rung up, to be connected, see `beginCallback`. */
export function beginPlayedCallback(stage: Stage, running: RunningTicket, reason: string, at: number): void {
  const { ticket } = running;
  const key = ticket.acknowledgedBy;
  const holder = holderOf(running);
  const speaks = key !== null && stage.legs.speaksAbout(key, running);
  const hindrance = hindranceOf(ticket, {
    isConnecting: running.connection !== null,
    isKnown: holder !== null,
    pages: openPages(running),
    legs: speaks ? [{ ticketNumber: ticket.number, answeredAt: new Date(at) }] : [],
  });
  if (hindrance !== null || !holder) return;
  sendPlayedPage(stage, running, { recipient: holder, channel: 'call', step: CALLBACK_STEP, reason }, at);
}

/** See `findHolder`. */
function holderOf({ ticket, group, supervisor }: RunningTicket): Recipient | null {
  const key = ticket.acknowledgedBy;
  if (key === null) return null;
  if (key === SUPERVISORS) return supervisor;
  const engineer = group.people.engineers.get(key);
  return engineer ? { ...engineer, engineer: engineer.key } : null;
}

/** An engineer on the line wants the customer, who is rung, see `connectCustomer`. */
export function connectPlayed(stage: Stage, leg: PlayedLeg, at: number): void {
  const { running, engineer } = leg;
  if (running.connection !== null) {
    stage.endLeg(leg, at);
    return;
  }
  running.connection = { leg, isJoined: false };
  stage.apply(running, decideConnecting(running.ticket, { engineer, way: 'calling' }, new Date(at)), at);
  stage.note(running, { kind: 'customer-called', actor: 'hotline' }, at);
  running.attempts += 1;
  running.tries += 1;
  const leaves = stage.leavesAt(at);
  const picksUp = stage.people.customerPicksUp(customerOf(running, leaves));
  enter(running, picksUp ? 'talk' : 'customer-away', at);
  const rings = picksUp ? ANSWER_MS : RING_SECONDS.customer * 1_000;
  stage.act(leaves + rings, { kind: 'customer-rung', leg, picksUp });
}

/** The customer's phone has rung: they talk, or nobody has picked up. */
export function customerRung(stage: Stage, leg: PlayedLeg, picksUp: boolean, at: number): void {
  const { running, page } = leg;
  if (running.connection?.leg !== leg) return;
  if (!picksUp) {
    failAttempt(stage, leg, 'customer-not-reached', at);
    return;
  }
  running.connection = { leg, isJoined: true };
  stage.note(running, { kind: 'joined', actor: whoIs(page) }, at);
  const { ms, isAnswer } = stage.people.talk(customerOf(running, at));
  stage.act(at + ms, { kind: 'talked', leg, isAnswer });
}

/** They have talked: the customer has an answer, or is to be called again. */
export function endPlayedTalk(stage: Stage, leg: PlayedLeg, isAnswer: boolean, at: number): void {
  const { running, page } = leg;
  const by = whoIs(page);
  const talked = { by, how: 'qualified-answer', channel: 'call', reached: 'joined call' } as const;
  const answered = decideAnswered(running.ticket, talked, new Date(at));
  if (!answered) stage.endLeg(leg, at);
  else if (isAnswer) {
    stage.apply(running, answered.decision, at);
    closePlayed(stage, running, at);
    stage.endLeg(leg, at);
  } else {
    stage.note(running, { kind: 'outcome', actor: by, detail: { outcome: 'not-yet' } }, at);
    failAttempt(stage, leg, 'not-yet', at);
  }
}

/** See `attemptFailed`: the next try is planned. */
function failAttempt(stage: Stage, leg: PlayedLeg, outcome: string, at: number): void {
  const { running, page } = leg;
  running.connection = null;
  stage.note(running, { kind: 'callback-ended', actor: whoIs(page), detail: { outcome } }, at);
  if (outcome === 'not-yet') running.tries = 0;
  const { decision } = decideNextTry(running, { attempts: running.tries }, new Date(at));
  stage.apply(running, decision, at);
  if (outcome === 'not-yet') enter(running, 'not-connected', at);
  stage.endLeg(leg, at);
}

function customerOf({ call, attempts }: RunningTicket, at: number) {
  return { call, who: 'customer', turn: attempts, at };
}
