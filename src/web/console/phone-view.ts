import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { type Html, html } from './html.ts';

/** A number as people read it: `+49 30 23125101`. What is none is shown as it is. @param number E.164 */
export function sayPhone(number: string): string {
  return parsePhoneNumberFromString(number)?.formatInternational() ?? number;
}

/** A number that can be rung up with a click, https://www.rfc-editor.org/rfc/rfc3966. */
export function phoneView(number: string): Html {
  if (!/^\+\d+$/.test(number)) return html`${sayPhone(number)}`;
  return html`<a class="phone digits" href="tel:${number}">${sayPhone(number)}</a>`;
}

export function phonesView(numbers: readonly string[]): Html {
  return html`${numbers.map((number, index) => html`${index > 0 ? ', ' : ''}${phoneView(number)}`)}`;
}
