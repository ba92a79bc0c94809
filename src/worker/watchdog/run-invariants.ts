import { type Auditing, PROMISE } from './invariants.ts';

/**
 * Looks after what should never be, says so at the level ERROR, and mends what can be mended.
 * @returns whether all is well
 */
export async function audit(auditing: Auditing): Promise<boolean> {
  let well = true;
  for (const clause of PROMISE) well = (await clause.hold(auditing)) && well;
  return well;
}
