import { BESIDES_POLICY } from '../../paging/page.ts';
import { decideAcknowledgement, decideRelease } from '../../ticket-operations/decide-acknowledgement.ts';
import { decidePassOn } from '../../ticket-operations/decide-pass-on.ts';
import { lacksHands } from '../../tickets/hands.ts';
import type { Means } from '../../tickets/ticket.ts';
import type { PlayedLeg } from '../played-legs.ts';
import { decline, enter, openPages, type PlayedPage, type RunningTicket, whoIs } from '../running-ticket.ts';
import type { Stage } from './stage.ts';

/** What somebody does by a page or its call. */
export interface PlayedAct {
  running: RunningTicket;
  page: PlayedPage;
  /** on which it is keyed; null: by SMS */
  leg: PlayedLeg | null;
  at: number;
}

/** Somebody takes the ticket, or helps, see `acknowledge`. @returns what became of it */
export function takeTicket(stage: Stage, { running, page, leg, at }: PlayedAct): string {
  const by = whoIs(page);
  const channel: Means = leg ? 'call' : 'sms';
  const decided = decideAcknowledgement(running, { by, channel }, new Date(at));
  if (!('decision' in decided)) return decided.outcome;
  const { outcome, decision } = decided;
  if (leg) page.status = 'acknowledged';
  // whose phone it was is known of a call whatever is said on it, of a text only if it makes the ticket theirs
  if (page.engineer === null && (leg || outcome === 'acknowledged')) running.supervisor = page.recipient;
  stage.apply(running, decision, at);
  if (outcome === 'acknowledged') enter(running, 'not-connected', at);
  if (outcome !== 'already-yours') {
    running.declined.delete(by);
    const of = lacksHands(running.ticket) ? by : 'all';
    withdrawPlayed(stage, running, { of, isSearch: outcome === 'helping', at });
  }
  return outcome;
}

/** Somebody passes the ticket on, see `passOn`. */
export function passTicketOn(stage: Stage, { running, page, leg, at }: PlayedAct): void {
  const open = openPages(running);
  const passing = { by: whoIs(page), engineer: page.engineer };
  // nobody changes their mind while they are being connected
  const about = { open, keyed: leg ? [page] : [], callback: 'none' } as const;
  const passed = decidePassOn(running.ticket, passing, about, new Date(at));
  if (passed.outcome !== 'passed-on') return;
  for (const one of open.filter(({ id }) => passed.pages.includes(id))) {
    one.status = 'passed-on';
    // one supervisor says no for all, but another's phone goes on ringing
    if (one.engineer !== null) stopRinging(stage, one, at);
  }
  decline(running, passed.declined);
  stage.apply(running, passed.decision, at);
}

/** The ticket is taken back from whoever had it. */
export function releaseTicket(stage: Stage, running: RunningTicket, why: string, at: number): void {
  const { decision, declined } = decideRelease(running.ticket, why, new Date(at));
  decline(running, declined);
  stage.apply(running, decision, at);
  enter(running, 'not-acknowledged', at);
}

/** Pages are over, and their phones ring no more, see `withdrawPages`. */
export function withdrawPlayed(
  stage: Stage,
  running: RunningTicket,
  { of, isSearch, at }: { of: string; isSearch: boolean; at: number },
): void {
  for (const page of openPages(running)) {
    if (of !== 'all' && whoIs(page) !== of) continue;
    if (isSearch && BESIDES_POLICY.includes(page.step)) continue;
    page.status = 'withdrawn';
    stopRinging(stage, page, at);
  }
}

function stopRinging(stage: Stage, { leg }: PlayedPage, at: number): void {
  if (leg && (leg.state === 'ringing' || leg.state === 'waiting')) stage.endLeg(leg, at);
}
