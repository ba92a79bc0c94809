import type { CallRow } from '../../read-model/call-view.ts';
import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html } from '../html.ts';
import { legsView } from './legs-view.ts';

/** The last calls of a customer, on their page. */
export function callLines(context: ConsoleContext, calls: readonly CallRow[], customer: string): Html {
  const { dealings } = context.words;
  return html`
    <section class="card" aria-labelledby="calls-title"><h2 id="calls-title">${dealings.calls}</h2>
      ${calls.length > 0 ? html`${legsView(context, calls, null)}<p><a href="${address('/calls', { q: customer })}">${dealings.allCalls}</a></p>` : html`<p class="quiet">${dealings.noCalls}</p>`}
    </section>`;
}
