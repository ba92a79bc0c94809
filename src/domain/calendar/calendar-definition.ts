import { readDate } from './calendar-date.ts';
import { holidayRegionFault } from './holidays.ts';
import { isTimezone } from './wall-clock.ts';
import { type HoursByDay, readWeeklyHours } from './weekly-hours.ts';

/** A business calendar as the directory file describes it. */
export interface CalendarDefinition {
  /** IANA name, `Europe/Berlin` */
  timezone: string;
  /** `mon-fri` → `09:00-18:00` or several; an overnight span `22:00-06:00` belongs to the day it begins on */
  hours: HoursByDay;
  /** region of date-holidays, `DE-BY`: closed on its public holidays */
  holidays?: string;
  /** dates that are closed although no holiday */
  closures: string[];
  /** dates that are worked although a holiday */
  open: string[];
}

/** Everything that is wrong with a definition, each a plain sentence that begins with the field. Empty: it can be compiled. */
export function calendarFaults(definition: CalendarDefinition): string[] {
  return [
    ...timezoneFaults(definition.timezone),
    ...hoursFaults(definition.hours),
    ...holidaysFaults(definition.holidays),
    ...dateFaults('closures', definition.closures),
    ...dateFaults('open', definition.open),
    ...contradictions(definition),
  ];
}

function timezoneFaults(timezone: string): string[] {
  if (isTimezone(timezone)) return [];
  return [`timezone: "${timezone}" is no time zone; write it like Europe/Berlin.`];
}

function hoursFaults(hours: HoursByDay): string[] {
  const { week, faults: unread, overlaps } = readWeeklyHours(hours);
  const faults = [...unread, ...overlaps];
  if (faults.length === 0 && week.every((spans) => spans.length === 0)) {
    return ['hours: the calendar is never open, so no deadline could be computed; give at least one span.'];
  }
  return faults.map((fault) => `hours: ${fault}`);
}

function holidaysFaults(region: string | undefined): string[] {
  const fault = region === undefined ? undefined : holidayRegionFault(region);
  return fault === undefined ? [] : [`holidays: ${fault}`];
}

function dateFaults(field: string, dates: readonly string[]): string[] {
  return dates
    .filter((date) => readDate(date) === undefined)
    .map((date) => `${field}: "${date}" is no date; write an existing one like 2026-12-24.`);
}

function contradictions({ closures, open }: CalendarDefinition): string[] {
  return closures
    .filter((date) => open.includes(date))
    .map((date) => `closures: ${date} is both closed and open; keep it in one of the two lists.`);
}
