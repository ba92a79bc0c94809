import type { Work } from '../../platform/db/work.ts';
import { findEngineer } from '../oncall/engineers/engineer-store.ts';
import { addAuditEntry } from '../users/audit-trail-store.ts';
import { findTestOfLink } from './confirm-test.ts';
import type { WeeklyTime } from './decide-weekly.ts';
import { allowWeekly, type WeeklyFault } from './weekly-test.ts';

/** For so long the link of a test that was confirmed says who holds the phone. */
const LINK_HOLDS_MS = 60 * 60_000;

/** Whoever has just confirmed a test by its link allows one each week. @returns what is wrong; null: nothing */
export async function allowByLink(
  work: Work,
  token: string,
  weekly: WeeklyTime,
): Promise<WeeklyFault | 'no-link' | null> {
  const { tx, now } = work;
  const test = await findTestOfLink(work, token);
  const isFresh = test?.endedAt && now.getTime() - test.endedAt.getTime() < LINK_HOLDS_MS;
  if (test?.outcome !== 'confirmed' || !isFresh) return 'no-link';
  const fault = await allowWeekly(work, test.engineer, weekly);
  if (fault !== null) return fault;
  const name = (await findEngineer(tx, test.engineer))?.name ?? test.engineer;
  const entry = { action: 'weekly-test-set', subject: test.engineer, detail: { ...weekly } } as const;
  await addAuditEntry(tx, { id: null, kind: 'stranger', name }, entry, now);
  return null;
}
