import type { Db } from '../../platform/db/database.ts';
import { publicHolidays } from '../calendar/holidays.ts';
import { wallClock } from '../calendar/wall-clock.ts';
import { houseZone } from '../paging/house-zone.ts';
import { firstCalendarName } from '../plans/default-rule-store.ts';
import { findCalendarDefinition, listSchedules, listSchedulesSince } from '../plans/rule-store.ts';
import { type DutyShare, dutyShares } from './duty-shares.ts';
import { countPages } from './page-count-store.ts';
import { type SuggestedTurn, suggestTurn } from './suggest-turn.ts';

const YEAR_MS = 365 * 24 * 3_600_000;

/** How duty was shared in the last year, and what would even it out. */
export interface SharedDuty {
  shares: readonly DutyShare[];
  suggestions: readonly (SuggestedTurn & { schedule: string; title: string; zone: string })[];
}

/** Read from the schedules as they are written now, or were when they were taken out of force; the holidays are those of the calendar most customers have. */
export async function readShares(db: Db, now: Date): Promise<SharedDuty> {
  const span = { from: now.getTime() - YEAR_MS, until: now.getTime() };
  const [zone, schedules, kept, pages, holidays] = await Promise.all([
    houseZone(db),
    listSchedules(db),
    listSchedulesSince(db, new Date(span.from)),
    countPages(db, { from: new Date(span.from), until: now }),
    houseHolidays(db, now),
  ]);
  const rules = { clock: wallClock(zone), holidays };
  const shares = dutyShares(kept, pages, { span, ...rules });
  const suggestions = [...schedules].flatMap(([schedule, definition]) => {
    const turn = suggestTurn(definition, shares, rules, now);
    return turn
      ? [{ ...turn, schedule, title: definition.title ?? schedule, zone: definition.timezone }]
      : [];
  });
  return { shares, suggestions };
}

/** The holidays of this year and the one before. */
async function houseHolidays(db: Db, now: Date): Promise<Set<string>> {
  const name = await firstCalendarName(db);
  const calendar = name === null ? null : await findCalendarDefinition(db, name);
  if (calendar?.holidays === undefined) return new Set();
  const inYear = publicHolidays(calendar.holidays, calendar.timezone);
  const year = now.getUTCFullYear();
  return new Set([year - 1, year, year + 1].flatMap(inYear));
}
