import { reachOfSupervisors } from '../../../../domain/oncall/supervisors-store.ts';
import { may } from '../../../../domain/users/user.ts';
import { address } from '../../address.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { RouteContext } from '../../route.ts';

/** Supervisors whom no notice reaches, for whoever can see to that: no text would tell them. */
export async function supervisorsNotice({ deps, words, user }: RouteContext): Promise<Html> {
  if (!may(user, 'registry')) return nothing;
  const { optedOut } = await reachOfSupervisors(deps.database);
  if (optedOut.length === 0) return nothing;
  const { textless, title } = words.supervisors;
  return html`<p class="warning">${textless(optedOut.length)} <a href="${address('/registry/supervisors')}">${title}</a></p>`;
}
