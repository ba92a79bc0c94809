import { lacksHands } from '../../../domain/tickets/hands.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import type { Names } from './names.ts';
import type { PlannedStep, TicketStory } from './read-ticket.ts';

type Standing = 'done' | 'next' | 'ahead' | 'spared';

/** The steps of the round; what came of each page stands on the timeline. */
export function planView(context: ConsoleContext, story: TicketStory, names: Names): Html {
  const { words } = context;
  const { ticket, plan } = story;
  const steps = plan.map((step) => stepView(context, step, standingOf(step, story), names));
  return html`
    <section class="card" aria-labelledby="plan-title">
      <h2 id="plan-title">${words.ticket.pagingPlan} <small>${words.ticket.round(ticket.round)}</small></h2>
      ${plan.length > 0 ? html`<ol class="plan">${steps}</ol>` : html`<p class="quiet">${words.ticket.noPlan}</p>`}
    </section>`;
}

function standingOf({ step, at, isLastResort }: PlannedStep, { ticket, pages }: TicketStory): Standing {
  if (isLastResort) {
    if (ticket.lastResortAt !== null && ticket.lastResortAt >= at) return 'done';
    return ticket.status === 'open' ? 'ahead' : 'spared';
  }
  const wasPaged = pages.some(
    (page) => page.round === ticket.round && page.step === step && page.reason !== 'last resort',
  );
  if (step < ticket.nextStep || wasPaged) return 'done';
  if (ticket.status !== 'open' && !lacksHands(ticket)) return 'spared';
  return step === ticket.nextStep ? 'next' : 'ahead';
}

function stepView(
  { words, format, now }: ConsoleContext,
  { at, page, by, isLastResort }: PlannedStep,
  standing: Standing,
  names: Names,
): Html {
  const { by: byWord, standing: said } = words.ticket;
  const channels = by.map((channel) => words.pageBy[channel]).join(', ');
  return html`
    <li class="${standing}">
      <b class="digits">${format.moment(at, now)}</b>
      <span>${isLastResort ? `${words.event.pageAgain}: ` : ''}${page.map(names.target).join(', ')} <small>${byWord} ${channels}</small>
        ${standing === 'ahead' ? nothing : html`<span class="pill calm">${said[standing]}</span>`}</span>
    </li>`;
}
