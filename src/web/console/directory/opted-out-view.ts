import { type Html, html } from '../html.ts';
import { sayPhone } from '../phone-view.ts';
import type { Words } from '../words/index.ts';

/**
 * Phones that take no SMS, and what that means. Only the owner of a number can take an opt-out back: the carrier hears nobody else.
 * @param nameOf what a phone is called, where it has a name
 */
export function optedOutView(
  { engineers }: Words,
  phones: readonly string[],
  text: string,
  nameOf: (phone: string) => string = () => '',
): Html {
  const said = phones.map((phone) => `${sayPhone(phone)} ${nameOf(phone)}`.trim());
  return html`
    <div class="optout"><p><span class="pill near">${engineers.noSms}</span> <b class="digits">${said.join(', ')}</b></p><p class="quiet">${text}</p></div>`;
}
