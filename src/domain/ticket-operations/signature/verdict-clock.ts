import { morningFrom } from '../../calendar/morning.ts';
import type { ResponseWindow } from '../../calendar/response-target.ts';
import { shareOfRest } from '../../escalation/acknowledgement-clock.ts';

const REMIND_SHARE = 0.25;
const CALL_SHARE = 0.5;
/** However little is left, the customer gets this long to update and to answer. */
const MIN_MS = { remind: 5 * 60_000, call: 10 * 60_000 };

/** Where no clock runs any more there is no hurry. */
const UNHURRIED_MS = 4 * 3_600_000;

/** How long the customer's word on a released change is waited for. */
export interface VerdictWait {
  /** they are asked once more by SMS */
  remindAt: Date;
  /** an engineer is rung to ask them by phone */
  callAt: Date;
}

/** Shares out what is left of the window, on the ticket's own clock: the call comes before the deadline, the reminder before the call. */
export function waitForVerdict(window: ResponseWindow, releasedAt: Date): VerdictWait {
  return {
    remindAt: shareOfRest(window, releasedAt, REMIND_SHARE, MIN_MS.remind),
    callAt: shareOfRest(window, releasedAt, CALL_SHARE, MIN_MS.call),
  };
}

/** When the customer of a ticket that was answered before is reminded: some hours later, in business hours, and not at night. */
export function remindUnhurried({ calendar }: Pick<ResponseWindow, 'calendar'>, releasedAt: Date): Date {
  return morningFrom(calendar, new Date(releasedAt.getTime() + UNHURRIED_MS));
}
