import type { Fault } from '../../platform/errors.ts';
import { checkDigits } from './check/check-digits.ts';
import { checkHelp } from './check/check-help.ts';
import { checkNames } from './check/check-names.ts';
import { checkOfferedKeys } from './check/check-offered-keys.ts';
import { checkReach } from './check/check-reach.ts';
import { checkTermination } from './check/check-termination.ts';
import { checkValues } from './check/check-values.ts';
import type { Subject } from './check/subject.ts';

/**
 * Everything that could leave a caller stranded in a flow, found before anyone calls it. What is tried out with the
 * engine needs a flow whose names are right; those faults come first.
 */
export function checkFlow(subject: Subject): Fault[] {
  const wrongNames = checkNames(subject);
  const faults = [
    ...wrongNames,
    ...checkReach(subject),
    ...checkOfferedKeys(subject),
    ...checkDigits(subject),
  ];
  if (wrongNames.length > 0) return faults;
  return [...faults, ...checkTermination(subject), ...checkValues(subject), ...checkHelp(subject)];
}
