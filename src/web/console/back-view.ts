import { type Html, html } from './html.ts';

/** The way back to the page above. */
export function backTo(href: string, title: string): Html {
  return html`<p class="back"><a href="${href}"><span aria-hidden="true">←</span> ${title}</a></p>`;
}
