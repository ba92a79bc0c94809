import type { Recipient } from '../escalation/decide-recipients.ts';
import type { Decision } from '../tickets/decision.ts';
import { lacksHands } from '../tickets/hands.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { engineerOrSupervisors } from '../users/actor.ts';
import type { DecidedPage } from './decide-escalation.ts';
import { BESIDES_POLICY, HAND_OVER_STEP, OPEN_PAGE, type Page } from './page.ts';

/** All that is known when a voice page has ended without an acknowledgement. */
export interface NotReachedRows {
  ticket: Pick<Ticket, 'status' | 'nextStep' | 'acknowledgedBy' | 'hands' | 'helpers'>;
  page: Pick<Page, 'id' | 'status' | 'step' | 'engineer' | 'channel' | 'number'>;
  /** whom the page was for; null: a supervisor, or nobody we know any more */
  recipient: Recipient | null;
  /** the pages of the ticket that somebody may still acknowledge, this one or not */
  open: readonly Pick<Page, 'id' | 'channel'>[];
}

/** What follows a voice page that has reached nobody. */
export interface NotReached {
  decision: Decision;
  /** to the next phone of the same person, once the end of this one is told */
  page: (DecidedPage & { phone: number }) | null;
}

/**
 * A voice page ended without an acknowledgement: a machine, no key, no answer, busy, failed. The person's next phone is
 * rung without waiting; when there is none and no other phone is ringing about this ticket, the next step follows. The
 * next round keeps its distance: phones that are all switched off must not be rung in circles.
 * @returns null: the page was over before
 */
export function decideNotReached(rows: NotReachedRows, reason: string, now: Date): NotReached | null {
  const { ticket, page, open } = rows;
  if (!OPEN_PAGE.includes(page.status)) return null;
  const detail = { engineer: engineerOrSupervisors(page.engineer), channel: page.channel, reason };
  const decision = { events: [{ kind: 'page-ended', actor: 'hotline', detail }] } as const;
  const ended = { decision, page: null };
  const isSought = ticket.status === 'open' || lacksHands(ticket);
  if (!isSought || BESIDES_POLICY.includes(page.step)) return ended;
  const next = nextPhone(rows);
  if (next) return { decision, page: next };
  const stillRinging = open.some(({ id, channel }) => id !== page.id && channel === 'call');
  // the round after the last step, or after a ticket was handed to somebody: their page is what it waits for
  const roundIsOver = ticket.nextStep === 0 && page.step !== HAND_OVER_STEP;
  if (stillRinging || roundIsOver) return ended;
  return { ...ended, decision: { ...decision, timers: [{ kind: 'escalate', dueAt: now }] } };
}

function nextPhone({ page, recipient }: NotReachedRows): NotReached['page'] {
  if (!recipient) return null;
  const phone = recipient.phones.indexOf(page.number) + 1;
  if (phone === 0 || phone >= recipient.phones.length) return null;
  return { recipient, channel: 'call', step: page.step, phone, reason: 'next phone' };
}
