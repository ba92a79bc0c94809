import ICAL from 'ical.js';
import { wallClock, whichOfTwo } from '../calendar/wall-clock.ts';
import { ENGINEER_PROPERTY, shiftCalendar, textOfCalendar } from '../oncall/ical-export.ts';
import { vtimezone } from '../oncall/ical-vtimezone.ts';
import { libraryTime } from '../oncall/library-time.ts';
import type { PublishedShift } from './decide-published-shifts.ts';

/** A calendar may ask so often; it is what it shows, too. */
const REFRESH = 'PT1H';

/** A shift as it stands in a feed. */
export interface FeedEvent extends PublishedShift {
  summary: string;
  /** IANA name: the schedule's */
  zone: string;
}

/**
 * A feed as an iCalendar file (RFC 5545; REFRESH-INTERVAL: RFC 7986, 5.7), the same for the same events. Times are local
 * ones of each schedule, with its zone; those of a shift that begins or ends in the hour that comes twice are in UTC.
 */
export function writeCalendarFeed(title: string, events: readonly FeedEvent[]): string {
  const zones = [...new Set(events.map(({ zone }) => zone))].sort();
  const calendar = shiftCalendar(title, zones[0] ?? 'UTC');
  calendar.addPropertyWithValue('refresh-interval', ICAL.Duration.fromString(REFRESH));
  calendar.addPropertyWithValue('x-published-ttl', REFRESH);
  for (const zone of zones) {
    const times = events.flatMap((event) =>
      event.zone === zone ? [event.from.getTime(), event.until.getTime()] : [],
    );
    calendar.addSubcomponent(vtimezone(zone, new Date(Math.min(...times)), new Date(Math.max(...times))));
  }
  for (const event of events) calendar.addSubcomponent(componentOf(event));
  return textOfCalendar(calendar);
}

function componentOf(shift: FeedEvent): ICAL.Component {
  const event = new ICAL.Component('vevent');
  const changed = ICAL.Time.fromJSDate(shift.changedAt, true);
  event.addPropertyWithValue('uid', shift.uid);
  event.addPropertyWithValue('dtstamp', changed);
  event.addPropertyWithValue('last-modified', changed);
  event.addPropertyWithValue('sequence', shift.sequence);
  const timeOf = isLocal(shift) ? localTime : utcTime;
  event.addProperty(timeOf('dtstart', shift.from, shift.zone));
  event.addProperty(timeOf('dtend', shift.until, shift.zone));
  event.addPropertyWithValue('summary', shift.summary);
  event.addPropertyWithValue('status', shift.isCancelled ? 'CANCELLED' : 'CONFIRMED');
  // whoever is on call can be invited to other things all the same
  event.addPropertyWithValue('transp', 'TRANSPARENT');
  event.addPropertyWithValue('categories', shift.isOverride ? 'OVERRIDE' : 'SHIFT');
  event.addPropertyWithValue(ENGINEER_PROPERTY, shift.engineer);
  return event;
}

/** A local time that comes twice names the first (RFC 5545, 3.3.5), and in some calendars the second all the same. */
function isLocal({ from, until, zone }: FeedEvent): boolean {
  return [from, until].every((at) => whichOfTwo(wallClock(zone), at.getTime()) === null);
}

function localTime(name: string, at: Date, zone: string): ICAL.Property {
  const property = new ICAL.Property(name);
  property.setParameter('tzid', zone);
  property.setValue(libraryTime(wallClock(zone).shownAt(at.getTime())));
  return property;
}

function utcTime(name: string, at: Date): ICAL.Property {
  const property = new ICAL.Property(name);
  property.setValue(ICAL.Time.fromJSDate(at, true));
  return property;
}
