import { ifReached, isOpen, nextOpening } from '../../../domain/calendar/calendar.ts';
import { elapsedShare, type ResponseWindow, remainingMs } from '../../../domain/calendar/response-target.ts';

export type Urgency = 'fine' | 'near' | 'missed';

/** A ticket's clock as a page can go on counting it: nothing in it changes while the clock just runs, or just rests. */
export type CaseClock =
  | { urgency: Urgency; runs: true; zeroAt: Date }
  | { urgency: Urgency; runs: false; leftMs: number; resumesAt: Date };

/** From here on a deadline is near: a third of the window is left. */
const NEAR_SHARE = 2 / 3;

/** How the clock of an unanswered case stands. On the business clock it rests while the calendar is closed. */
export function readClock(window: ResponseWindow, now: Date): CaseClock {
  const urgency = urgencyOf(window, now);
  const rests = window.clock === 'business' && now < window.respondBy && !isOpen(window.calendar, now);
  const leftMs = remainingMs(window, now);
  const resumesAt = rests ? ifReached(() => nextOpening(window.calendar, now)) : null;
  if (resumesAt) return { urgency, runs: false, leftMs, resumesAt };
  // a miss is told in elapsed time, on whichever clock; and so is what is left where the calendar opens no more
  const zeroAt = now < window.respondBy && !rests ? new Date(now.getTime() + leftMs) : window.respondBy;
  return { urgency, runs: true, zeroAt };
}

function urgencyOf(window: ResponseWindow, now: Date): Urgency {
  if (now > window.respondBy) return 'missed';
  return elapsedShare(window, now) >= NEAR_SHARE ? 'near' : 'fine';
}
