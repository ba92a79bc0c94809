import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { hitsView } from './hits-view.ts';
import type { Hits } from './read-hits.ts';

/** One search over everything, as a page. @param hits null: nothing was asked for yet */
export function searchPage(context: ConsoleContext, text: string, hits: Hits | null): Html {
  const { search } = context.words;
  const content = html`
    <div class="page-title"><h1>${search.title}</h1></div>
    <form class="card search-form" method="get" action="/search" role="search">
      <label>${search.label}<input type="search" name="q" value="${text}" maxlength="200" placeholder="${search.hint}"></label>
      <button>${search.submit}</button>
    </form>
    ${hits === null ? nothing : html`<div class="card hits">${hitsView(context, hits)}</div>`}
    ${
      hits === null
        ? nothing
        : html`<nav class="paging" aria-label="${search.further}">
            <a class="button quiet-button" href="${address('/tickets', { q: text })}">${search.allTickets}</a>
            <a class="button quiet-button" href="${address('/calls', { q: text })}">${search.allCalls}</a>
          </nav>`
    }`;
  return layout(context, { title: search.title, content, style: 'lists' });
}
