import type { ScheduleDefinition } from '../../../domain/oncall/schedule.ts';
import { type Shift, wholeShiftsBetween } from '../../../domain/oncall/shifts.ts';
import type { Db } from '../../../platform/db/database.ts';
import type { PageRow } from '../../read-model/page-view.ts';
import { listPageRowsOf } from '../../read-model/page-view-store.ts';
import type { TicketRow } from '../../read-model/ticket-view.ts';
import { readTickets } from '../tickets/read-tickets.ts';
import { readTicketFilter } from '../tickets/ticket-filter.ts';

/** What an engineer has had to do with last, and what is ahead of them. */
export interface EngineerRecord {
  tickets: TicketRow[];
  pages: PageRow[];
  /** each with its schedule's key, and what people call it */
  shifts: (Pick<Shift, 'from' | 'until'> & { schedule: string; title: string })[];
}

const AHEAD_MS = 28 * 24 * 60 * 60_000;
const MOST = 8;

/** @param schedules those in force, by name */
export async function readEngineerRecord(
  db: Db,
  key: string,
  schedules: ReadonlyMap<string, ScheduleDefinition>,
  now: Date,
): Promise<EngineerRecord> {
  const filter = { ...readTicketFilter({}, 'UTC').filter, engineer: key };
  const [{ tickets }, pages] = await Promise.all([
    readTickets(db, filter, { after: null, limit: MOST, now }),
    listPageRowsOf(db, key, MOST),
  ]);
  const horizon = new Date(now.getTime() + AHEAD_MS);
  const shifts = [...schedules].flatMap(([schedule, definition]) =>
    wholeShiftsBetween(definition, now, horizon)
      .filter(({ engineer }) => engineer === key)
      .map(({ from, until }) => ({ schedule, title: definition.title ?? schedule, from, until })),
  );
  const byTime = shifts.toSorted((one, other) => one.from.getTime() - other.from.getTime());
  return { tickets, pages, shifts: byTime.slice(0, MOST) };
}
