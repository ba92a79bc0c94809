import { decideHoldBack } from '../paging/decide-hold-back.ts';
import type { PlayedPage, RunningTicket } from './running-ticket.ts';

/** A page by SMS that waits to go out. */
export interface WaitingText {
  running: RunningTicket;
  page: PlayedPage;
}

/** The texts to each phone: mild ones wait a while for others, and go out with them, see `bundlePages`. */
export class TextOutbox {
  readonly #phones = new Map<string, { lastAt: Date | null; waiting: WaitingText[] }>();

  /**
   * A text is to go out to a phone.
   * @returns what goes out now, or when to look again
   */
  add(text: WaitingText, at: number): { sent: WaitingText[] } | { until: number } {
    const phone = this.#phoneOf(text.page.number);
    const until = decideHoldBack(
      text.running.ticket,
      { lastAt: phone.lastAt, isInFlood: false },
      new Date(at),
    );
    phone.waiting.push(text);
    return until ? { until: until.getTime() } : { sent: this.#send(phone, at) };
  }

  /** The time has come at which what waits for a phone was to be looked at again. */
  flush(number: string, at: number): WaitingText[] {
    const phone = this.#phoneOf(number);
    return phone.waiting.some(({ page }) => page.status === 'planned') ? this.#send(phone, at) : [];
  }

  #send(phone: { lastAt: Date | null; waiting: WaitingText[] }, at: number): WaitingText[] {
    const sent = phone.waiting.filter(({ page }) => page.status === 'planned');
    for (const { page } of sent) page.status = 'sent';
    phone.waiting = [];
    phone.lastAt = new Date(at);
    return sent;
  }

  #phoneOf(number: string) {
    const known = this.#phones.get(number);
    if (known) return known;
    const phone = { lastAt: null, waiting: [] };
    this.#phones.set(number, phone);
    return phone;
  }
}
