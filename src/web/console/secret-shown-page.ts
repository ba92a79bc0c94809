import type { ConsoleContext } from './context.ts';
import { copyButton } from './copy-view.ts';
import { type Html, html, nothing } from './html.ts';
import { layout } from './layout.ts';

/** What is shown once, with the words around it. */
interface ShownSecret {
  title: string;
  text: string;
  /** what stands beside it, such as a login */
  beside?: readonly [label: string, value: string];
  label: string;
  secret: string;
  /** it opens something by a click */
  isLink?: true;
  once: string;
  done: string;
  /** where *Done* leads */
  back: string;
}

/** The one time a password, a token or a secret address is shown, with a button that copies it. @param place in the menu */
export function secretShownPage(
  context: ConsoleContext,
  { title, text, beside, label, secret, isLink, once, done, back }: ShownSecret,
  place?: 'users',
): Html {
  const content = html`
    <section class="card narrow">
      <h1>${title}</h1>
      <p>${text}</p>
      <dl class="secret">
        ${beside ? html`<div><dt>${beside[0]}</dt><dd>${beside[1]}</dd></div>` : nothing}
        <div><dt>${label}</dt><dd>${isLink ? html`<a href="${secret}">${secret}</a>` : secret}</dd></div>
      </dl>
      <p>${copyButton(context.words, secret)}</p>
      <p class="warning">${once}</p>
      <p><a class="button" href="${back}">${done}</a></p>
    </section>`;
  return layout(context, { title, content, ...(place ? { place } : {}), style: 'users', script: 'copy' });
}
