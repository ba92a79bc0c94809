import type { RuleTitles } from '../../../domain/plans/rule-life-store.ts';
import type { Impossible } from '../../../domain/rehearsal/proof.ts';
import type { RehearsalRun } from '../../../domain/rehearsal-runs/run.ts';
import { may } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import { backTo } from '../back-view.ts';
import type { ConsoleContext } from '../context.ts';
import type { Draft } from '../directory/draft.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { promisesView } from './holes-view.ts';
import { sayChange } from './report-look.ts';
import { head, wideTable } from './report-views.ts';
import { runForm } from './run-form.ts';

export interface ShownRehearsals {
  /** null: they could not be worked out in time */
  holes: readonly Impossible[] | null;
  /** there are plans and calendars, by which something is promised */
  isPromised: boolean;
  runs: readonly RehearsalRun[];
  draft: Draft;
  /** those there are, who can be left out */
  engineers: readonly { key: string; name: string }[];
  nameOf: (engineer: string) => string;
  titles: RuleTitles;
}

/** Whether every promise can be kept, how often they would be, and the last rehearsals. */
export function rehearsalPage(context: ConsoleContext, shown: ShownRehearsals): Html {
  const { rehearsal, registry } = context.words;
  const { run } = rehearsal;
  const mayStart = may(context.user, 'registry');
  const content = html`
    ${backTo(address('/registry'), registry.title)}
    <div class="page-title"><h1>${rehearsal.title}</h1><p>${rehearsal.intro}</p></div>
    <section class="card">${shown.holes === null ? html`<p class="warning">${rehearsal.unknown}</p>` : promisesView(context, { holes: shown.holes, isPromised: shown.isPromised }, shown)}</section>
    <div class="rehearsed">
      ${mayStart ? html`<section class="card"><h2>${run.title}</h2><p>${run.intro}</p>${runForm(context, shown.draft, shown.engineers)}</section>` : nothing}
      <section class="card"><h2>${run.list}</h2>${runsView(context, shown)}</section>
    </div>`;
  return layout(context, { title: rehearsal.title, content, place: 'registry', style: 'rehearsal' });
}

function runsView({ words, format, now }: ConsoleContext, { runs, nameOf }: ShownRehearsals): Html {
  const { run } = words.rehearsal;
  if (runs.length === 0) return html`<p class="quiet">${run.none}</p>`;
  const rows = runs.map(({ id, askedAt, askedBy, asked, status }) => {
    const changes = asked.whatIfs.map((one) => sayChange(one, { words, nameOf })).join(' · ');
    return html`<tr><td><a href="${address('/rehearsal/runs/:id', { id })}">${format.moment(askedAt, now)}</a></td><td>${askedBy}</td><td>${asked.replications} × ${asked.calls}${changes === '' ? nothing : html`<br><small>${changes}</small>`}</td><td>${run.status[status]}</td></tr>`;
  });
  return wideTable(run.list, [run.when, run.who, run.what, run.state].map(head), rows);
}
