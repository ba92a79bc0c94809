import { type ResponseTarget, responseTargetMs } from '../calendar/response-target.ts';
import { isTooLate, isTooLong, type PolicyStep } from './step-times.ts';

const SEVERITIES = [1, 2, 3, 4] as const;

/** A step that does not come when its policy says, or too late to be of use. */
export interface UnfitStep {
  /** its place in the policy, from 0 */
  step: number;
  /** a time that a window has no room for, so that it comes sooner; or a share with which the last resort is called already */
  why: 'shortened' | 'late';
  /** those whose windows it does not fit */
  severities: number[];
}

/** The steps of a policy that do not fit the windows of a plan which goes by it. It may be meant, so it is no fault. */
export function unfitSteps(
  steps: readonly PolicyStep[],
  response: Readonly<Record<(typeof SEVERITIES)[number], ResponseTarget>>,
): UnfitStep[] {
  return steps.flatMap(({ at }, step): UnfitStep[] => {
    if (isTooLate(at, step === 0)) return [{ step, why: 'late', severities: [...SEVERITIES] }];
    const severities = SEVERITIES.filter((severity) => isTooLong(at, responseTargetMs(response[severity])));
    return severities.length > 0 ? [{ step, why: 'shortened', severities }] : [];
  });
}
