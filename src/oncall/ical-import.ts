import type { Budget } from './bounded-recurrence.ts';
import { all, type IcalEvent, replacedBy, textIn } from './ical-event.ts';
import { ENGINEER_PROPERTY } from './ical-export.ts';
import { type IcalComponent, type IcalProblem, readIcal, textOf } from './ical-lines.ts';
import { IcalRefusal } from './ical-refusal.ts';
import { type Occurrence, occurrencesOf, type Series, type Span } from './ical-series.ts';
import { instantOf } from './ical-time.ts';
import { clocksOf } from './ical-zones.ts';
import { formatLocalTime } from './local-time.ts';
import { type KnownEngineer, type Recogniser, recogniserOf } from './recognise-engineer.ts';
import type { OverrideDefinition } from './schedule.ts';
import { type WallClock, wallClock } from './wall-clock.ts';

/** What an import needs to know beside the file. */
export interface IcalImport {
  /** The schedule's time zone: what all-day entries and times without a zone are read in, and the overrides written in. */
  readonly timezone: string;
  /** Only what touches the time between these instants is taken; it also bounds what repeats without end. */
  readonly from: Date;
  readonly until: Date;
}

const MAX_CHARACTERS = 5_000_000;
/** Ten people's entries repeated daily for 13 years; takes a second or two when it is used up in vain. */
const MAX_STEPS = 50_000;
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
    engineerOf: engineerFinder(recogniserOf(engineers)),
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
  readonly span: Span;
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
      return {
        ...event,
        isCancelled: takesBack || textIn(event, 'status').trim().toUpperCase() === 'CANCELLED',
      };
    });
}

/** Events with what takes the place of their occurrences, in the order of the file; exceptions of nothing are events of their own. */
function seriesOf(events: readonly IcalEvent[]): Series[] {
  const families = new Map<string, IcalEvent[]>();
  for (const [index, event] of events.entries()) {
    const uid = textIn(event, 'uid').trim() || `without ${index}`;
    const family = families.get(uid);
    if (family) family.push(event);
    else families.set(uid, [event]);
  }
  return [...families.values()].flatMap((family) => {
    const current = newest(family);
    const exceptions = current.filter(isException);
    const masters = current.filter((event) => !isException(event));
    if (masters.length === 0) return exceptions.map((event) => ({ event, exceptions: [] }));
    return masters.map((event) => ({ event, exceptions }));
  });
}

/**
 * Of an event that stands in the file several times, the latest version (RFC 5545, 3.8.7.4). Where none is later, those that
 * differ are all kept: some programs give every shift the same UID.
 */
function newest(family: readonly IcalEvent[]): IcalEvent[] {
  const latest = new Map<string, Map<string, IcalEvent>>();
  for (const event of family) {
    const occasion = occasionOf(event);
    const versions = latest.get(occasion);
    const [other] = versions?.values() ?? [];
    const age = other ? compareVersions(event, other) : 1;
    const content = event.component.properties.map(({ written }) => written).join('\n');
    if (age > 0) latest.set(occasion, new Map([[content, event]]));
    else if (age === 0) versions?.set(content, event);
  }
  return [...latest.values()].flatMap((versions) => [...versions.values()]);
}

/** Above 0 if the first is the later version. A cancellation often has the number of what it cancels. */
function compareVersions(one: IcalEvent, other: IcalEvent): number {
  const sequence = (event: IcalEvent) => Number(textIn(event, 'sequence')) || 0;
  const [changed, otherChanged] = [one, other].map((event) => textIn(event, 'last-modified').trim());
  return (
    sequence(one) - sequence(other) ||
    (changed && otherChanged ? changed.localeCompare(otherChanged) : 0) ||
    Number(one.isCancelled) - Number(other.isCancelled)
  );
}

/** Which occurrence an event takes the place of, as a key. */
function occasionOf(event: IcalEvent): string {
  try {
    const replaced = replacedBy(event);
    return replaced ? `${instantOf(replaced.time)}` : 'series';
  } catch {
    return textIn(event, 'recurrence-id');
  }
}

function isException(event: IcalEvent): boolean {
  return all(event, 'recurrence-id').length > 0;
}

function readSeries(series: Series, reader: Reader): OverrideDefinition[] {
  if (series.event.isCancelled) return [];
  return occurrencesOf(series, reader.span, reader.budget).map((each) => overrideOf(each, reader));
}

function overrideOf({ event, from, until }: Occurrence, { home, engineerOf }: Reader): OverrideDefinition {
  const wholeSecond = Math.ceil(home.at(until) / 1000) * 1000;
  return {
    engineer: engineerOf(event),
    from: formatLocalTime(home.shownAt(from)),
    until: formatLocalTime(wholeSecond),
  };
}

/** Whom events name, each looked at once. Our own mark is surer than an attendee, and that is surer than a name in the title. */
function engineerFinder({ named, mentioned }: Recogniser): (event: IcalEvent) => string {
  const known = new Map<IcalEvent, string>();
  const find = (event: IcalEvent): string => {
    const attendees = attendeesOf(event);
    const declined = new Set(
      attendees.filter(({ comes }) => !comes).flatMap(({ texts }) => texts.flatMap(named)),
    );
    const ways = [
      all(event, ENGINEER_PROPERTY).map(textOf).flatMap(named),
      attendees.filter(({ comes }) => comes).flatMap(({ texts }) => texts.flatMap(named)),
      mentioned(textIn(event, 'summary')),
    ].map((keys) => [...new Set(keys)].filter((key) => !declined.has(key)));
    const [engineer, ...others] = ways.find((keys) => keys.length > 0) ?? [];
    if (engineer === undefined) {
      const reason = declined.size > 0 ? `, and ${[...declined].join(' and ')} declined` : '';
      throw new IcalRefusal(`it names no engineer of the directory${reason}`);
    }
    if (others.length > 0) throw new IcalRefusal(`it may mean ${[engineer, ...others].join(' or ')}`);
    return engineer;
  };
  return (event) => {
    const engineer = known.get(event) ?? find(event);
    known.set(event, engineer);
    return engineer;
  };
}

/** Who was asked to come, by name and address; not who is told for information, nor rooms. */
function attendeesOf(event: IcalEvent): { texts: string[]; comes: boolean }[] {
  return all(event, 'attendee')
    .filter(({ params }) => params.get('role')?.toUpperCase() !== 'NON-PARTICIPANT')
    .filter(({ params }) => !['ROOM', 'RESOURCE'].includes(params.get('cutype')?.toUpperCase() ?? ''))
    .map(({ params, value }) => ({
      texts: [value.trim().replace(/^mailto:/i, ''), params.get('email') ?? '', params.get('cn') ?? ''],
      comes: !['DECLINED', 'DELEGATED'].includes(params.get('partstat')?.toUpperCase() ?? ''),
    }));
}

function titleOf(event: IcalEvent): string {
  const title = textIn(event, 'summary')
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
  return `"${title.slice(0, 80) || 'without a title'}"`;
}
