import { address } from './address.ts';
import { type Html, html } from './html.ts';

/** What the console shows by name leads to its page, wherever it is named. */
export function ticketLink(number: string): Html {
  return html`<a href="${address('/tickets/:number', { number })}">${number}</a>`;
}

export function customerLink(number: string, name: string): Html {
  return html`<a href="${address('/registry/customers/:number', { number })}">${name}</a>`;
}

export function engineerLink(key: string, name: string): Html {
  return html`<a href="${address('/registry/engineers/:key', { key })}">${name}</a>`;
}
