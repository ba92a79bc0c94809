import { INVARIANTS, type WatchdogDeps } from './invariants.ts';

/**
 * Looks after what should never be, says so at the level ERROR, and mends what can be mended.
 * @returns whether all is well
 */
export async function runInvariants(deps: WatchdogDeps): Promise<boolean> {
  let well = true;
  for (const invariant of INVARIANTS) well = (await invariant.hold(deps)) && well;
  return well;
}
