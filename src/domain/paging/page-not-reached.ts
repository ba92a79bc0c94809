import type { HotlineWork } from '../calls/hotline.ts';
import { findEngineer } from '../oncall/engineers/engineer-store.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { setEscalation } from './escalate.ts';
import { CALLBACK_STEP, HAND_OVER_STEP, OPEN_PAGE, OUTCOME_STEP, type Page } from './page.ts';
import { changePage, findOpenPages } from './page-store.ts';
import { sendPage } from './send-page.ts';

/**
 * A voice page ended without an acknowledgement: a machine, no key, no answer, busy, failed. The person's next phone is
 * rung without waiting; when there is none and no other phone is ringing about this ticket, the next step follows. The
 * next round keeps its distance: phones that are all switched off must not be rung in circles.
 */
export async function pageNotReached(
  work: HotlineWork,
  ticket: Ticket,
  page: Page,
  reason: string,
): Promise<void> {
  const { tx, now } = work;
  if (!OPEN_PAGE.includes(page.status)) return;
  await changePage(tx, page.id, { status: 'not-reached', at: now, reason });
  const detail = { engineer: page.engineer ?? 'supervisors', channel: page.channel, reason };
  await addEvent(tx, ticket.number, { at: now, kind: 'page-ended', actor: 'hotline', detail });
  if (ticket.status !== 'open' || page.step === CALLBACK_STEP || page.step === OUTCOME_STEP) return;
  if (await ringNextPhone(work, ticket, page)) return;
  const stillRinging = (await findOpenPages(tx, ticket.number)).some((open) => open.channel === 'call');
  // the round after the last step, or after a ticket was handed to somebody: their page is what it waits for
  const roundIsOver = ticket.nextStep === 0 && page.step !== HAND_OVER_STEP;
  if (!stillRinging && !roundIsOver) await setEscalation(tx, ticket, now);
}

async function ringNextPhone(work: HotlineWork, ticket: Ticket, page: Page): Promise<boolean> {
  const { tx } = work;
  const engineer = page.engineer === null ? null : await findEngineer(tx, page.engineer);
  if (!engineer) return false;
  const next = engineer.phones.indexOf(page.number) + 1;
  if (next === 0 || next >= engineer.phones.length) return false;
  const recipient = { ...engineer, engineer: engineer.key };
  const order = {
    ticket,
    recipient,
    channel: 'call' as const,
    step: page.step,
    phone: next,
    reason: 'next phone',
  };
  return (await sendPage(work, order)) !== null;
}
