import { findOutlook } from '../../domain/outlook/outlook-store.ts';
import { isAnythingPromised } from '../../domain/plans/default-rule-store.ts';
import { isOverdueNightly } from '../../domain/privacy/retention.ts';
import type { Db } from '../../platform/db/database.ts';
import { count } from '../support/terminal.ts';
import { type Finding, ok, warning } from './finding.ts';

const ABOUT = 'promises';
const REMEDY =
  'See the console, Directory, Can every promise be kept?, or run: npm run hotline -- rehearse. Each says what to do.';

const FIRST_STEPS = 'See the console, First steps, or import one: npm run hotline -- directory import FILE';

/** Whether every promise of the coming weeks can be kept, as the last night saw it. */
export async function lookAtOutlook(db: Db, now: Date): Promise<Finding[]> {
  const outlook = await findOutlook(db);
  if (!outlook) return [];
  const { lookedAt, holes, worse } = outlook;
  if (isOverdueNightly(lookedAt, now)) {
    const remedy = 'See that a worker runs: it does this every night.';
    return [warning(ABOUT, `not worked out since ${lookedAt.toISOString()}`, remedy)];
  }
  const ahead = holes.filter(({ until }) => until > now);
  if (!(await isAnythingPromised(db)))
    return [warning(ABOUT, 'nothing is promised: there is no plan, or no calendar', FIRST_STEPS)];
  if (ahead.length === 0) return [ok(ABOUT, 'all of the coming weeks can be kept')];
  const times = count(ahead.length, 'time');
  const news = worse.filter(({ until }) => until > now).length;
  const since = news > 0 ? `, ${news} of them new since the nights before` : '';
  return [warning(ABOUT, `${times} in which one cannot be kept, whoever answers${since}`, REMEDY)];
}
