import { wallClock } from '../../../domain/calendar/wall-clock.ts';
import { monthAfter, monthOf } from '../../../domain/duty/month-span.ts';
import type { Duty } from '../../../domain/duty/read-duty.ts';
import type { SharedDuty } from '../../../domain/duty/read-shares.ts';
import { may } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import { backTo } from '../back-view.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { sayMonth } from '../monthly-reports/report-section.ts';
import type { Words } from '../words/index.ts';
import { dutyTable } from './duty-table.ts';
import type { FigureTable } from './figure.ts';
import { sharesView } from './shares-view.ts';
import { shownIn, tableView } from './table-view.ts';

export interface DutyPage {
  duty: Duty;
  /** how it was shared; null: not for this user's eyes */
  shared: SharedDuty | null;
  nameOf: (engineer: string) => string;
  /** what was asked for is no month that has begun */
  isFaulty: boolean;
}

/** A month of stand-by and work, person by person; and how duty was shared in the last year. */
export function dutyPage(context: ConsoleContext, { duty, shared, nameOf, isFaulty }: DutyPage): Html {
  const { words, user, now } = context;
  const { month, zone, people } = duty;
  const table = dutyTable(duty, words);
  const isRunning = month === monthOf(now, wallClock(zone));
  const link = (to: string, label: string) =>
    html`<a href="${address('/figures/duty', { month: to })}">${label}</a>`;
  const content = html`
    ${backTo(address('/figures'), words.figures.title)}
    <div class="page-title"><h1>${words.duty.title}</h1><p>${words.duty.inMonth(sayMonth(month, words), zone)}</p></div>
    ${isFaulty ? html`<p class="fault" role="alert">${words.duty.badMonth}</p>` : nothing}
    <nav class="periods" aria-label="${words.duty.month}">${link(monthAfter(month, -1), words.duty.before)} ${isRunning ? nothing : link(monthAfter(month, 1), words.duty.after)}</nav>
    <form class="filters card" method="get" action="/figures/duty">
      <label>${words.duty.month}<input type="month" name="month" value="${month}"></label><button class="quiet-button">${words.duty.look}</button></form>
    <section class="card" aria-labelledby="duty-table"><h2 id="duty-table">${words.duty.table}</h2>
      ${people.length === 0 ? html`<p class="quiet">${words.duty.nobody}</p>` : may(user, 'export') ? tableView(table, words.duty.table, words) : ownFigures(table, words)}
      ${isRunning ? html`<p class="quiet">${words.duty.soFar}</p>` : nothing}
      <p class="quiet">${words.duty.pointer}</p>
      ${may(user, 'export') ? html`<p class="file"><a href="${address('/figures/duty.csv', { month })}" download>${words.figures.file}<span class="hidden">: ${words.duty.title}</span></a></p>` : nothing}
    </section>
    ${shared ? sharesView(context, shared, nameOf) : nothing}`;
  return layout(context, { title: words.duty.title, content, place: 'figures', style: 'figures' });
}

/** One's own line, as a phone has room for it: the name above, and the key goes without saying. */
function ownFigures({ heads, rows }: FigureTable, words: Words): Html {
  const [[name, , ...figures] = []] = rows;
  const facts = figures.map(
    (figure, index) =>
      html`<div><dt>${heads[index + 2]}</dt><dd class="digits">${shownIn(figure, words)}</dd></div>`,
  );
  return html`<h3>${name?.value}</h3><dl class="facts">${facts}</dl>`;
}
