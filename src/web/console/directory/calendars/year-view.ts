import { DateTime } from 'luxon';
import type { CalendarDay, DayKind } from '../../../../domain/calendar/calendar-year.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Words } from '../../words/index.ts';

/** The kinds of days that are told apart by more than their number. */
const MARKED: readonly DayKind[] = ['short', 'free', 'holiday', 'closure', 'worked'];

/** Twelve months. @param today `YYYY-MM-DD` */
export function yearView(words: Words, days: readonly CalendarDay[], today: string): Html {
  const months = Map.groupBy(days, ({ date }) => date.slice(0, 7));
  return html`<div class="months">${[...months].map(([month, of]) => monthView(words, month, of, today))}</div>`;
}

function monthView(words: Words, month: string, days: readonly CalendarDay[], today: string): Html {
  const name = DateTime.fromISO(`${month}-01`).setLocale(words.locale).toFormat('LLLL');
  const heads = words.calendars.weekdays.map(
    ({ short, long }) => html`<th scope="col"><abbr title="${long}">${short}</abbr></th>`,
  );
  const weeks: (CalendarDay | null)[][] = [];
  for (const day of days) {
    if (weeks.length === 0 || day.weekday === 0) weeks.push([]);
    weeks.at(-1)?.push(day);
  }
  const [first, last] = [weeks[0], weeks.at(-1)];
  first?.unshift(...Array.from({ length: 7 - (first === last ? 7 : first.length) }, () => null));
  last?.push(...Array.from({ length: 7 - last.length }, () => null));
  return html`
    <table class="month"><caption>${name}</caption><thead><tr>${heads}</tr></thead>
      <tbody>${weeks.map((week) => html`<tr>${week.map((day) => dayView(words, day, today))}</tr>`)}</tbody>
    </table>`;
}

function dayView(words: Words, day: CalendarDay | null, today: string): Html {
  if (!day) return html`<td></td>`;
  const said = MARKED.includes(day.kind)
    ? html`<span class="hidden"> ${[words.calendars.kind[day.kind], day.holiday].filter(Boolean).join(': ')}</span>`
    : nothing;
  const title =
    day.holiday ?? (day.kind === 'open' || day.kind === 'free' ? null : words.calendars.kind[day.kind]);
  return html`<td class="${day.kind}" ${day.date === today ? html`aria-current="date"` : nothing} ${title === null ? nothing : html`title="${title}"`}><span>${Number(day.date.slice(8))}</span>${said}</td>`;
}

/** What the marks mean, each with its word. */
export function legendView({ calendars }: Words): Html {
  const kinds = ['open', ...MARKED] as const;
  return html`<ul class="legend">${kinds.map((kind) => html`<li><span class="${kind}" aria-hidden="true">1</span> ${calendars.kind[kind]}</li>`)}</ul>`;
}
