import type { Visit } from './context.ts';
import { type Html, html } from './html.ts';
import { bareLayout, layout } from './layout.ts';
import type { Words } from './words/index.ts';

export function forbiddenPage(visit: Visit): Html {
  const { forbidden, forbiddenText } = visit.words.errors;
  return layout(visit, { title: forbidden, content: said(visit.words, forbidden, forbiddenText) });
}

export function notFoundPage(visit: Visit): Html {
  const { notFound, notFoundText } = visit.words.errors;
  return layout(visit, { title: notFound, content: said(visit.words, notFound, notFoundText) });
}

/** For whoever asks, signed in or not. */
export function plainMessagePage(words: Words, path: string, title: string, text: string): Html {
  return bareLayout(words, path, title, said(words, title, text));
}

function said(words: Words, title: string, text: string): Html {
  return html`<section class="message"><h1>${title}</h1><p>${text}</p><p><a class="button" href="/">${words.errors.back}</a></p></section>`;
}
