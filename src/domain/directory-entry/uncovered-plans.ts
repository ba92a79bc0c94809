import type { Fault } from '../../platform/errors.ts';
import type { Directory } from './directory.ts';
import type { EscalationPolicy, PlanDefinition, ScheduleInFile } from './directory-schema.ts';

type FaultAt = (path: readonly PropertyKey[], message: string, remedy: string) => Fault;

const KINDS: readonly (keyof PlanDefinition['escalation'])[] = ['problem', 'signature'];
const SEVERITIES = [1, 2, 3, 4] as const;
const REMEDY = 'Add a step that pages a schedule for the nights, or one without covers: office.';

/**
 * Plans that promise an answer around the clock, while all schedules of the policy that is to bring it cover office hours
 * only: at night the policy finds nobody on call. It may be meant, so it is a warning.
 * @param leaveHoursOut whether some schedules together are meant to have nobody on call at some hours of the week
 */
export function uncoveredPlans(
  directory: Directory,
  leaveHoursOut: (schedules: readonly ScheduleInFile[]) => boolean,
  faultAt: FaultAt,
): Fault[] {
  return [...directory.plans].flatMap(([name, plan]) => {
    const severities = SEVERITIES.filter((severity) => plan.response[severity].clock === 'always');
    if (severities.length === 0) return [];
    return KINDS.flatMap((kind) => {
      const policy = directory.escalations.get(plan.escalation[kind]);
      const paged = policy ? schedulesOf(policy, directory) : [];
      if (paged.length === 0 || !leaveHoursOut(paged)) return [];
      const message = `pages by "${plan.escalation[kind]}", all of whose schedules cover office hours only, but severity ${severities.join(', ')} is due around the clock.`;
      return [faultAt(['plans', name, 'escalation', kind], message, REMEDY)];
    });
  });
}

function schedulesOf({ steps }: EscalationPolicy, { schedules }: Directory): ScheduleInFile[] {
  const targets = new Set(steps.flatMap(({ page }) => page));
  return [...schedules].flatMap(([name, schedule]) => (targets.has(`schedule:${name}`) ? [schedule] : []));
}
