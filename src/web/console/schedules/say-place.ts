import { Duration } from 'luxon';
import { sayLength } from '../format.ts';

/** Where a step of a policy stands, as people say it: `35 %`, `1 min`. @param at `35%` or `PT1M` */
export function sayPlace(at: string): string {
  return at.endsWith('%') ? at.replace('%', ' %') : sayLength(Duration.fromISO(at).toMillis());
}
