import { listEngineersEver } from '../../../domain/oncall/engineers/engineer-store.ts';
import type { Impossible } from '../../../domain/rehearsal/proof.ts';
import { address } from '../address.ts';
import { backTo } from '../back-view.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html } from '../html.ts';
import { layout } from '../layout.ts';
import { type Answer, get, type Route, type RouteContext } from '../route.ts';
import { holesView } from './holes-view.ts';
import { proveInForce } from './prove-apart.ts';

/** Whether every promise of the next 90 days can be kept, by the directory in force. */
export const REHEARSAL_ROUTES: readonly Route[] = [get('/rehearsal', 'registry', show)];

async function show(context: RouteContext): Promise<Answer> {
  const { deps, now } = context;
  const [holes, engineers] = await Promise.all([
    proveInForce(deps.database, now),
    listEngineersEver(deps.database),
  ]);
  const names = new Map(engineers.map(({ key, name }) => [key, name]));
  return { page: rehearsalPage(context, holes, (engineer) => names.get(engineer) ?? engineer) };
}

function rehearsalPage(
  context: ConsoleContext,
  holes: readonly Impossible[] | null,
  nameOf: (engineer: string) => string,
): Html {
  const { rehearsal, registry } = context.words;
  const content = html`
    ${backTo(address('/registry'), registry.title)}
    <div class="page-title"><h1>${rehearsal.title}</h1><p>${rehearsal.intro}</p></div>
    <section class="card">${proofView(context, holes, nameOf)}
      <p class="quiet">${rehearsal.command} <code>hotline rehearse --html report.html</code></p></section>`;
  return layout(context, { title: rehearsal.title, content, place: 'registry', style: 'rota' });
}

function proofView(
  context: ConsoleContext,
  holes: readonly Impossible[] | null,
  nameOf: (engineer: string) => string,
): Html {
  const { rehearsal } = context.words;
  if (holes === null) return html`<p class="warning">${rehearsal.unknown}</p>`;
  if (holes.length === 0) return html`<h2>${rehearsal.whole}</h2>`;
  return html`<h2 class="missed">${rehearsal.holes(holes.length)}</h2>${holesView(context, holes, nameOf)}`;
}
