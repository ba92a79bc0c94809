import type { Fault } from '../../../platform/errors.ts';
import { faultAt, type Subject } from './subject.ts';

/** Whatever may be registered can be keyed in: a state that asks for it takes as few and as many digits as it may have. */
export function checkDigits(subject: Subject): Fault[] {
  return Object.entries(subject.flow.states).flatMap(([name, state]) => {
    if (state.type !== 'collect') return [];
    const asked = state.secret ?? state['save-as'] ?? '';
    const limits = subject.facts.keyed?.[asked];
    if (!limits || (state.digits.min <= limits.min && state.digits.max >= limits.max)) return [];
    const { min, max } = limits;
    return [
      faultAt(
        subject,
        ['states', name, 'digits'],
        `${name} takes ${state.digits.min} to ${state.digits.max} digits, but ${asked} may have ${min} to ${max}`,
        `write digits: { min: ${min}, max: ${max} }`,
      ),
    ];
  });
}
