import { findOutlook } from '../../../domain/outlook/outlook-store.ts';
import { may } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import { type Html, html, nothing } from '../html.ts';
import type { RouteContext } from '../route.ts';

/** The coming weeks have become worse, for whoever can mend that. */
export async function outlookNotice({ deps, words, user, now }: RouteContext): Promise<Html> {
  if (!may(user, 'registry')) return nothing;
  const worse = ((await findOutlook(deps.database))?.worse ?? []).filter(({ until }) => until > now);
  if (worse.length === 0) return nothing;
  return html`<p class="warning">${words.rehearsal.worse(worse.length)} <a href="${address('/rehearsal')}">${words.rehearsal.link}</a></p>`;
}
