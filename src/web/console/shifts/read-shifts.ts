import type { Absence } from '../../../domain/oncall/engineers/absence.ts';
import { listAbsences } from '../../../domain/oncall/engineers/absence-store.ts';
import { type Engineer, listEngineers } from '../../../domain/oncall/engineers/engineer-store.ts';
import { type ConsoleOverride, listCovers } from '../../../domain/oncall/override-store.ts';
import type { ScheduleDefinition } from '../../../domain/oncall/schedule.ts';
import { shiftsBetween } from '../../../domain/oncall/shifts.ts';
import { listSchedules } from '../../../domain/plans/rule-store.ts';
import { findShiftSettings, type ShiftSettings } from '../../../domain/shift-changes/shift-change-store.ts';
import { listInvitations, listOpenInvitations } from '../../../domain/shift-requests/invitation-store.ts';
import type { HeldShift, Invitation, ShiftRequest } from '../../../domain/shift-requests/shift-request.ts';
import { listShiftRequests } from '../../../domain/shift-requests/shift-request-store.ts';
import { coverLeft } from '../../../domain/shift-requests/shifts-left.ts';
import type { Db } from '../../../platform/db/database.ts';

const DAY_MS = 24 * 3_600_000;
const AHEAD_MS = 56 * DAY_MS;
const ALL_AHEAD_MS = 14 * DAY_MS;
const SETTLED_SHOWN_MS = 7 * DAY_MS;
/** More lines are no list any more. */
const MAX_SHIFTS = 40;

/** A request with everybody who is asked. */
export interface AskedRequest {
  request: ShiftRequest;
  invitations: Invitation[];
}

/** What the view of shifts tells of. */
export interface ShiftStory {
  schedules: ReadonlyMap<string, ScheduleDefinition>;
  engineers: readonly Engineer[];
  /** of the one who looks */
  own: readonly HeldShift[];
  /** of everybody, for who may hand on the shifts of others; else none */
  all: readonly HeldShift[];
  /** what whoever looks is asked */
  asked: readonly ShiftRequest[];
  requests: readonly AskedRequest[];
  /** shifts that somebody has taken for others */
  covers: readonly ConsoleOverride[];
  absences: readonly Absence[];
  settings: ShiftSettings;
}

/** @param engineer who looks; null: nobody of the directory @param seesAll may hand on shifts of others */
export async function readShifts(
  db: Db,
  engineer: string | null,
  seesAll: boolean,
  now: Date,
): Promise<ShiftStory> {
  const [schedules, engineers] = [await listSchedules(db), await listEngineers(db)];
  const requests = await listShiftRequests(db, new Date(now.getTime() - SETTLED_SHOWN_MS));
  const invitations = await listInvitations(
    db,
    requests.map(({ id }) => id),
  );
  const open = engineer === null ? [] : await listOpenInvitations(db, engineer);
  const shifts = shiftsAhead(schedules, now, AHEAD_MS);
  return {
    schedules,
    engineers,
    own: shifts.filter((shift) => shift.engineer === engineer).slice(0, MAX_SHIFTS),
    all: seesAll ? shiftsAhead(schedules, now, ALL_AHEAD_MS).slice(0, MAX_SHIFTS) : [],
    asked: requests.filter(({ id }) => open.some(({ requestId }) => requestId === id)),
    requests: requests.map((request) => ({
      request,
      invitations: invitations.filter(({ requestId }) => requestId === request.id),
    })),
    covers: (await listCovers(db, now)).filter((one) => {
      const schedule = schedules.get(one.schedule);
      // what others have taken since is theirs
      const isHeld = schedule !== undefined && coverLeft(schedule, one, now).length > 0;
      return isHeld && (seesAll || one.engineer === engineer);
    }),
    absences: engineer === null ? [] : await listAbsences(db, now, engineer),
    settings:
      engineer === null ? { tellsBegin: false, tellsAlways: false } : await findShiftSettings(db, engineer),
  };
}

/** The shifts of all schedules, in order. */
export function shiftsAhead(
  schedules: ReadonlyMap<string, ScheduleDefinition>,
  now: Date,
  aheadMs = AHEAD_MS,
): HeldShift[] {
  const until = new Date(now.getTime() + aheadMs);
  const shifts = [...schedules].flatMap(([schedule, definition]) =>
    shiftsBetween(definition, now, until).map((shift) => ({
      schedule,
      engineer: shift.engineer,
      from: shift.from,
      until: shift.until,
    })),
  );
  return shifts.toSorted((one, other) => one.from.getTime() - other.from.getTime());
}
