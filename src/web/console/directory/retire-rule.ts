import { type RuleRetired, retireUnused } from '../../../domain/directory-changes/rule-life.ts';
import { listOverridesAhead } from '../../../domain/oncall/override-store.ts';
import {
  isOnlyRule,
  loadTitles,
  type RuleKind,
  type RuleUse,
  usesOfRule,
} from '../../../domain/plans/rule-life-store.ts';
import { address } from '../address.ts';
import { audited } from '../audited.ts';
import { backTo } from '../back-view.ts';
import { textOf } from '../form.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { type Answer, get, post, type Route, type RouteContext } from '../route.ts';
import { notFound } from '../turned-away.ts';

const ACTIONS = {
  calendars: 'calendar-retired',
  plans: 'plan-retired',
  schedules: 'schedule-retired',
  escalations: 'policy-retired',
} as const;

const PATHS = {
  calendars: '/registry/calendars/:name/retire',
  plans: '/registry/plans/:name/retire',
  schedules: '/registry/schedules/:name/retire',
  escalations: '/registry/escalations/:name/retire',
} as const;

const MAX_USES_SHOWN = 20;

/** Asks before a rule is retired, and says what still goes by it. */
export function retireRoutes(kind: RuleKind): readonly Route[] {
  const path = PATHS[kind];
  return [
    get(path, 'registry', (context) => ask(context, kind)),
    post(path, 'registry', async (context) => {
      const name = textOf(context.params, 'name');
      const retired = await audited(
        context,
        (tx, change) => retireUnused(tx, kind, name, change),
        (outcome) => outcome === 'retired' && { action: ACTIONS[kind], subject: name },
      );
      return retired === 'retired'
        ? { to: address(`/registry/${kind}`, { done: 'retired' }) }
        : ask(context, kind, 409);
    }),
  ];
}

async function ask(context: RouteContext, kind: RuleKind, status = 200): Promise<Answer> {
  const { database } = context.deps;
  const name = textOf(context.params, 'name');
  const title = (await loadTitles(database))[kind].get(name) ?? notFound();
  const uses = await usesOfRule(database, kind, name);
  const isLast = kind === 'plans' && (await isOnlyRule(database, kind, name));
  const stands: RuleRetired = uses.length > 0 ? { needed: uses } : isLast ? 'last' : 'retired';
  const left =
    kind === 'schedules'
      ? await listOverridesAhead(database, { engineers: [], schedules: [name] }, context.now)
      : [];
  return { page: page(context, { kind, name, title, left: left.length }, stands), status };
}

function page(
  context: RouteContext,
  { kind, name, title, left }: { kind: RuleKind; name: string; title: string; left: number },
  stands: RuleRetired,
): Html {
  const { words } = context;
  const { make, edit } = words;
  const at = address(`/registry/${kind}/:name`, { name });
  const back = html`<a href="${at}">${edit.cancel}</a>`;
  const rest =
    typeof stands === 'object'
      ? html`<p class="fault" role="alert">${make.needed}</p>${usesView(context, stands.needed)}<p>${back}</p>`
      : stands === 'last'
        ? html`<p class="fault" role="alert">${make.lastPlan}</p><p>${back}</p>`
        : html`<p>${make.retireText}</p>
          ${left > 0 ? html`<p class="fault">${make.overridesLeft(left)}</p>` : nothing}
          <form method="post" action="${address(PATHS[kind], { name })}">
            <div class="buttons"><button class="grave">${make.retire}</button>${back}</div></form>`;
  const heading = make.retireTitle(title);
  const content = html`${backTo(at, title)}<section class="card form"><h1>${heading}</h1>${rest}</section>`;
  return layout(context, { title: heading, content, place: 'registry', style: 'registry' });
}

function usesView({ words: { make } }: RouteContext, uses: readonly RuleUse[]): Html {
  const left = uses.length - MAX_USES_SHOWN;
  const shown = uses
    .slice(0, MAX_USES_SHOWN)
    .map((use) => html`<li>${make.use[use.kind]} <a href="${placeOf(use)}">${use.name}</a></li>`);
  return html`<ul>${shown}</ul>${left > 0 ? html`<p>${make.moreUses(left)}</p>` : html``}`;
}

function placeOf({ kind, key }: RuleUse): string {
  if (kind === 'customer') return address('/registry/customers/:number', { number: key });
  return kind === 'plan'
    ? address('/registry/plans/:name', { name: key })
    : address('/registry/escalations/:name', { name: key });
}
