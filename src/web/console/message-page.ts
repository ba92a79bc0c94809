import type { ConsoleContext } from './context.ts';
import { type Html, html } from './html.ts';
import { bareLayout, layout } from './layout.ts';
import type { Words } from './words/index.ts';

export function forbiddenPage(context: ConsoleContext): Html {
  const { forbidden, forbiddenText } = context.words.errors;
  return layout(context, { title: forbidden, content: said(context.words, forbidden, forbiddenText) });
}

export function notFoundPage(context: ConsoleContext): Html {
  const { notFound, notFoundText } = context.words.errors;
  return layout(context, { title: notFound, content: said(context.words, notFound, notFoundText) });
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

function said(words: Words, title: string, text: string): Html {
  return html`<section class="message"><h1>${title}</h1><p>${text}</p><p><a class="button" href="/">${words.errors.back}</a></p></section>`;
}
