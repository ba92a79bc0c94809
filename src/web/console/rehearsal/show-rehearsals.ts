import { listEngineers, listEngineersEver } from '../../../domain/oncall/engineers/engineer-store.ts';
import { namesByKey } from '../../../domain/oncall/engineers/names-by-key.ts';
import { isAnythingPromised } from '../../../domain/plans/default-rule-store.ts';
import { loadTitles } from '../../../domain/plans/rule-life-store.ts';
import { proveInForce } from '../../../domain/rehearsal-runs/prove-apart.ts';
import { listRuns } from '../../../domain/rehearsal-runs/run-store.ts';
import type { Draft } from '../directory/draft.ts';
import type { Answer, RouteContext } from '../route.ts';
import { rehearsalPage } from './rehearsal-page.ts';

/** The page, with the form as it was filled in. */
export async function showRehearsals(context: RouteContext, draft: Draft, status = 200): Promise<Answer> {
  const { deps, now } = context;
  const { database } = deps;
  const [holes, runs, engineers, everybody, isPromised, titles] = await Promise.all([
    proveInForce(database, now),
    listRuns(database, now),
    listEngineers(database),
    listEngineersEver(database),
    isAnythingPromised(database),
    loadTitles(database),
  ]);
  // also those who have left
  const nameOf = namesByKey(everybody);
  const shown = { holes, isPromised, runs, draft, engineers, nameOf, titles };
  return { page: rehearsalPage(context, shown), status };
}
