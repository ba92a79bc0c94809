import { ASKED_FOR } from '../../paging/page.ts';
import { isHelper, lacksHands } from '../../tickets/hands.ts';
import type { Says } from '../people.ts';
import { whoIs } from '../running-ticket.ts';
import type { WaitingText } from '../text-outbox.ts';
import { beginPlayedCallback } from './callback.ts';
import { passTicketOn, takeTicket } from './hold.ts';
import type { Stage } from './stage.ts';

/** Somebody has read a text, and answers it, if the ticket still looks for somebody. */
export function readPlayedText(stage: Stage, text: WaitingText, says: Says, at: number): void {
  const { running, page } = text;
  const { ticket } = running;
  const who = whoIs(page);
  if (stage.legs.isOnPhone(who)) {
    stage.leaveUnread({ text, says, seenAt: at });
    return;
  }
  const isSought = ticket.status === 'open' || lacksHands(ticket);
  if (!isSought || ticket.acknowledgedBy === who || isHelper(ticket, who)) return;
  const act = { running, page, leg: null, at };
  if (says === 'pass-on') passTicketOn(stage, act);
  else if (takeTicket(stage, act) === 'acknowledged' && says === 'connect-me')
    beginPlayedCallback(stage, running, ASKED_FOR, at);
}
