import { formatLocalTime } from '../calendar/local-time.ts';
import { type WallClock, wallClock } from '../calendar/wall-clock.ts';
import type { Budget } from './bounded-recurrence.ts';
import { type IcalEvent, textIn } from './ical-event.ts';
import { type IcalComponent, type IcalProblem, readIcal } from './ical-lines.ts';
import { engineerFinder } from './ical-people.ts';
import { IcalRefusal } from './ical-refusal.ts';
import { type EventSeries, type EventSpan, type Occurrence, occurrencesOf } from './ical-series.ts';
import { seriesOf } from './ical-versions.ts';
import { clocksOf } from './ical-zones.ts';
import type { KnownEngineer } from './recognise-engineer.ts';
import type { OverrideDefinition } from './schedule.ts';

/** What an import needs to know beside the file. */
export interface IcalImport {
  /** The schedule's time zone: what all-day entries and times without a zone are read in, and the overrides written in. */
  readonly timezone: string;
  /** Only what touches the time between these instants is taken; it also bounds what repeats without end. */
  readonly from: Date;
  readonly until: Date;
}

const MAX_CHARACTERS = 5_000_000;
/** Ten people's entries repeated daily for 13 years; takes a second when it is used up in vain. */
const MAX_STEPS = 1_000_000;
/** Ten a day for a year, with room; who is on call is asked often. */
const MAX_OVERRIDES = 5_000;

/**
 * Reads an iCalendar file as overrides: each event puts the engineer it names on call. All-day entries last from midnight
 * to midnight of the schedule's time zone, repeated ones are written out, cancelled ones left out, and what stands in the file
 * twice counts once. An override that begins or ends in the hour that the clocks repeat is widened, since a schedule cannot
 * tell the two hours apart.
 *
 * @param engineers who may be named, by key, whole name or e-mail address, in the attendees or in the title
 * @returns the overrides in the order of the file, and a sentence with its line for each event that was not understood
 */
export function overridesFromIcal(
  text: string,
  engineers: readonly KnownEngineer[],
  options: IcalImport,
): { overrides: OverrideDefinition[]; faults: IcalProblem[] } {
  const calendars = readCalendars(text);
  if (!Array.isArray(calendars)) return { overrides: [], faults: [calendars] };
  const home = wallClock(options.timezone);
  const reader: Reader = {
    span: { from: options.from.getTime(), until: options.until.getTime() },
    home,
    budget: { steps: MAX_STEPS },
    engineerOf: engineerFinder(engineers),
  };
  const overrides = new Map<string, OverrideDefinition>();
  const faults: IcalProblem[] = [];
  for (const series of seriesOf(calendars.flatMap((calendar) => eventsOf(calendar, reader)))) {
    try {
      for (const override of readSeries(series, reader)) {
        overrides.set(`${override.from} ${override.until} ${override.engineer}`, override);
      }
    } catch (error) {
      if (!(error instanceof IcalRefusal)) throw error;
      const { component } = series.event;
      const message = `The event ${titleOf(series.event)} was not taken: ${error.message}.`;
      faults.push({ message, line: component.line });
    }
  }
  if (overrides.size > MAX_OVERRIDES) {
    const message = `The file puts people on call ${overrides.size} times; ${MAX_OVERRIDES} are allowed at once. Choose a shorter time.`;
    return { overrides: [], faults: [...faults, { message, line: 0 }] };
  }
  return { overrides: [...overrides.values()], faults };
}

interface Reader {
  readonly span: EventSpan;
  readonly home: WallClock;
  readonly budget: Budget;
  readonly engineerOf: (event: IcalEvent) => string;
}

/** All calendars of the file, or what is wrong with it. */
function readCalendars(text: string): IcalComponent[] | IcalProblem {
  if (text.length > MAX_CHARACTERS) {
    return { message: 'The file is too long for a rota: more than 5 million characters.', line: 0 };
  }
  const read = readIcal(text.replace(/^\uFEFF/, '').normalize());
  if (!Array.isArray(read)) return { ...read, message: `The file is no iCalendar file: ${read.message}` };
  const calendars = read.filter(({ name }) => name === 'vcalendar');
  return calendars.length > 0 ? calendars : { message: 'The file holds no calendar.', line: 0 };
}

function eventsOf(calendar: IcalComponent, { home, budget }: Reader): IcalEvent[] {
  const clockOf = clocksOf(calendar, budget);
  const takesBack = calendar.properties.some(
    ({ name, value }) => name === 'method' && value.trim().toUpperCase() === 'CANCEL',
  );
  return calendar.components
    .filter(({ name }) => name === 'vevent')
    .map((component) => {
      const event = { component, clockOf, home, isCancelled: takesBack };
      return { ...event, isCancelled: takesBack || isCalledOff(event) };
    });
}

/** What Outlook writes in front of the title of what was called off, in the calendars of those who were invited: often that is all. */
const CALLED_OFF = /^\s*(?:cancell?ed|abgesagt|storniert|entfällt|annulée?)\s*:/iu;

function isCalledOff(event: IcalEvent): boolean {
  return (
    textIn(event, 'status').trim().toUpperCase() === 'CANCELLED' || CALLED_OFF.test(textIn(event, 'summary'))
  );
}

function readSeries(series: EventSeries, reader: Reader): OverrideDefinition[] {
  if (series.event.isCancelled) return [];
  return occurrencesOf(series, reader.span, reader.budget).map((each) => overrideOf(each, reader));
}

function overrideOf({ event, from, until }: Occurrence, { home, engineerOf }: Reader): OverrideDefinition {
  const wholeSecond = Math.ceil(home.at(until) / 1000) * 1000;
  // programs write the last second that is part of it, which would be nobody's
  const isLastOfMinute = (wholeSecond + 1000) % 60_000 === 0;
  return {
    engineer: engineerOf(event),
    from: formatLocalTime(home.shownAt(from)),
    until: formatLocalTime(isLastOfMinute ? wholeSecond + 1000 : wholeSecond),
  };
}

function titleOf(event: IcalEvent): string {
  const title = textIn(event, 'summary')
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
  return `"${title.slice(0, 80) || 'without a title'}"`;
}
