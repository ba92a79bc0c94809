import ICAL from 'ical.js';
import { type Budget, boundRecurrence, EndlessRecurrence } from './bounded-recurrence.ts';
import { ENGINEER_PROPERTY } from './ical-export.ts';
import { formatLocalTime, type LocalTime } from './local-time.ts';
import { engineersMentioned, engineersNamed, type KnownEngineer } from './recognise-engineer.ts';
import type { OverrideDefinition } from './schedule.ts';
import { isTimezone, type WallClock, wallClock } from './wall-clock.ts';

/** What an import needs to know beside the file. */
export interface IcalImport {
  /** The schedule's time zone: what all-day entries and times without a zone are read in, and the overrides written in. */
  readonly timezone: string;
  /** Only what touches the time between these instants is taken; it also bounds what repeats without end. */
  readonly from: Date;
  readonly until: Date;
}

const LONGEST_FILE = 5_000_000;
/** Ten people's entries repeated daily for 13 years; takes a second or two when it is used up in vain. */
const MOST_STEPS = 50_000;

/**
 * Reads an iCalendar file as overrides: each event puts the engineer it names on call. All-day entries last from midnight
 * to midnight of the schedule's time zone, repeated ones are written out, cancelled ones left out. An override that begins
 * or ends in the hour that the clocks repeat is widened, since a schedule cannot tell the two hours apart.
 *
 * @param engineers who may be named, by key, name or e-mail address, in the attendees or in the title
 * @returns the overrides in the order of the file, and a sentence for each event that was not understood
 */
export function overridesFromIcal(
  text: string,
  engineers: readonly KnownEngineer[],
  options: IcalImport,
): { overrides: OverrideDefinition[]; faults: string[] } {
  const calendars = readCalendars(text);
  if (typeof calendars === 'string') return { overrides: [], faults: [calendars] };
  const reader: Reader = {
    ...options,
    engineers,
    home: wallClock(options.timezone),
    budget: { steps: MOST_STEPS },
  };
  const read = calendars.flatMap((calendar) => readEvents(calendar, reader));
  return {
    overrides: read.flatMap(({ overrides }) => overrides),
    faults: read.flatMap(({ fault }) => (fault === undefined ? [] : [fault])),
  };
}

interface Reader extends IcalImport {
  readonly engineers: readonly KnownEngineer[];
  readonly home: WallClock;
  readonly budget: Budget;
}

interface ReadEvent {
  overrides: OverrideDefinition[];
  fault?: string;
}

/** Why an event cannot be taken, said of the event: "it …". */
class Refusal extends Error {}

/** All calendars of the file, or what is wrong with it. */
function readCalendars(text: string): ICAL.Component[] | string {
  if (text.length > LONGEST_FILE) return 'The file is too long for a rota: more than 5 million characters.';
  try {
    const parsed: unknown[] = ICAL.parse(text);
    const roots = (Array.isArray(parsed[0]) ? parsed : [parsed]) as unknown[][];
    const calendars = roots
      .map((root) => new ICAL.Component(root))
      .filter(({ name }) => name === 'vcalendar');
    return calendars.length > 0 ? calendars : 'The file holds no calendar.';
  } catch (error) {
    return `The file is no iCalendar file: ${messageOf(error)}.`;
  }
}

function readEvents(calendar: ICAL.Component, reader: Reader): ReadEvent[] {
  const all = calendar.getAllSubcomponents('vevent');
  const series = new Set(all.filter((event) => !isException(event)).map(uidOf));
  return all
    .filter((event) => !isException(event) || !series.has(uidOf(event)))
    .map((event) => {
      const exceptions = all.filter((other) => isException(other) && uidOf(other) === uidOf(event));
      return readEvent(event, isException(event) ? [] : exceptions, reader);
    });
}

function readEvent(component: ICAL.Component, exceptions: ICAL.Component[], reader: Reader): ReadEvent {
  const overrides: OverrideDefinition[] = [];
  try {
    boundRecurrence(component, reader.budget);
    const event = new ICAL.Event(component, { exceptions });
    if (!component.hasProperty('dtstart')) throw new Refusal('it has no beginning');
    for (const occurrence of occurrences(event, reader)) {
      if (occurrence.until <= reader.from.getTime() || isCancelled(occurrence.item)) continue;
      overrides.push(overrideOf(occurrence, reader));
    }
    return { overrides };
  } catch (error) {
    return { overrides: [], fault: `The event ${titleOf(component)} was not taken: ${reasonOf(error)}.` };
  }
}

interface Occurrence {
  readonly item: ICAL.Component;
  /** Epoch milliseconds, like `until`. */
  readonly from: number;
  readonly until: number;
}

/** The occurrences of an event that begin before the end of the import. */
function* occurrences(event: ICAL.Event, reader: Reader): Generator<Occurrence> {
  if (!event.isRecurring()) {
    const occurrence = occurrenceOf(event, event.startDate, reader);
    if (occurrence.from < reader.until.getTime()) yield occurrence;
    return;
  }
  const iterator = event.iterator();
  for (let next = iterator.next(); next; next = iterator.next()) {
    const { item, startDate } = event.getOccurrenceDetails(next);
    const occurrence = occurrenceOf(item, startDate, reader);
    if (occurrence.from >= reader.until.getTime()) return;
    yield occurrence;
  }
}

/**
 * Repeated events keep their length on the wall clock: a night from 20:00 to 08:00 still ends at 08:00 when the clocks
 * are changed, as calendars show it.
 */
function occurrenceOf(item: ICAL.Event, start: ICAL.Time, reader: Reader): Occurrence {
  const [startZone, endZone] = [zoneOf(item.component, 'dtstart'), zoneOf(item.component, 'dtend')];
  const from = instantOf(start, startZone, reader.home);
  const sameZone = !item.component.hasProperty('dtend') || startZone === endZone;
  const until = sameZone
    ? instantOf(laterBy(start, localOf(item.endDate) - localOf(item.startDate)), startZone, reader.home)
    : from +
      instantOf(item.endDate, endZone, reader.home) -
      instantOf(item.startDate, startZone, reader.home);
  if (until <= from) throw new Refusal('it does not end after its beginning');
  return { item: item.component, from, until };
}

function overrideOf({ item, from, until }: Occurrence, { engineers, home }: Reader): OverrideDefinition {
  const wholeSecond = Math.ceil(home.at(until) / 1000) * 1000;
  return {
    engineer: engineerOf(item, engineers),
    from: formatLocalTime(home.shownAt(from)),
    until: formatLocalTime(wholeSecond),
  };
}

/** Our own mark is surer than an attendee, and that is surer than a name in the title. */
function engineerOf(item: ICAL.Component, engineers: readonly KnownEngineer[]): string {
  const named = [textsOf(item, ENGINEER_PROPERTY), attendeesOf(item)].map((texts) => [
    ...new Set(texts.flatMap((text) => engineersNamed(text, engineers))),
  ]);
  const mentioned = engineersMentioned(textsOf(item, 'summary').join(' '), engineers);
  const [engineer, ...others] = [...named, mentioned].find((keys) => keys.length > 0) ?? [];
  if (engineer === undefined) throw new Refusal('it names no engineer of the directory');
  if (others.length > 0) throw new Refusal(`it may mean ${[engineer, ...others].join(' or ')}`);
  return engineer;
}

/** The instant of a time in its time zone; zones are looked up by name first, and else taken from the file. */
function instantOf(time: ICAL.Time, tzid: string | null, home: WallClock): number {
  if (time.isDate) return home.instantOf(localOf(time));
  if (time.zone === ICAL.Timezone.utcTimezone) return time.toUnixTime() * 1000;
  if (tzid === null) return home.instantOf(localOf(time));
  if (isTimezone(tzid)) return wallClock(tzid).instantOf(localOf(time));
  if (time.zone === ICAL.Timezone.localTimezone) throw new Refusal(`its time zone "${tzid}" is not known`);
  return time.toUnixTime() * 1000;
}

function localOf(time: ICAL.Time): LocalTime {
  return Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
}

function laterBy(time: ICAL.Time, milliseconds: number): ICAL.Time {
  const later = time.clone();
  // A date counts in days, a time in seconds.
  if (time.isDate) later.adjust(Math.round(milliseconds / 86_400_000), 0, 0, 0);
  else later.adjust(0, 0, 0, milliseconds / 1000);
  return later;
}

function zoneOf(component: ICAL.Component, property: string): string | null {
  const tzid = component.getFirstProperty(property)?.getParameter('tzid');
  return typeof tzid === 'string' ? tzid : null;
}

function attendeesOf(component: ICAL.Component): string[] {
  return component.getAllProperties('attendee').flatMap((attendee) => {
    const name = attendee.getParameter('cn');
    const address = String(attendee.getFirstValue()).replace(/^mailto:/i, '');
    return typeof name === 'string' ? [address, name] : [address];
  });
}

function textsOf(component: ICAL.Component, property: string): string[] {
  return component.getAllProperties(property).map((each) => String(each.getFirstValue()));
}

function isException(event: ICAL.Component): boolean {
  return event.hasProperty('recurrence-id');
}

function isCancelled(event: ICAL.Component): boolean {
  return textsOf(event, 'status').some((status) => status.toUpperCase() === 'CANCELLED');
}

function uidOf(event: ICAL.Component): string {
  return textsOf(event, 'uid').join();
}

function titleOf(event: ICAL.Component): string {
  return `"${textsOf(event, 'summary').join() || 'without a title'}"`;
}

function reasonOf(error: unknown): string {
  if (error instanceof EndlessRecurrence) return 'it repeats too often, or never finds a date';
  return error instanceof Refusal ? error.message : `it cannot be read (${messageOf(error)})`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
