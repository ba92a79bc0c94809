import { address } from '../address.ts';
import type { Format } from '../format.ts';
import { type Html, html, nothing } from '../html.ts';
import { customerLink } from '../link-views.ts';
import { phoneView } from '../phone-view.ts';
import type { Words } from '../words/index.ts';
import type { KeptTextRow } from './text-list-store.ts';

interface Look {
  words: Words;
  format: Format;
  now: Date;
}

/** Texts that belong to no ticket; with a button for each that nobody has read, for whoever may say so. */
export function textsView(texts: readonly KeptTextRow[], look: Look, mayRead: boolean): Html {
  return html`<ul id="texts" class="lines">${texts.map((text) => textView(text, look, mayRead))}</ul>`;
}

function textView(
  { id, from, body, writtenAt, isRead, writers }: KeptTextRow,
  { words, format, now }: Look,
  mayRead: boolean,
): Html {
  const names = [...new Set(writers.map(({ name }) => name))].join(' / ');
  const customers = new Map(writers.map((one) => [one.customerNumber, one.customerName]));
  const links = [...customers].map(
    ([number, name], index) => html`${index > 0 ? ', ' : ''}${customerLink(number, name)}`,
  );
  return html`
    <li>
      <p><b>${names === '' ? phoneView(from) : names}</b> <small>${names === '' ? words.texts.stranger : links} · ${format.moment(writtenAt, now)}${names === '' ? nothing : html` · ${phoneView(from)}`}</small></p>
      <p dir="auto">${body}</p>
      ${isRead ? html`<p><small>${words.texts.isRead}</small></p>` : nothing}
      ${
        isRead || !mayRead
          ? nothing
          : html`<form method="post" action="${address('/texts/:id/read', { id })}"><button class="quiet-button">${words.texts.read}</button></form>`
      }
    </li>`;
}
