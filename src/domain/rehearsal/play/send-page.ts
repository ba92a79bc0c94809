import { phonesFor } from '../../paging/decide-channels.ts';
import type { DecidedPage } from '../../paging/decide-escalation.ts';
import { BESIDES_POLICY } from '../../paging/page.ts';
import { nextTurn, type PlayedPage, type RunningTicket, whoIs } from '../running-ticket.ts';
import type { WaitingText } from '../text-outbox.ts';
import type { Stage } from './stage.ts';

/** A page is made, and its phone rung or written to, see `sendPage`. */
export function sendPlayedPage(
  stage: Stage,
  running: RunningTicket,
  order: DecidedPage & { phone?: number },
  at: number,
): void {
  const { recipient, channel, step, phone = 0 } = order;
  const number = phonesFor(recipient, channel)[phone];
  if (number === undefined) return;
  const { engineer } = recipient;
  const about = {
    id: stage.newPageId(),
    ticketNumber: running.ticket.number,
    step,
    engineer,
    channel,
    number,
  };
  const page: PlayedPage = { ...about, recipient, status: 'planned', leg: null };
  running.pages.push(page);
  if (stage.fold.onEntry) notePage(stage, running, order, at);
  if (engineer !== null && !BESIDES_POLICY.includes(step)) stage.fold.onPage(engineer, at);
  if (channel === 'call') stage.wantLeg(running, page, at);
  else {
    const text = { running, page, plannedAt: at };
    stage.texts.add(text);
    stage.leaveText(text, at);
  }
}

function notePage(
  stage: Stage,
  running: RunningTicket,
  { recipient, channel, step, reason }: DecidedPage,
  at: number,
): void {
  const why = reason === undefined ? {} : { reason };
  const detail = { engineer: whoIs(recipient), channel, step, ...why };
  stage.note(running, { kind: 'page', actor: 'hotline', detail }, at);
}

/** A text goes out, with all that waits for its phone, or is looked at again: whoever sees one in time will answer it. */
export function sendPlayedText(stage: Stage, text: WaitingText, at: number): void {
  const outcome = stage.texts.send(text, at);
  if ('until' in outcome) {
    stage.leaveText(text, outcome.until);
    return;
  }
  const leaves = stage.leavesAt(at);
  for (const one of outcome.sent) {
    const { running, page } = one;
    const who = whoIs(page);
    const contact = { call: running.call, who, turn: nextTurn(running, 'text', who), at: leaves };
    const reading = stage.people.readText(contact);
    if (reading) stage.act(leaves + reading.afterMs, { kind: 'read', text: one, says: reading.says });
  }
}
