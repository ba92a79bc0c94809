import { isNamedZone } from '../calendar/time-zone.ts';
import { isTimezone, wallClock } from '../calendar/wall-clock.ts';
import type { Budget } from './bounded-recurrence.ts';
import { type IcalComponent, textOfLine } from './ical-lines.ts';
import { IcalRefusal } from './ical-refusal.ts';
import type { ClockOf, IcalClock } from './ical-time.ts';
import { WINDOWS_ZONES } from './windows-zones.ts';
import { writtenClock } from './written-clock.ts';

/**
 * The clocks of a calendar. A zone is looked up by its name, since what files say about it often ends early or is missing;
 * only a name that nobody knows is taken from the file.
 */
export function clocksOf(calendar: IcalComponent, budget: Budget): ClockOf {
  const written = new Map<string, IcalComponent>();
  for (const zone of calendar.components.filter(({ name }) => name === 'vtimezone')) {
    const tzid = textIn(zone, 'tzid');
    if (tzid !== undefined) written.set(tzid, zone);
  }
  const known = new Map<string, IcalClock | undefined>();
  return (tzid) => {
    if (!known.has(tzid)) known.set(tzid, findClock(tzid, written.get(tzid), budget));
    const clock = known.get(tzid);
    if (!clock) throw new IcalRefusal(`its time zone "${tzid.slice(0, 60)}" is not known`);
    return clock;
  };
}

function findClock(tzid: string, written: IcalComponent | undefined, budget: Budget): IcalClock | undefined {
  const named = namedZone(tzid) ?? namedZone(textIn(written, 'x-lic-location') ?? '');
  if (named !== undefined) return wallClock(named);
  const fromFile = written && writtenClock(written, budget);
  if (fromFile) return fromFile;
  // an offset is no zone, but a time with one is no less an instant
  return isTimezone(tzid) ? wallClock(tzid) : undefined;
}

/** `Europe/Berlin`, `W. Europe Standard Time`, `/freeassociation.sourceforge.net/Europe/Berlin`. */
function namedZone(tzid: string): string | undefined {
  const parts = tzid.split('/').filter((part) => part !== '');
  const tails = [parts, parts.slice(-3), parts.slice(-2)].map((tail) => tail.join('/'));
  return [...tails, WINDOWS_ZONES.get(tzid.toLowerCase())].find(
    (name) => name !== undefined && isNamedZone(name),
  );
}

function textIn(component: IcalComponent | undefined, property: string): string | undefined {
  const found = component?.properties.find(({ name }) => name === property);
  return found && textOfLine(found).trim();
}
