import { type Calendar, compileCalendar } from './calendar.ts';
import type { CalendarDefinition } from './calendar-definition.ts';
import { neverClosed } from './never-closed.ts';
import { knownZone } from './wall-clock.ts';

/** Compiled calendars by their definition: compiling costs milliseconds, and there are only a few. */
const compiled = new Map<string, Calendar>();
const MAX_COMPILED = 200;

/**
 * A calendar of which a version knows the region of holidays no more, or the zone not yet, was right when it was saved. It
 * counts without holidays, else as open always: deadlines come earlier by it, never later.
 */
export function usableCalendar(definition: CalendarDefinition): Calendar {
  const { holidays: _, ...plain } = definition;
  const { timezone } = definition;
  for (const one of [definition, plain]) {
    try {
      return compiledCalendar(one);
    } catch {
      // what is left of it is tried next
    }
  }
  return neverClosed(knownZone(timezone));
}

/** @throws HotlineError as `compileCalendar` does */
export function compiledCalendar(definition: CalendarDefinition): Calendar {
  const key = JSON.stringify(definition);
  let calendar = compiled.get(key);
  if (!calendar) {
    if (compiled.size >= MAX_COMPILED) compiled.clear();
    calendar = compileCalendar(definition);
    compiled.set(key, calendar);
  }
  return calendar;
}
