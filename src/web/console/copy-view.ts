import { type Html, html } from './html.ts';
import type { Words } from './words/index.ts';

/** Copies what is shown once; hidden where there are no scripts (`assets/copy.js`). */
export function copyButton({ make }: Words, text: string): Html {
  return html`<button type="button" class="quiet-button" hidden data-copy="${text}" data-copied="${make.copied}">${make.copyText}</button>`;
}
