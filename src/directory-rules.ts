import { calendarFaults } from './domain/calendar/calendar-definition.ts';
import { calendarWarnings } from './domain/calendar/calendar-warnings.ts';
import { leaveHoursOut } from './domain/oncall/office-hours.ts';
import { scheduleFaults } from './domain/oncall/schedule-faults.ts';
import { scheduleWarnings } from './domain/oncall/schedule-warnings.ts';

/** What is wrong or odd with calendars and schedules, as all readers of directory files judge it. */
export const RULES = { calendarFaults, calendarWarnings, leaveHoursOut, scheduleFaults, scheduleWarnings };
