import { DAY, WEEK_MS } from '../../../domain/calendar/local-time.ts';
import { knownZone } from '../../../domain/calendar/wall-clock.ts';
import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { formatFor } from '../format.ts';
import { type Html, html, nothing } from '../html.ts';
import { type CalendarSpan, spanQuery } from './calendar-span.ts';
import { drawWeeks } from './draw-weeks.ts';
import { peopleOf } from './people.ts';
import type { ScheduleStory } from './read-schedule.ts';
import { ruleOf, weekView } from './week-view.ts';

/** A schedule drawn week by week, who the colours are, and the same as a list. */
export function calendarView(context: ConsoleContext, story: ScheduleStory, span: CalendarSpan): Html {
  const { words, now } = context;
  const { schedule, engineers } = story;
  const format = formatFor(words, schedule.timezone);
  const people = peopleOf(schedule, engineers);
  const weeks = drawWeeks(schedule, span, now);
  const drawn = new Set(weeks.flatMap(({ bars }) => bars.map(({ shift }) => shift?.engineer)));
  const legend = [...people.values()]
    .filter(({ key }) => drawn.has(key))
    .map(({ name, colour }) => html`<li><span class="swatch ${colour}"></span>${name}</li>`);
  const hasOverride = weeks.some(({ bars }) => bars.some(({ shift }) => shift?.because === 'override'));
  return html`
    <section class="card calendar" aria-labelledby="calendar-title">
      ${headView(context, story.entry.name, span)}
      <ol class="weeks">${weeks.map((week) => weekView(week, { words, format, people, now }))}</ol>
      <ul class="legend">${legend}
        ${hasOverride ? html`<li><span class="mark">⇄</span>${words.rota.override}</li>` : nothing}
        <li class="quiet">${words.rota.zone(knownZone(schedule.timezone))}</li></ul>
      <details><summary>${words.rota.asList}</summary>
        <div class="scroll" role="group" tabindex="0" aria-label="${words.rota.asList}"><table class="shifts">
          <thead><tr>${[words.rota.from, words.rota.until, words.rota.who, words.rota.rule].map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
          <tbody>${[
            ...new Map(weeks.flatMap(({ bars }) => bars).map((bar) => [bar.from.getTime(), bar])).values(),
          ].map(
            ({ from, until, shift }) => html`
              <tr class="${shift ? '' : 'gap'}"><td class="digits">${format.dayTime(from, now)}</td><td class="digits">${format.dayTime(until, now)}</td>
                <td>${shift ? (people.get(shift.engineer)?.name ?? shift.engineer) : words.rota.nobody}</td><td>${shift ? ruleOf(shift, words) : nothing}</td></tr>`,
          )}</tbody></table></div>
      </details>
    </section>`;
}

/** Which weeks these are, and the ways to others. */
function headView({ words }: ConsoleContext, name: string, span: CalendarSpan): Html {
  const { rota } = words;
  const date = formatFor(words, 'UTC');
  const [first, last] = [new Date(span.monday), new Date(span.monday + span.weeks * WEEK_MS - DAY)];
  const to = (query: Record<string, string>) => address('/registry/schedules/:name', { name, ...query });
  const other = span.weeks === 1 ? 4 : 1;
  return html`
    <header>
      <h2 id="calendar-title">${date.day(first)} – ${date.day(last)} <small>${last.getUTCFullYear()}</small></h2>
      <nav aria-label="${rota.otherWeeks}">
        <a class="button quiet-button" rel="prev" href="${to(spanQuery(span, { later: -span.weeks }))}" aria-label="${rota.earlier}">←</a>
        <a class="button quiet-button" href="${to({ weeks: String(span.weeks) })}">${rota.today}</a>
        <a class="button quiet-button" rel="next" href="${to(spanQuery(span, { later: span.weeks }))}" aria-label="${rota.later}">→</a>
        <a class="button quiet-button" href="${to(spanQuery(span, { show: other }))}">${other === 1 ? rota.oneWeek : rota.fourWeeks}</a>
      </nav>
    </header>`;
}
