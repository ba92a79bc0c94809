import { address } from '../address.ts';
import { backTo } from '../back-view.ts';
import { severityBadge } from '../board/severity-badge.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { customerLink, ticketLink } from '../link-views.ts';
import type { HandOverStory, OpenTicket, ScheduleHandOver } from './read-hand-over.ts';
import { nameIn, titleIn } from './shift-views.ts';

/** What is open in each schedule, one's own first, what was promised, who was tried; and how shifts have changed hands. */
export function handOverPage(context: ConsoleContext, story: HandOverStory): Html {
  const { shifts } = context.words;
  const isOwn = ({ onCall }: ScheduleHandOver) => onCall !== null && onCall === context.user.engineer;
  const ownFirst = story.handOvers.toSorted((one, other) => Number(isOwn(other)) - Number(isOwn(one)));
  const content = html`
    ${backTo(address('/shifts'), shifts.title)}
    <div class="page-title"><h1>${shifts.handOver}</h1><p>${shifts.handOverIntro}</p></div>
    <div class="rota-parts">
      ${story.schedules.size === 0 ? html`<p class="empty card">${context.words.board.noSchedules}</p>` : nothing}
      ${ownFirst.map((one) => scheduleCard(context, story, one))}
      ${changesView(context, story)}
    </div>`;
  return layout(context, { title: shifts.handOver, content, style: 'rota' });
}

function scheduleCard(
  context: ConsoleContext,
  story: HandOverStory,
  { schedule, onCall, tickets }: ScheduleHandOver,
): Html {
  const { shifts, rota } = context.words;
  const title = titleIn(story, schedule);
  const who = onCall === null ? rota.nobodyNow : rota.onCallNow(nameIn(story, onCall));
  const lines = tickets.map((ticket) => ticketLineView(context, story, ticket));
  return html`
    <section class="card"><h2>${title}</h2>
      <p>${who} ${tickets.length > 0 ? html`<small>${shifts.openTickets(tickets.length)}</small>` : nothing}</p>
      ${lines.length > 0 ? html`<ul class="lines">${lines}</ul>` : html`<p class="quiet">${shifts.nothingOpen}</p>`}
    </section>`;
}

function ticketLineView(context: ConsoleContext, story: HandOverStory, one: OpenTicket): Html {
  const { words, format, now } = context;
  const { shifts } = words;
  const { ticket, customerName, tried, hasCallback } = one;
  const holder = ticket.acknowledgedBy;
  const triedText = tried.length > 0 ? shifts.tried(tried.join(', ')) : shifts.nobodyTried;
  const said = [
    shifts.promised(format.moment(ticket.respondBy, now)),
    holder === null ? triedText : shifts.with(nameIn(story, holder)),
    ...(hasCallback ? [shifts.callback] : []),
  ];
  const customer =
    ticket.customerNumber === null
      ? nothing
      : customerLink(ticket.customerNumber, customerName ?? ticket.customerNumber);
  return html`<li><p><b>${ticketLink(ticket.number)}</b> ${severityBadge(ticket.severity, words)} ${customer}</p><p><small>${said.join(' · ')}</small></p></li>`;
}

function changesView(context: ConsoleContext, story: HandOverStory): Html {
  const { words, format, now } = context;
  const { shifts } = words;
  const name = (key: string | null) => (key === null ? shifts.nobody : nameIn(story, key));
  const lines = story.changes.map(
    ({ schedule, at, before, engineer, tickets }) =>
      html`<li><p class="digits">${format.moment(at, now)} ${titleIn(story, schedule)}: <b>${shifts.changed(name(before), name(engineer))}</b></p>
        ${tickets.length > 0 ? html`<p><small>${shifts.openThen(tickets.join(', '))}</small></p>` : nothing}</li>`,
  );
  return html`
    <section class="card" aria-labelledby="changes-title"><h2 id="changes-title">${shifts.changes}</h2>
      ${lines.length > 0 ? html`<ul class="lines">${lines}</ul>` : html`<p class="quiet">${shifts.noChanges}</p>`}
    </section>`;
}
