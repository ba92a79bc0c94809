import { calendarFaults } from '../calendar/calendar-definition.ts';
import { calendarWarnings } from '../calendar/calendar-warnings.ts';
import { unreachedTargets } from '../calendar/unreached-targets.ts';
import { unfitSteps } from '../escalation/unfit-steps.ts';
import { leaveHoursOut } from '../oncall/office-hours.ts';
import { scheduleFaults } from '../oncall/schedule-faults.ts';
import { scheduleWarnings } from '../oncall/schedule-warnings.ts';

/** What is wrong or odd with calendars, schedules and policies, as all readers of directory files judge it. */
export const RULES = {
  calendarFaults,
  calendarWarnings,
  leaveHoursOut,
  scheduleFaults,
  scheduleWarnings,
  unfitSteps,
  unreachedTargets,
};
