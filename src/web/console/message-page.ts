import type { ConsoleContext } from './context.ts';
import { type Html, html, nothing } from './html.ts';
import { bareLayout, layout } from './layout.ts';
import type { TurnedAway } from './turned-away.ts';
import type { Words } from './words/index.ts';

/** @param isForm whether a form was sent: what was typed in it is shown, to be copied, where a browser kept it (`assets/typed.js`) */
export function turnedAwayPage(
  context: ConsoleContext,
  because: TurnedAway['because'],
  isForm: boolean,
): Html {
  const { errors } = context.words;
  const [title, text] =
    because === 'forbidden'
      ? [errors.forbidden, errors.forbiddenText]
      : [errors.notFound, errors.notFoundText];
  const typed = isForm ? html`<p hidden data-lost="${errors.keptText}"></p>` : nothing;
  return layout(context, { title, content: said(context.words, title, text, typed) });
}

/** A press was acted on before, and what it was answered cannot be given a second time. */
export function doneBeforePage(context: ConsoleContext): Html {
  const { doneBefore, doneBeforeText } = context.words.errors;
  return layout(context, { title: doneBefore, content: said(context.words, doneBefore, doneBeforeText) });
}

/** For whoever asks, signed in or not. */
export function plainMessagePage(words: Words, path: string, title: string, text: string): Html {
  return bareLayout(words, path, title, said(words, title, text));
}

/**
 * A form could not be taken, or nobody knows whether it was. What was typed stands in it again where a browser kept it (`assets/typed.js`).
 * @param form the page that the form stood on; null: the browser does not say
 */
export function untakenPage(words: Words, title: string, text: string, form: string | null): Html {
  const { kept, keptForm, keptText, toForm } = words.errors;
  const hint = html`<p hidden data-kept="${kept}" data-form="${keptForm}" data-text="${keptText}"></p>`;
  const wayBack = form === null ? nothing : html`<p><a class="button" href="${form}">${toForm}</a></p>`;
  return bareLayout(words, form ?? '/', title, said(words, title, text, html`${hint}${wayBack}`));
}

function said(words: Words, title: string, text: string, more = nothing): Html {
  return html`<section class="message"><h1>${title}</h1><p>${text}</p>${more}<p><a class="button" href="/">${words.errors.back}</a></p></section>`;
}
