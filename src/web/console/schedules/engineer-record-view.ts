import type { PageRow } from '../../read-model/page-view.ts';
import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html } from '../html.ts';
import { ticketLink } from '../link-views.ts';
import { ticketLines } from '../tickets/ticket-lines.ts';
import type { EngineerRecord } from './read-engineer-record.ts';

/** An engineer's tickets, the shifts ahead of them, and the pages they were sent last. */
export function engineerRecordView(context: ConsoleContext, key: string, record: EngineerRecord): Html {
  return html`${ticketLines(context, record.tickets, { engineer: key })}${shiftsView(context, record.shifts)}${pagesView(context, record.pages)}`;
}

function shiftsView({ words, format, now }: ConsoleContext, shifts: EngineerRecord['shifts']): Html {
  const { dealings } = words;
  const lines = shifts.map(
    ({ schedule, title, from, until }) =>
      html`<li><p>${from <= now ? dealings.now : format.moment(from, now)} – ${format.moment(until, now)} <small><a href="${address('/registry/schedules/:name', { name: schedule })}">${title}</a></small></p></li>`,
  );
  return html`
    <section class="card" aria-labelledby="shifts-title"><h2 id="shifts-title">${dealings.shifts}</h2>
      ${shifts.length > 0 ? html`<ul class="lines">${lines}</ul>` : html`<p class="quiet">${dealings.noShifts}</p>`}
    </section>`;
}

function pagesView({ words, format, now }: ConsoleContext, pages: readonly PageRow[]): Html {
  const { dealings } = words;
  const lines = pages.map(
    ({ ticketNumber, plannedAt, channel, status }) =>
      html`<li><p>${format.moment(plannedAt, now)} ${ticketLink(ticketNumber)} <small>${words.pageBy[channel]} · ${words.pageStatus[status]}</small></p></li>`,
  );
  return html`
    <section class="card" aria-labelledby="pages-title"><h2 id="pages-title">${dealings.pages}</h2>
      ${pages.length > 0 ? html`<ul class="lines">${lines}</ul>` : html`<p class="quiet">${dealings.noPages}</p>`}
    </section>`;
}
