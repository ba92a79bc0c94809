import type { Judge } from '../../domain/directory-file/import-directory.ts';
import { rehearsedInForce } from '../../domain/in-force/rehearsed-in-force.ts';
import { newHoles } from '../../domain/rehearsal/compare-proofs.ts';
import type { Impossible } from '../../domain/rehearsal/proof.ts';
import { prove } from '../../domain/rehearsal/prove.ts';
import { timeAhead } from '../../domain/rehearsal/time-ahead.ts';
import { now } from '../../platform/clock.ts';
import type { Fault } from '../../platform/errors.ts';
import { CAUSES, showInstant } from './say-report.ts';

/** A file is worse if a promise cannot be kept at a time of the next 90 days at which it could be before. */
export function judgeByProof(file: string): Judge {
  const time = timeAhead(now());
  return async (tx, change) => {
    const before = prove(await rehearsedInForce(tx, time.from), time);
    await change();
    const after = prove(await rehearsedInForce(tx, time.from), time);
    return newHoles(before, after).map((hole) => faultOf(hole, file));
  };
}

function faultOf({ plan, severity, from, until, cause, remedy }: Impossible, file: string): Fault {
  const time = `${showInstant(from)} to ${showInstant(until)} UTC`;
  return {
    file,
    line: 0,
    message: `plan ${plan}, severity ${severity}, could not be kept any more from ${time}, whoever answers: ${CAUSES[cause]}`,
    remedy,
  };
}
