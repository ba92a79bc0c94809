import { listHolidayRegions } from '../../../../domain/calendar/holidays.ts';
import type { Words } from '../../words/index.ts';

type Choice = readonly [region: string, name: string];

const known = new Map<string, readonly Choice[]>();

/** The regions whose holidays a calendar can have, by name, behind none at all. */
export function holidayChoices({ language, calendars }: Words): readonly Choice[] {
  const regions = known.get(language) ?? regionsIn(language);
  known.set(language, regions);
  return [['', calendars.noHolidays], ...regions];
}

/** What people call a region; one the list does not have goes by its code. */
export function sayRegion(words: Words, region: string): string {
  return holidayChoices(words).find(([code]) => code === region)?.[1] ?? region;
}

function regionsIn(language: string): readonly Choice[] {
  return listHolidayRegions(language).map(({ region, name }) => [region, name]);
}
