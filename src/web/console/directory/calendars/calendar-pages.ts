import type { CalendarDay } from '../../../../domain/calendar/calendar-year.ts';
import { explainWindow } from '../../../../domain/calendar/explain-window.ts';
import type { CalendarEntry, PlanDefinition } from '../../../../domain/directory-entry/directory-schema.ts';
import type { SourcedRule } from '../../../../domain/plans/rule-edit-store.ts';
import { address } from '../../address.ts';
import { backTo } from '../../back-view.ts';
import type { ConsoleContext } from '../../context.ts';
import { formatFor } from '../../format.ts';
import { type Html, html, nothing } from '../../html.ts';
import { layout } from '../../layout.ts';
import { noticeView } from '../../notice.ts';
import { arithmeticView } from '../../ticket/arithmetic-view.ts';
import { newDraft } from '../draft.ts';
import { type Filling, inputField, selectField } from '../field-view.ts';
import { addRule, ruleActions, titleView } from '../rule-views.ts';
import { isoDayOf, sayDay } from '../say-date.ts';
import { sourceMark, sourceView } from '../source-view.ts';
import { spansByDay } from './calendar-form.ts';
import { sayRegion } from './holiday-choices.ts';
import { previewDeadline, type Question } from './preview.ts';
import { legendView, yearView } from './year-view.ts';

type Calendar = SourcedRule<CalendarEntry>;

export function calendarsPage(
  context: ConsoleContext,
  calendars: readonly Calendar[],
  done: string | null,
): Html {
  const { words } = context;
  const { calendars: said, registry } = words;
  const content = html`
    ${backTo(address('/registry'), registry.title)}
    <div class="page-title"><h1>${said.title}</h1>${addRule(context, 'calendars')}</div>
    ${noticeView(done)}
    ${calendars.length === 0 ? html`<p class="empty card">${words.make.none.calendars}</p>` : nothing}
    <ul class="doors wide">${calendars.map(
      (calendar) => html`<li><section class="card">
        <h2><a href="${address('/registry/calendars/:name', { name: calendar.name })}">${titleView(calendar.name, calendar.definition)}</a> ${sourceMark(context, calendar)}</h2>
        <p class="quiet">${said.summary(calendar.definition.timezone, calendar.customers)}</p>
        ${hoursView(context, calendar.definition)}
      </section></li>`,
    )}</ul>`;
  return layout(context, { title: said.title, content, place: 'registry', style: 'registry' });
}

export interface CalendarStory {
  calendar: Calendar;
  /** whether this version knows its zone and holidays, as the one did that saved it */
  isKnown: boolean;
  /** in which it is counted */
  zone: string;
  year: number;
  days: readonly CalendarDay[];
  plans: readonly SourcedRule<PlanDefinition>[];
  question: Question;
}

/** One calendar: its year, its hours, and when an answer would be due. */
export function calendarPage(context: ConsoleContext, story: CalendarStory, done: string | null): Html {
  const { words } = context;
  const { calendars: said } = words;
  const { name, definition } = story.calendar;
  const at = address('/registry/calendars/:name', { name });
  const yearAt = (year: number) => address('/registry/calendars/:name', { name, year });
  const content = html`
    ${backTo(address('/registry/calendars'), said.title)}
    <div class="page-title"><h1>${titleView(name, definition)}</h1><p>${definition.timezone}${definition.holidays ? ` · ${said.holidaysOf(sayRegion(words, definition.holidays))}` : ''}</p></div>
    ${noticeView(done)}
    ${story.isKnown ? nothing : html`<p class="fault" role="alert">${said.notKnown}</p>`}
    <div class="two preview-first">
      <section class="card" aria-labelledby="year-title">
        <div class="year-title">
          <a class="year-step" href="${yearAt(story.year - 1)}" aria-label="${said.yearOf(story.year - 1)}">←</a>
          <h2 id="year-title" class="digits">${story.year}</h2>
          <a class="year-step" href="${yearAt(story.year + 1)}" aria-label="${said.yearOf(story.year + 1)}">→</a>
        </div>
        ${legendView(words)}
        ${yearView(words, story.days, isoDayOf(context.now, story.zone))}
        ${specialDays(context, story)}
      </section>
      <aside>
        ${previewView(context, story, at)}
        <section class="card" aria-labelledby="hours-title"><h2 id="hours-title">${said.hours}</h2>
          ${hoursView(context, definition)}
          ${sourceView(context, story.calendar, address('/registry/calendars/:name/hand-back', { name }))}</section>
        ${ruleActions(context, 'calendars', name, said.edit)}
      </aside>
    </div>`;
  return layout(context, { title: definition.title ?? name, content, place: 'registry', style: 'registry' });
}

function hoursView({ words }: ConsoleContext, definition: CalendarEntry): Html {
  const spans = spansByDay(definition);
  const rows = words.calendars.weekdays.map(({ long }, index) => {
    const day = spans[index] ?? [];
    return html`<div><dt>${long}</dt><dd class="digits">${day.length > 0 ? day.join(', ').replaceAll('-', '–') : words.calendars.closed}</dd></div>`;
  });
  return html`<dl class="hours">${rows}</dl>`;
}

/** The days of the year that are not as their weekday, each with its name: what colours say, in words. */
function specialDays({ words }: ConsoleContext, { days }: CalendarStory): Html {
  const { calendars } = words;
  const special = days.filter(({ kind }) => kind === 'holiday' || kind === 'closure' || kind === 'worked');
  if (special.length === 0) return html`<p class="quiet">${calendars.noSpecial}</p>`;
  return html`
    <h3>${calendars.special}</h3>
    <ul class="special">${special.map(
      ({ date, kind, holiday, weekday }) =>
        html`<li><span class="digits">${words.calendars.weekdays[weekday]?.short} ${sayDay(words, date)}</span> <b>${holiday ?? calendars.kind[kind]}</b> ${holiday && kind !== 'holiday' ? html`<small>${calendars.kind[kind]}</small>` : nothing}</li>`,
    )}</ul>`;
}

/** "Severity 3, Thursday 16:30": when the answer would be due, and why. */
function previewView(
  { words, now }: ConsoleContext,
  { calendar, zone, plans, question }: CalendarStory,
  at: string,
): Html {
  const { calendars: said } = words;
  const plan = plans.find(({ name }) => name === question.plan);
  if (!plan) return nothing;
  const { day, time, severity } = question;
  const draft = newDraft({ plan: question.plan, severity: String(severity), day, time });
  const filling: Filling = { words, draft, prefix: 'ask' };
  const severities = ([1, 2, 3, 4] as const).map(
    (one) => [String(one), `${one} ${words.severity(one)}`] as const,
  );
  const format = formatFor(words, zone);
  const found = previewDeadline(calendar.definition, plan.definition, question);
  const due = found?.window.respondBy;
  return html`
    <section class="card" aria-labelledby="preview-title">
      <h2 id="preview-title">${said.preview}</h2>
      <form method="get" action="${at}">
        <div class="pair">
          ${selectField(filling, { name: 'plan', label: words.customers.plan, choices: plans.map((plan) => [plan.name, plan.definition.title ?? plan.name] as const) })}
          ${selectField(filling, { name: 'severity', label: words.severityLabel, choices: severities })}
        </div>
        <div class="pair">
          ${inputField(filling, { name: 'day', label: said.arrives, type: 'date' })}
          ${inputField(filling, { name: 'time', label: said.at, type: 'time' })}
        </div>
        <button>${said.ask}</button>
      </form>
      ${
        found && due
          ? html`<p class="due"><span class="due-word">${said.due}</span><b>${format.dayTime(due, now)}</b></p>
          <div class="sum">${arithmeticView({ ...found, ...found.window, ...explainWindow(found.window) }, { words, format, now })}</div>`
          : html`<p class="fault">${said.tooFar}</p>`
      }
    </section>`;
}
