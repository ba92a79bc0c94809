import { setTimer } from '../../platform/timers/timer-store.ts';
import { findCall } from '../calls/call-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { findTicket } from '../tickets/ticket-store.ts';
import { findRingingUnverifiedLegs, movePages } from './page-store.ts';
import { ringAbout } from './ring-together.ts';

/**
 * An engineer is rung about one thing at a time. Where a leg about a verified ticket is wanted, a phone of theirs that is
 * just ringing about unverified ones stops, so that the verified one does not wait for it; those wait to be rung about again.
 * @param legId any leg; one that is not wanted any more stops nothing
 */
export async function makeWay(work: HotlineWork, legId: string): Promise<void> {
  const { tx, now } = work;
  const leg = await findCall(tx, legId);
  if (leg?.status !== 'planned' || leg.engineer === null || leg.ticketNumber === null) return;
  if (!(await findTicket(tx, leg.ticketNumber))?.verified) return;
  for (const ringing of await findRingingUnverifiedLegs(tx, leg.engineer)) {
    const { id, ticketNumber, number, language } = ringing;
    const ticket = await findTicket(tx, ticketNumber);
    if (!ticket) continue;
    const again = await ringAbout(work, { ticket, engineer: leg.engineer, number, language, alone: false });
    await movePages(tx, id, again);
    await setTimer(tx, { kind: 'end-call', subject: id, dueAt: now });
  }
}
