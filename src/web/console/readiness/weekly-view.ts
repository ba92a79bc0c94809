import type { WeeklyTime } from '../../../domain/readiness/decide-weekly.ts';
import { address } from '../address.ts';
import { textOf } from '../form.ts';
import { type Html, html, nothing } from '../html.ts';
import type { RouteContext } from '../route.ts';
import type { Words } from '../words/index.ts';
import type { EngineerReadinessPage } from './engineer-readiness-page.ts';

const USUAL = { day: 2, time: '10:00' };

/** The weekly test: only the engineer allows it, and whoever may test them stops it. */
export function weeklyView(context: RouteContext, page: EngineerReadinessPage): Html {
  const { readiness } = context.words;
  const { weekly, isOwn, mayTest, wrongWeekly, line } = page;
  const { key } = line.engineer;
  const stop = html`<form method="post" action="${address('/readiness/:key/weekly/stop', { key })}"><button class="quiet-button">${readiness.weeklyStop}</button></form>`;
  const stands = weekly
    ? html`<p>${readiness.weeklyAt(readiness.days[weekly.day - 1] ?? '', weekly.time)}</p>${mayTest ? stop : nothing}`
    : isOwn
      ? nothing
      : html`<p>${readiness.weeklyNone}</p>`;
  return html`
    <section class="card" aria-labelledby="weekly-title"><h2 id="weekly-title">${readiness.weekly}</h2>
      ${stands}
      <p class="quiet">${readiness.weeklyText}</p>
      ${wrongWeekly ? html`<p class="fault" role="alert">${readiness.weeklyFaults[wrongWeekly.fault]}</p>` : nothing}
      ${isOwn ? form(context, page) : nothing}
    </section>`;
}

function form({ words }: RouteContext, { weekly, wrongWeekly, line }: EngineerReadinessPage): Html {
  return html`
    <form method="post" action="${address('/readiness/:key/weekly', { key: line.engineer.key })}">
      ${weeklyFields(words, wrongWeekly?.typed ?? weekly)}
      <button>${words.readiness.weeklyAllow}</button>
    </form>`;
}

/** The fields of a time of the week. */
export function weeklyFields({ readiness }: Words, typed: WeeklyTime | null): Html {
  const { day, time } = typed ?? USUAL;
  const options = readiness.days.map(
    (name, index) =>
      html`<option value="${index + 1}" ${index + 1 === day ? html`selected` : nothing}>${name}</option>`,
  );
  return html`
    <div class="pair">
      <label>${readiness.weeklyDay}<select name="day">${options}</select></label>
      <label>${readiness.weeklyTime}<input type="time" name="time" required value="${time}"></label>
    </div>`;
}

/** As somebody typed it; what is none is found where it is taken. */
export function typedWeekly(body: unknown): WeeklyTime {
  return { day: Number(textOf(body, 'day')), time: textOf(body, 'time') };
}
