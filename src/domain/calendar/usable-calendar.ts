import { type Calendar, compileCalendar } from './calendar.ts';
import { type CalendarDefinition, calendarFaults } from './calendar-definition.ts';
import { alwaysOpen } from './never-closed.ts';
import { knownZone } from './wall-clock.ts';

/** Compiled calendars by their definition: compiling costs milliseconds, and there are only a few. */
const compiled = new Map<string, Calendar>();
const MAX_COMPILED = 200;

/**
 * A calendar of which a version knows the region of holidays no more, or the zone not yet, was right when it was saved. It
 * counts without holidays, else as open always: deadlines come earlier by it, never later.
 * @returns the definition itself where nothing is wrong with it
 */
export function usableDefinition(definition: CalendarDefinition): CalendarDefinition {
  const { holidays: _, ...plain } = definition;
  const usable = [definition, plain].find((one) => calendarFaults(one).length === 0);
  return usable ?? alwaysOpen(knownZone(definition.timezone));
}

/** What can be counted by a definition, see `usableDefinition`. */
export function usableCalendar(definition: CalendarDefinition): Calendar {
  try {
    return compiledCalendar(definition);
  } catch {
    return compiledCalendar(usableDefinition(definition));
  }
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
