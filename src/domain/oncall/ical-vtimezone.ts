import ICAL from 'ical.js';
import { DateTime, IANAZone } from 'luxon';
import { DAY } from '../calendar/local-time.ts';
import { libraryTime } from './library-time.ts';

/** Zones change their clocks at most once in this time. */
const STEP = DAY;
const YEAR = 366 * DAY;
/** Calendars do not look further back. */
const MAX_SPAN = 15 * YEAR;

/**
 * A time zone as iCalendar files carry it (RFC 5545, 3.6.5): each change of its clocks around a time, written out one by
 * one. So it is read right also by programs that know no zone of this name.
 * @param zone IANA name
 */
export function vtimezone(zone: string, from: Date, until: Date): ICAL.Component {
  const component = new ICAL.Component('vtimezone');
  component.addPropertyWithValue('tzid', zone);
  const end = until.getTime() + YEAR;
  const begin = Math.max(from.getTime() - YEAR, end - MAX_SPAN);
  const { offset } = offsetsOf(zone);
  const first = offset(begin);
  // what held before the first change
  component.addSubcomponent(observance(zone, begin, { before: first, after: first }));
  for (const at of changesBetween(zone, begin, end))
    component.addSubcomponent(observance(zone, at, { before: offset(at - 1), after: offset(at) }));
  return component;
}

function observance(
  zone: string,
  at: number,
  { before, after }: { before: number; after: number },
): ICAL.Component {
  const isSummer = DateTime.fromMillis(at, { zone }).isInDST;
  const component = new ICAL.Component(isSummer ? 'daylight' : 'standard');
  // as the clocks showed that were about to be changed
  component.addPropertyWithValue('dtstart', libraryTime(at + before));
  component.addPropertyWithValue('tzoffsetfrom', ICAL.UtcOffset.fromSeconds(before / 1_000));
  component.addPropertyWithValue('tzoffsetto', ICAL.UtcOffset.fromSeconds(after / 1_000));
  return component;
}

/** The instants at which a zone's clocks are changed, in order. */
function changesBetween(zone: string, begin: number, end: number): number[] {
  const { offset } = offsetsOf(zone);
  const changes: number[] = [];
  for (let at = begin; at < end; at += STEP) {
    let [low, high] = [at, at + STEP];
    if (offset(low) === offset(high)) continue;
    while (high - low > 1_000) {
      const middle = Math.floor((low + high) / 2_000) * 1_000;
      if (middle <= low) break;
      if (offset(middle) === offset(low)) low = middle;
      else high = middle;
    }
    changes.push(high);
  }
  return changes;
}

/** Milliseconds by which a zone is ahead of UTC. */
function offsetsOf(zone: string): { offset(instant: number): number } {
  const known = IANAZone.create(zone);
  return { offset: (instant) => known.offset(instant) * 60_000 };
}
