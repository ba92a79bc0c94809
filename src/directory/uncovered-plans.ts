import type { Fault } from '../errors.ts';
import { officeHours } from '../oncall/office-hours.ts';
import { joinHours, WHOLE_WEEK } from '../oncall/weekly-hours.ts';
import type { Directory } from './directory.ts';
import type { EscalationPolicy, PlanDefinition } from './directory-schema.ts';

/**
 * Plans that promise an answer around the clock, while all schedules of the policy that is to bring it cover office hours
 * only: at night the policy finds nobody on call. It may be meant, so it is a warning.
 */
export function uncoveredPlans(directory: Directory, faultAt: FaultAt): Fault[] {
  return [...directory.plans].flatMap(([name, plan]) => {
    const severities = ([1, 2, 3, 4] as const).filter(
      (severity) => plan.response[severity].clock === 'always',
    );
    if (severities.length === 0) return [];
    return KINDS.flatMap((kind) => {
      const policy = directory.escalations.get(plan.escalation[kind]);
      if (!policy || !coversOfficeOnly(policy, directory)) return [];
      const message = `pages by "${plan.escalation[kind]}", all of whose schedules cover office hours only, but severity ${severities.join(', ')} is due around the clock.`;
      return [faultAt(['plans', name, 'escalation', kind], message, REMEDY)];
    });
  });
}

type FaultAt = (path: readonly PropertyKey[], message: string, remedy: string) => Fault;

const KINDS: readonly (keyof PlanDefinition['escalation'])[] = ['problem', 'signature'];
const REMEDY = 'Add a step that pages a schedule for the nights, or one without covers: office.';

function coversOfficeOnly({ steps }: EscalationPolicy, { schedules }: Directory): boolean {
  const targets = new Set(steps.flatMap(({ page }) => page));
  const paged = [...schedules].filter(([name]) => targets.has(`schedule:${name}`));
  const hours = paged.map(([, schedule]) => officeHours(schedule));
  if (hours.length === 0 || hours.includes(undefined)) return false;
  // schedules of one time zone may fill the week together: one for the day, one for the night
  const zones = new Set(paged.map(([, { timezone }]) => timezone));
  return zones.size > 1 || joinHours(hours.filter((each) => each !== undefined)) !== WHOLE_WEEK;
}
