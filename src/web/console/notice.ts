import { ownOf } from '../../platform/own-of.ts';
import { textOf } from './form.ts';
import { type Html, html, nothing } from './html.ts';
import type { DoorContext } from './route.ts';

/**
 * What was just done stands in the address that it led to: `?done=saved`.
 * @param notices what can have been done, in words
 */
export function noticeIn(
  { query }: Pick<DoorContext, 'query'>,
  notices: Readonly<Record<string, string>>,
): string | null {
  const done = textOf(query, 'done');
  return ownOf(notices, done) ?? null;
}

export function noticeView(notice: string | null): Html {
  return notice === null ? nothing : html`<p class="notice" role="status">${notice}</p>`;
}
