import { RING_SECONDS } from '../../calls/ring-seconds.ts';
import { decideNotReached } from '../../paging/decide-not-reached.ts';
import { CALLBACK_STEP } from '../../paging/page.ts';
import { mayHelp } from '../../tickets/hands.ts';
import { isUnanswered } from '../../tickets/ticket.ts';
import type { People, PlayedContact, Says } from '../people.ts';
import { ANSWER_MS } from '../played-habits.ts';
import type { PlayedLeg } from '../played-legs.ts';
import { nextTurn, openPages, whoIs } from '../running-ticket.ts';
import { connectPlayed } from './callback.ts';
import { passTicketOn, releaseTicket, takeTicket } from './hold.ts';
import { sendPlayedPage } from './send-page.ts';
import type { Stage } from './stage.ts';

/** Whoever is free is rung. */
export function dialPlayed(stage: Stage, at: number): void {
  for (const leg of stage.takeDialled()) ringPhone(stage, leg, at);
}

function ringPhone(stage: Stage, leg: PlayedLeg, at: number): void {
  const { running, page } = leg;
  const who = whoIs(page);
  const isCallback = page.step === CALLBACK_STEP;
  const leaves = stage.leavesAt(at);
  const turn = nextTurn(running, isCallback ? 'callback' : 'call', who);
  const contact = { call: running.call, who, turn, at: leaves };
  const says = isCallback ? takesCallback(stage.people, contact) : stage.people.takePageCall(contact);
  if (page.status === 'planned') page.status = 'sent';
  const rings = says === null ? RING_SECONDS.engineer * 1_000 : ANSWER_MS;
  stage.act(leaves + rings, { kind: 'rung', leg, says });
}

function takesCallback(people: People, contact: PlayedContact): Says | null {
  return people.takeCallback(contact) ? 'connect-me' : null;
}

/** A phone has rung: somebody has picked up and keys what they want, or nobody has. */
export function phoneRung(stage: Stage, leg: PlayedLeg, says: Says | null, at: number): void {
  if (leg.state !== 'ringing') return;
  if (says === null) {
    reachNobody(stage, leg, 'no-answer', at);
    return;
  }
  leg.state = 'answered';
  if (isOthers(leg)) {
    reachNobody(stage, leg, 'no key', at);
    return;
  }
  const { running, page } = leg;
  if (says === 'pass-on') {
    passTicketOn(stage, { running, page, leg, at });
    stage.endLeg(leg, at);
    return;
  }
  const outcome = takeTicket(stage, { running, page, leg, at });
  const isTheirs = outcome === 'acknowledged' || outcome === 'already-yours';
  if (isTheirs && says === 'connect-me') connectPlayed(stage, leg, at);
  else stage.endLeg(leg, at);
}

/** The ticket is over, or somebody else has it and needs no help. */
function isOthers({ running: { ticket }, page }: PlayedLeg): boolean {
  if (!isUnanswered(ticket)) return true;
  const who = whoIs(page);
  return ticket.acknowledgedBy !== null && ticket.acknowledgedBy !== who && !mayHelp(ticket, who);
}

/** See `engineerHungUp`: a call has ended without a key. */
function reachNobody(stage: Stage, leg: PlayedLeg, reason: string, at: number): void {
  const { running, page } = leg;
  const recipient = page.engineer === null ? null : page.recipient;
  const rows = { ticket: running.ticket, page, recipient, open: openPages(running) };
  const decided = decideNotReached(rows, reason, new Date(at));
  if (decided) {
    page.status = 'not-reached';
    stage.apply(running, decided.decision, at);
    if (decided.page) sendPlayedPage(stage, running, decided.page, at);
    if (page.step === CALLBACK_STEP && running.ticket.status === 'acknowledged')
      releaseTicket(stage, running, 'did not answer the callback', at);
  }
  stage.endLeg(leg, at);
}
