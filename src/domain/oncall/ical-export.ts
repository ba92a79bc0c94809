import ICAL from 'ical.js';
import type { ScheduleDefinition } from './schedule.ts';
import { type Shift, wholeShiftsBetween } from './shifts.ts';

/** Names the engineer beyond doubt, for whoever reads our own calendar back. */
export const ENGINEER_PROPERTY = 'x-priority-line-engineer';

/** What a calendar of shifts is made of. */
export interface IcalExport {
  /** The schedule's name. */
  readonly name: string;
  readonly schedule: ScheduleDefinition;
  readonly from: Date;
  readonly until: Date;
  /** What people call the engineer with this key. */
  readonly nameOf: (engineer: string) => string;
  readonly now: Date;
}

/**
 * The shifts of a time as an iCalendar file (RFC 5545), overrides included. Instants are in UTC, which every calendar shows in
 * its reader's time zone. A shift keeps its UID as long as engineer and beginning stay, so that subscribers see changes as changes;
 * the shift that is going on is therefore written with its true beginning, and the last with its true end.
 * @throws HotlineError `bad-directory` if the schedule has faults
 */
export function scheduleToIcal({ name, schedule, from, until, nameOf, now }: IcalExport): string {
  const calendar = shiftCalendar(`On call: ${name}`, schedule.timezone);
  for (const shift of wholeShiftsBetween(schedule, from, until)) {
    calendar.addSubcomponent(eventOf(shift, name, nameOf(shift.engineer), now));
  }
  return textOfCalendar(calendar);
}

/** A calendar of ours, without an event yet. @param zone IANA name */
export function shiftCalendar(title: string, zone: string): ICAL.Component {
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('prodid', '-//priority-line//on call//EN');
  calendar.addPropertyWithValue('method', 'PUBLISH');
  calendar.addProperty(textProperty('x-wr-calname', title));
  calendar.addPropertyWithValue('x-wr-timezone', zone);
  return calendar;
}

/** The library does not count the blank that a folded line begins with: a line has at most 75 bytes with it (RFC 5545, 3.1). */
ICAL.foldLength = 74;

/** A calendar as the text of a file. */
export function textOfCalendar(calendar: ICAL.Component): string {
  return `${calendar.toString()}\r\n`;
}

/** A property that the library does not know would be written as it is: a comma or backslash in it has a meaning of its own. */
function textProperty(name: string, text: string): ICAL.Property {
  const property = new ICAL.Property(name);
  property.resetType('text');
  property.setValue(text);
  return property;
}

/** By what name calendars know a shift. */
export function shiftUid(schedule: string, { from, engineer }: Pick<Shift, 'from' | 'engineer'>): string {
  return `${schedule}-${from.getTime()}-${engineer}@priority-line`;
}

function eventOf(shift: Shift, schedule: string, engineerName: string, now: Date): ICAL.Component {
  const event = new ICAL.Component('vevent');
  event.addPropertyWithValue('uid', shiftUid(schedule, shift));
  event.addPropertyWithValue('dtstamp', utc(now));
  event.addPropertyWithValue('dtstart', utc(shift.from));
  event.addPropertyWithValue('dtend', utc(shift.until));
  event.addPropertyWithValue('summary', `${engineerName} (${schedule})`);
  event.addPropertyWithValue('categories', shift.because === 'override' ? 'OVERRIDE' : 'SHIFT');
  event.addPropertyWithValue(ENGINEER_PROPERTY, shift.engineer);
  return event;
}

function utc(instant: Date): ICAL.Time {
  return ICAL.Time.fromJSDate(instant, true);
}
