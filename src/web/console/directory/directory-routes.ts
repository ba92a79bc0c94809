import { firstStepsNotice } from '../first-steps/first-steps-routes.ts';
import { type Answer, get, type Route, type RouteContext } from '../route.ts';
import { countRegistry } from './directory-counts-store.ts';
import { registryPage } from './directory-page.ts';

/** The parts of the directory, with how much is in each. */
export const DIRECTORY_ROUTES: readonly Route[] = [get('/registry', null, index)];

async function index(context: RouteContext): Promise<Answer> {
  const counts = await countRegistry(context.deps.database);
  return { page: registryPage(context, counts, await firstStepsNotice(context)) };
}
