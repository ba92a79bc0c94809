import { address } from '../address.ts';
import { playerView } from '../calls/player-view.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import type { Names } from './names.ts';
import type { TicketStory } from './read-ticket.ts';
import { type TimelineEntry, type ToldEvent, type ToldRound, tellTimeline } from './tell-timeline.ts';
import { ORDERS, type Order } from './timeline-order.ts';

/** What happened, in the order that the reader likes. */
export function timelineView(context: ConsoleContext, story: TicketStory, names: Names, order: Order): Html {
  const { words, format, now } = context;
  const told = inOrder(tellTimeline(context, story, names), order);
  let day = '';
  const entries = told.map((entry) => {
    const isNewDay = format.isoDay(entry.at) !== day;
    day = format.isoDay(entry.at);
    return html`
      ${isNewDay ? html`<li class="day">${format.dayOf(entry.at, now)}</li>` : nothing}
      ${'entries' in entry ? roundView(context, story, entry, order) : entryView(context, story, entry)}`;
  });
  const choices = ORDERS.map((each) =>
    each === order
      ? html`<span aria-current="true">${words.ticket.order[each]}</span>`
      : html`<a href="${address('/tickets/:number', { number: story.ticket.number, order: each })}">${words.ticket.order[each]}</a>`,
  );
  return html`
    <section class="card" aria-labelledby="timeline-title">
      <div class="timeline-head"><h2 id="timeline-title">${words.ticket.timeline}</h2>
        <nav class="orders" aria-label="${words.ticket.orderLabel}">${choices}</nav></div>
      <ol class="timeline">${entries}</ol>
    </section>`;
}

function inOrder<Entry extends TimelineEntry>(entries: readonly Entry[], order: Order): Entry[] {
  return order === 'newest' ? entries.toReversed() : [...entries];
}

function roundView(
  context: ConsoleContext,
  story: TicketStory,
  { at, round, pages, reached, entries }: ToldRound,
  order: Order,
): Html {
  const { words, format } = context;
  const lines = inOrder(entries, order).map((entry) => entryView(context, story, entry));
  const isUnreached = reached === null && story.ticket.round > round;
  const outcome = reached ?? (isUnreached ? words.ticket.nobodyReached : null);
  return html`
    <li class="round ${isUnreached ? 'bad' : ''}" id="round-${round}"><time datetime="${at.toISOString()}">${format.second(at)}</time>
      <div><details><summary class="${isUnreached ? 'round-lost' : ''}">${words.ticket.roundTold(round, pages, outcome)}</summary><ol class="timeline">${lines}</ol></details></div></li>`;
}

function entryView(context: ConsoleContext, story: TicketStory, entry: ToldEvent): Html {
  const { at, text, quote, recording, tone, came } = entry;
  // the description has its own player above
  const isElsewhere = !recording || recording === story.ticket.recordingSid;
  return html`
      <li class="${tone ?? ''}"><time datetime="${at.toISOString()}">${context.format.second(at)}</time>
        <div><p>${text}${came ? html` <small>${came}</small>` : nothing}</p>${quote ? html`<blockquote>${quote}</blockquote>` : nothing}${isElsewhere ? nothing : playerView(context, story.players.get(recording))}</div></li>`;
}
