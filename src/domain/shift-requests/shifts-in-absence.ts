import type { Db } from '../../platform/db/database.ts';
import { readAbsence, type TypedAbsence } from '../oncall/engineers/absence.ts';
import { listEngineers } from '../oncall/engineers/engineer-store.ts';
import { shiftsBetween } from '../oncall/shifts.ts';
import { houseZone } from '../paging/house-zone.ts';
import { listSchedules } from '../plans/rule-store.ts';
import type { HeldShift } from './shift-request.ts';

/** The shifts that an absence would lie over: what it leaves open before it is saved. Nothing for one that cannot be taken. */
export async function shiftsInAbsence(db: Db, typed: TypedAbsence, now: Date): Promise<HeldShift[]> {
  const [timezone, engineers] = [await houseZone(db), await listEngineers(db)];
  const keys = new Set(engineers.map(({ key }) => key));
  const { span } = readAbsence(typed, { timezone, engineers: keys, now });
  if (!span) return [];
  const from = span.from > now ? span.from : now;
  return [...(await listSchedules(db))].flatMap(([schedule, definition]) =>
    shiftsBetween(definition, from, span.until)
      .filter(({ engineer }) => engineer === span.engineer)
      .map((shift) => ({ schedule, engineer: shift.engineer, from: shift.from, until: shift.until })),
  );
}
