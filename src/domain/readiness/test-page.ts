import type { Channel } from '../paging/page.ts';
import { UNVERIFIED_LANE } from '../tickets/urgency.ts';

/** How a test came about: in the console, by the engineer's own SMS, at the terminal, or by what they allow each week. */
export type AskedHow = 'console' | 'sms' | 'terminal' | 'weekly';

/** A text or a call that is to show that an engineer is reached: asked → planned → sent → delivered → over. */
export interface TestPage {
  id: string;
  engineer: string;
  /** E.164, one of their phones */
  number: string;
  channel: Channel;
  /** do-not-disturb is on: it is to ring all the same */
  quiet: boolean;
  askedHow: AskedHow;
  askedBy: string;
  askedAt: Date;
  /** what a text is answered with; null: not written yet, or a call */
  code: string | null;
  wrongCodes: number;
  /** handed to the carrier's queue */
  plannedAt: Date | null;
  /** taken by the carrier */
  sentAt: Date | null;
  /** on the phone: delivered, or picked up */
  deliveredAt: Date | null;
  endedAt: Date | null;
  outcome: 'confirmed' | 'failed' | 'withdrawn' | null;
  reason: string | null;
  callId: string | null;
}

/** Sent and dialled after everything else: a test never delays a page. */
export const TEST_CALL_URGENCY = 4 * UNVERIFIED_LANE;
/** The same for a text, within the lane of what nobody waits for, see `messageUrgency`. */
export const TEST_TEXT_PRIORITY = UNVERIFIED_LANE - 1;

/** The name of its text in the prompts. */
export const TEST_TEXT = 'test-page';

/** A text that arrives later than this says nothing about now. */
export const TEST_VALID_SECONDS = 600;

/** How long a test took, from the carrier to the engineer's yes; null: it was not confirmed. */
export function tookMs({ outcome, endedAt, sentAt, plannedAt }: TestPage): number | null {
  const from = sentAt ?? plannedAt;
  return outcome === 'confirmed' && endedAt && from ? endedAt.getTime() - from.getTime() : null;
}
