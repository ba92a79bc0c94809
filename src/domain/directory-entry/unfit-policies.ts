import type { Fault } from '../../platform/errors.ts';
import type { Directory } from './directory.ts';
import type { EscalationPolicy, PlanDefinition } from './directory-schema.ts';

type FaultAt = (path: readonly PropertyKey[], message: string, remedy: string) => Fault;

/** The steps of a policy that do not fit a plan's windows, and for which severities. */
export type UnfitSteps = (
  steps: EscalationPolicy['steps'],
  response: PlanDefinition['response'],
) => { step: number; why: 'shortened' | 'late'; severities: number[] }[];

const SHORTENED = 'Write a share of the window such as 50%, or leave it if it is meant.';
const LATE = 'Write an earlier share such as 50%, or a time such as PT5M.';

/** Steps that do not come when their policy says, since a plan that goes by it has less time, or that come too late for all. */
export function unfitPolicies(directory: Directory, unfitSteps: UnfitSteps, faultAt: FaultAt): Fault[] {
  return [...directory.escalations].flatMap(([name, { steps }]) => {
    const found = [...directory.plans]
      .filter(([, { escalation }]) => escalation.problem === name || escalation.signature === name)
      .flatMap(([plan, { response }]) => unfitSteps(steps, response).map((unfit) => ({ plan, ...unfit })));
    return [...steps.keys()].flatMap((step) => {
      const here = found.filter((unfit) => unfit.step === step);
      const path = ['escalations', name, 'steps', step, 'at'];
      if (here.length === 0) return [];
      if (here.some(({ why }) => why === 'late')) {
        const message = 'comes too late: the last resort is called at 80% of the response window.';
        return [faultAt(path, message, LATE)];
      }
      const plans = here.map(({ plan, severities }) => `"${plan}", severity ${severities.join(', ')}`);
      const message = `is too long for the response window of ${plans.join('; ')}: it comes at 80% of it.`;
      return [faultAt(path, message, SHORTENED)];
    });
  });
}
