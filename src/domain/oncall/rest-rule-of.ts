import { NO_REST_RULE, type RestRule } from '../calendar/rest-rule.ts';
import { type ScheduleDefinition, whoIsNamed } from './schedule.ts';

/** By what a person's nights are counted: the first of their schedules that says so. */
export function restRuleOf(engineer: string, schedules: Iterable<ScheduleDefinition>): RestRule {
  for (const schedule of schedules)
    if (schedule.rest !== undefined && whoIsNamed(schedule).includes(engineer)) return schedule.rest;
  return NO_REST_RULE;
}
