import { readComparison } from '../../../domain/evidence/compared-store.ts';
import { may } from '../../../domain/users/user.ts';
import { type Html, html, nothing } from '../html.ts';
import type { RouteContext } from '../route.ts';

/** The record was changed past the service, for whoever answers for it. */
export async function ledgerNotice({ deps, words, user }: RouteContext): Promise<Html> {
  if (!may(user, 'registry')) return nothing;
  const { findings } = await readComparison(deps.database);
  const [first] = findings;
  if (first === undefined) return nothing;
  return html`<p class="fault" role="alert">${words.board.recordAltered(findings.length)} ${first}</p>`;
}
