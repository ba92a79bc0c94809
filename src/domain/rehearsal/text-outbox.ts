import { decideHoldBack } from '../paging/decide-hold-back.ts';
import type { PlayedPage, RunningTicket } from './running-ticket.ts';

/** A page by SMS that waits to go out. */
export interface WaitingText {
  running: RunningTicket;
  page: PlayedPage;
  /** epoch milliseconds */
  plannedAt: number;
}

/** A phone, as far as texts go. */
interface Phone {
  lastAt: Date | null;
  waiting: WaitingText[];
}

/** The texts to each phone: mild ones wait a while for others, and go out with them, see `bundlePages`. */
export class TextOutbox {
  readonly #phones = new Map<string, Phone>();

  /** A text is to go out to a phone. */
  add(text: WaitingText): void {
    this.#phoneOf(text).waiting.push(text);
  }

  /**
   * It is time to send a text, see `sendMessage`.
   * @returns what goes out now, all that waits for its phone; or when to look again
   */
  send(text: WaitingText, at: number): { sent: WaitingText[] } | { until: number } {
    const phone = this.#phoneOf(text);
    if (isPagedAgain(text, phone)) text.page.status = 'withdrawn';
    if (text.page.status !== 'planned') return { sent: [] };
    const now = new Date(at);
    const until = decideHoldBack(text.running.ticket, { lastAt: phone.lastAt, isInFlood: false }, now);
    if (until) return { until: until.getTime() };
    const sent = phone.waiting.filter(({ page }) => page.status === 'planned');
    for (const { page } of sent) page.status = 'sent';
    phone.waiting = [];
    phone.lastAt = now;
    return { sent };
  }

  #phoneOf({ page: { number } }: WaitingText): Phone {
    const known = this.#phones.get(number);
    if (known) return known;
    const phone = { lastAt: null, waiting: [] };
    this.#phones.set(number, phone);
    return phone;
  }
}

/** A later page about the same ticket waits to be written to the same phone: that one says it. */
function isPagedAgain({ running, page, plannedAt }: WaitingText, { waiting }: Phone): boolean {
  return (
    page.status === 'planned' &&
    waiting.some(
      (one) => one.running === running && one.page.status === 'planned' && one.plannedAt > plannedAt,
    )
  );
}
