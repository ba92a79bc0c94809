import { DAY, formatLocalTime } from '../../../domain/calendar/local-time.ts';
import { localText } from '../../../domain/oncall/local-now.ts';
import { type Format, formatFor } from '../format.ts';
import { type Html, html, nothing } from '../html.ts';
import type { Words } from '../words/index.ts';
import type { Bar, DrawnWeek } from './draw-weeks.ts';
import type { PersonAtWork } from './people.ts';

interface Look {
  words: Words;
  /** in the schedule's time zone */
  format: Format;
  people: ReadonlyMap<string, PersonAtWork>;
  now: Date;
}

/** Below these shares of a week a bar has no room for a whole name, or for any. */
const ROOM_FOR_NAME = 1.2 / 7;
const ROOM_FOR_FIRST_NAME = 0.3 / 7;

/** Each week as a drawing as wide as the page: its days, and a bar for each shift and gap. Positions are shares of the width. */
export function weekView({ monday, days, bars, nowAt }: DrawnWeek, look: Look): Html {
  const { words } = look;
  // local times are read as they stand
  const date = formatFor(words, 'UTC');
  const first = date.day(new Date(monday));
  const last = date.day(new Date(monday + 6 * DAY));
  const said = bars.map(({ shift }) => (shift ? personOf(shift.engineer, look).name : words.rota.nobody));
  const label = `${words.rota.weekOf(first, last)}: ${said.join(', ')}`;
  const columns = days.map(
    (day, index) => html`
      <line x1="${share(index / 7)}" x2="${share(index / 7)}" y1="0" y2="100%"/>
      <text class="date wide" x="${share(index / 7)}" dx="8" y="18">${date.day(new Date(day.date))}${clockChange(day.hours, words)}</text>
      <text class="date small" x="${share(index / 7)}" dx="4" y="18">${shortDay(words.locale, day.date)}</text>`,
  );
  return html`
    <li><svg class="week" width="100%" height="96" role="img" aria-label="${label}" data-monday="${formatLocalTime(monday)}">
      ${columns}
      ${bars.map((bar) => barView(bar, look))}
      ${nowAt === null ? nothing : html`<g class="now"><line x1="${share(nowAt)}" x2="${share(nowAt)}" y1="0" y2="100%"/><circle cx="${share(nowAt)}" cy="4" r="4"/></g>`}
    </svg></li>`;
}

function barView(bar: Bar, look: Look): Html {
  const { format, words, now } = look;
  const { shift, from, until, begin, end, begins } = bar;
  const person = shift ? personOf(shift.engineer, look) : null;
  const isOverride = shift?.because === 'override';
  const kind = person ? `${person.colour}${isOverride ? ' override' : ''}` : 'gap';
  const span = `${format.dayTime(from, now)} – ${format.dayTime(until, now)}`;
  const rule = shift ? ` (${ruleOf(shift, words)})` : '';
  const zone = format.zone;
  return html`
    <svg class="bar ${kind} ${roomIn(bar)}" x="${share(begin)}" y="28" width="${share(end - begin)}" height="60"
      data-from="${localText(zone, from)}" data-until="${localText(zone, until)}">
      <title>${person?.name ?? words.rota.nobody}${rule}: ${span}</title>
      <rect class="body" width="100%" height="100%" rx="8"/>
      ${begins ? html`<rect class="edge" width="4" height="100%" rx="2"/>` : nothing}
      ${nameView(person, words)}
      <text class="when" x="11" y="45">${begins ? format.time(from) : nothing}${isOverride ? html` <tspan class="mark">⇄</tspan>` : nothing}</text>
    </svg>`;
}

function nameView(person: PersonAtWork | null, words: Words): Html {
  const { name, first, initials } = person ?? {
    name: words.rota.nobody,
    first: words.rota.nobody,
    initials: '!',
  };
  const x = person ? 11 : 7;
  return html`
      <text class="name" x="${x}" y="25">${name}</text>
      <text class="first" x="${x}" y="25">${first}</text>
      <text class="initials" x="5" y="25">${initials}</text>`;
}

/** Which rule puts somebody on call, in words. */
export function ruleOf(shift: NonNullable<Bar['shift']>, { rota }: Words): string {
  return shift.because === 'override' ? rota.override : rota.layer(shift.layer + 1);
}

function personOf(key: string, { people }: Look): PersonAtWork {
  return people.get(key) ?? { key, name: key, first: key, initials: key.slice(0, 2), colour: 'person-0' };
}

function roomIn({ begin, end }: Bar): string {
  if (end - begin >= ROOM_FOR_NAME) return 'roomy';
  return end - begin >= ROOM_FOR_FIRST_NAME ? 'narrow' : 'tiny';
}

/** The day on which clocks are changed is longer or shorter: hours of it stand for more or fewer on the clock. */
function clockChange(hours: number, { rota }: Words): Html {
  return hours === 24 ? nothing : html` · ${rota.dayHours(hours)}`;
}

function share(part: number): string {
  return `${Number((part * 100).toFixed(4))}%`;
}

const shortDays = new Map<string, Intl.DateTimeFormat>();

/** `Mon 23` */
function shortDay(locale: string, date: number): string {
  const known =
    shortDays.get(locale) ??
    new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', timeZone: 'UTC' });
  shortDays.set(locale, known);
  return known.format(date).replace(/[.,]/g, '');
}
