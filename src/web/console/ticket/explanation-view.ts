import { explainTicket } from '../../../domain/explain/explain-ticket.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import type { Names } from './names.ts';
import type { TicketStory } from './read-ticket.ts';
import { sayExplanation } from './say-explanation.ts';

/** Why the answer came when it came, folded up: it is asked for afterwards. */
export function explanationView(
  context: ConsoleContext,
  { ticket, record }: TicketStory,
  names: Names,
): Html {
  const { words, format, now } = context;
  const { explain } = words;
  // what is not over yet goes on getting later: told anew only when something happens
  const told = sayExplanation(explainTicket(record, ticket.answeredAt ?? now), { words, names, format, now });
  const steps = told.steps.flatMap(({ at, text, instants, waits }) =>
    instants.length + waits.length === 0
      ? []
      : [
          html`<li class="${waits.length > 0 ? 'bad' : ''}"><time datetime="${at.toISOString()}">${format.second(at)}</time>
            <div><p>${text}</p><p><small>${[...instants, ...waits].join(' · ')}</small></p></div></li>`,
        ],
  );
  return html`
    <section class="card" aria-labelledby="explanation-title">
      <details><summary><h2 id="explanation-title" class="in-summary">${explain.title}</h2></summary>
      <p>${told.verdict}</p>
      <dl class="facts">${told.milestones.map(({ name, after }) => html`<div><dt>${name}</dt><dd>${after}</dd></div>`)}</dl>
      <h3>${explain.longest}</h3>
      ${told.longest.length > 0 ? html`<ul class="lines">${told.longest.map((hotline) => html`<li><p>${hotline}</p></li>`)}</ul>` : html`<p class="quiet">${explain.noWaits}</p>`}
      ${steps.length > 0 ? html`<details><summary>${words.ticket.timeline}</summary><ol class="timeline">${steps}</ol></details>` : nothing}
      </details>
    </section>`;
}
