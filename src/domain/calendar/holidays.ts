import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';
import { dateOf, daysBetween, readDate } from './calendar-date.ts';
import { DAY } from './local-time.ts';

const load = createRequire(import.meta.url);

/** The library is loaded when a holiday is asked for first: it takes a tenth of a second, and most commands ask for none. */
function library(): typeof Holidays {
  return load('date-holidays');
}

/** A region as written: country, state and part of the state, `DE`, `DE-BY`, `DE-BY-A`. */
interface Region {
  country: string;
  state?: string;
  region?: string;
}

/**
 * Checks a region's name. The library takes an unknown part in silence and answers for the rest, which would quietly
 * forget Epiphany for a mistyped Bavaria.
 * @returns what is wrong as a plain sentence, or undefined
 */
export function holidayRegionFault(text: string): string | undefined {
  const { country, state, region } = readRegion(text);
  const known = new (library())();
  if (!Object.hasOwn(known.getCountries(), country)) {
    return `"${text}" is no holiday region: there is no country ${country || 'of that name'}; write it like DE or DE-BY.`;
  }
  if (state !== undefined) {
    const fault = unknownPart(text, country, state, known.getStates(country));
    if (fault !== undefined) return fault;
  }
  if (state !== undefined && region !== undefined) {
    return unknownPart(text, `${country}-${state}`, region, known.getRegions(country, state));
  }
  return undefined;
}

/** The countries whose holidays are known. */
export function holidayCountries(): string[] {
  return Object.keys(new (library())().getCountries());
}

/** What people call a region, in English where there is such a name. @param text without a fault */
export function holidayRegionName(text: string): string {
  const { country, state, region } = readRegion(text);
  const known = new (library())();
  if (state === undefined) return known.getCountries('en')[country] ?? text;
  if (region === undefined) return known.getStates(country, 'en')?.[state] ?? text;
  return known.getRegions(country, state, 'en')?.[region] ?? text;
}

/** Every country whose holidays are known, and its states where they differ, with what they are called in a language. */
export function listHolidayRegions(language: string): { region: string; name: string }[] {
  const known = new (library())();
  const countries = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  const regions = Object.entries(known.getCountries(language)).flatMap(([country, called]) => {
    const name = countries.of(country) ?? called;
    // the library's types promise an object, its code answers undefined where there are no states
    const states = Object.entries(known.getStates(country, language) ?? {});
    return [
      { region: country, name },
      ...states.map(([state, part]) => ({ region: `${country}-${state}`, name: `${name}: ${part}` })),
    ];
  });
  return regions.toSorted((one, other) => one.name.localeCompare(other.name, language));
}

/**
 * The public holidays of a region.
 * @param timezone IANA name: the holidays' dates are those of this zone
 * @returns a function from a year to the dates of the holidays that begin in it, `2026-12-25`. One that lasts several days is several
 *   dates, the last of them perhaps in the next year; one of half a day is a whole one.
 */
export function publicHolidays(text: string, timezone: string): (year: number) => string[] {
  const named = namedHolidays(text, timezone);
  return (year) => named(year).map(({ date }) => date);
}

/**
 * The public holidays of a region with their names.
 * @param language two letters; a holiday without a name in it has the one of its country
 */
export function namedHolidays(
  text: string,
  timezone: string,
  language?: string,
): (year: number) => { date: string; name: string }[] {
  const options = { types: ['public' as const], timezone };
  const holidays = new (library())(readRegion(text), options);
  return (year) =>
    holidays.getHolidays(year, language).flatMap(({ date, start, end, name }) => {
      // not start and end themselves: feasts that begin at sunset start on the evening before their date
      const first = readDate(date.slice(0, 10));
      if (first === undefined) return [];
      // rounded, as a day may have 23 or 25 hours
      const count = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY));
      return [...daysBetween(first, first + (count - 1) * DAY)].map((day) => ({
        date: dateOf(day),
        name,
      }));
    });
}

function readRegion(text: string): Region {
  const [country = '', state, ...rest] = text.split('-');
  return {
    country,
    ...(state === undefined ? {} : { state }),
    ...(rest.length === 0 ? {} : { region: rest.join('-') }),
  };
}

/** The library's types promise an object, its code answers undefined where there are no parts. */
function unknownPart(
  text: string,
  whole: string,
  part: string,
  parts: Record<string, string> | undefined,
): string | undefined {
  if (parts !== undefined && Object.hasOwn(parts, part)) return undefined;
  const allowed = Object.keys(parts ?? {});
  const hint = allowed.length === 0 ? 'has no parts' : `has ${allowed.join(', ')}`;
  return `"${text}" is no holiday region: ${whole} ${hint}.`;
}
