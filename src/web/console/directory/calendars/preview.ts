import { DateTime } from 'luxon';
import { type Calendar, ifReached } from '../../../../domain/calendar/calendar.ts';
import type { CalendarDefinition } from '../../../../domain/calendar/calendar-definition.ts';
import { parseLocalTime } from '../../../../domain/calendar/local-time.ts';
import { type ResponseWindow, respondBy } from '../../../../domain/calendar/response-target.ts';
import { usableCalendar } from '../../../../domain/calendar/usable-calendar.ts';
import { wallClock } from '../../../../domain/calendar/wall-clock.ts';
import type { PlanDefinition } from '../../../../domain/directory-entry/directory-schema.ts';

/** A call that was thought up, to see when its answer would be due. */
export interface Question {
  plan: string;
  severity: 1 | 2 | 3 | 4;
  /** `2026-11-26`, `16:30` */
  day: string;
  time: string;
}

/** Reads the form; what cannot be read is as it is now. */
export function readQuestion(
  typed: Readonly<Record<string, string>>,
  plans: readonly string[],
  now: Date,
  zone: string,
): Question {
  const today = DateTime.fromJSDate(now, { zone });
  const { plan = '', severity = '', day = '', time = '' } = typed;
  const isMoment = parseLocalTime(`${day}T${time}`) !== undefined;
  const wanted = ([1, 2, 3, 4] as const).find((one) => String(one) === severity);
  return {
    plan: plans.includes(plan) ? plan : (plans[0] ?? ''),
    severity: wanted ?? 3,
    day: isMoment ? day : (today.toISODate() ?? ''),
    time: isMoment ? time : today.toFormat('HH:mm'),
  };
}

/** When the answer would be due; null where the calendar does not reach. */
export function previewDeadline(
  definition: CalendarDefinition,
  plan: PlanDefinition,
  { severity, day, time }: Question,
): { openedAt: Date; calendar: Calendar; window: ResponseWindow } | null {
  const calendar = usableCalendar(definition);
  const local = parseLocalTime(`${day}T${time}`) ?? Number.NaN;
  const openedAt = new Date(wallClock(calendar.timezone).instantOf(local));
  const window = ifReached(() => respondBy(plan.response[severity], calendar, openedAt));
  return window && { openedAt, calendar, window };
}
