import { listEngineers, listEngineersEver } from '../../../domain/oncall/engineers/engineer-store.ts';
import { proveInForce } from '../../../domain/rehearsal-runs/prove-apart.ts';
import { listRuns } from '../../../domain/rehearsal-runs/run-store.ts';
import type { Answer, RouteContext } from '../route.ts';
import { rehearsalPage } from './rehearsal-page.ts';
import type { RunDraft } from './run-draft.ts';

/** The page, with the form as it was filled in. @param faults what is wrong with it */
export async function showRehearsals(
  context: RouteContext,
  draft: RunDraft,
  faults: readonly string[] = [],
): Promise<Answer> {
  const { deps, now } = context;
  const { database } = deps;
  const [holes, runs, engineers, nameOf] = await Promise.all([
    proveInForce(database, now),
    listRuns(database, now),
    listEngineers(database),
    namesOfEngineers(context),
  ]);
  const shown = { holes, runs, draft, faults, engineers, nameOf };
  return { page: rehearsalPage(context, shown), status: faults.length > 0 ? 422 : 200 };
}

/** What engineers are called, also those who have left. */
async function namesOfEngineers({ deps }: RouteContext): Promise<(engineer: string) => string> {
  const names = new Map((await listEngineersEver(deps.database)).map(({ key, name }) => [key, name]));
  return (engineer) => names.get(engineer) ?? engineer;
}
