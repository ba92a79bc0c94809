import { type Html, html, nothing } from './html.ts';
import type { Words } from './words/index.ts';

/** Behind a customer's name: whoever rang only said so, and is told nothing of it. Of callers without one their name says it. */
export function unverifiedFlag(
  { board }: Words,
  { verified, customerName }: { verified: boolean; customerName: string | null },
): Html {
  return verified || customerName === null ? nothing : html` <span class="flag">${board.unverified}</span>`;
}
