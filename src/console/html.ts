import { html, type SafeHtml } from '@remix-run/html-template';

/** HTML in which everything that was put in is escaped. */
export type Html = SafeHtml;
export { html };

/** Nothing to show. */
export const nothing: Html = html``;
