import { address } from '../address.ts';
import type { Format } from '../format.ts';
import { type Html, html, nothing } from '../html.ts';
import { customerLink } from '../link-views.ts';
import { phoneView } from '../phone-view.ts';
import type { Words } from '../words/index.ts';
import type { KeptTextRow } from './text-list-store.ts';

/** Texts that belong to no ticket, with a button for each that nobody has read. Who may not use it is told so. */
export function textsView(
  texts: readonly KeptTextRow[],
  look: { words: Words; format: Format; now: Date },
): Html {
  return html`<ul id="texts" class="lines">${texts.map((text) => textView(text, look))}</ul>`;
}

function textView(
  { id, from, body, writtenAt, isRead, contactName, customerNumber, customerName }: KeptTextRow,
  { words, format, now }: { words: Words; format: Format; now: Date },
): Html {
  const customer =
    customerNumber === null
      ? html`${words.texts.stranger}`
      : customerLink(customerNumber, customerName ?? customerNumber);
  return html`
    <li>
      <p><b>${contactName ?? phoneView(from)}</b> <small>${customer} · ${format.moment(writtenAt, now)}${contactName === null ? nothing : html` · ${phoneView(from)}`}</small></p>
      <p dir="auto">${body}</p>
      ${
        isRead
          ? html`<p><small>${words.texts.isRead}</small></p>`
          : html`<form method="post" action="${address('/texts/:id/read', { id })}"><button class="quiet-button">${words.texts.read}</button></form>`
      }
    </li>`;
}
