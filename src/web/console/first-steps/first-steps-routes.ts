import { may } from '../../../domain/users/user.ts';
import { type Html, nothing } from '../html.ts';
import { type Answer, get, type Route, type RouteContext } from '../route.ts';
import { firstStepsLink, firstStepsPage } from './first-steps-page.ts';
import { readStanding } from './first-steps-store.ts';
import { type FirstStep, firstSteps } from './steps.ts';

/** What a new installation needs before its first call. */
export const FIRST_STEPS_ROUTES: readonly Route[] = [get('/first-steps', null, show)];

async function show(context: RouteContext): Promise<Answer> {
  return { page: firstStepsPage(context, await stepsFor(context), context.deps.hotline.number) };
}

/** The way there from other views, as long as something is missing; for whoever can make it. */
export async function firstStepsNotice(context: RouteContext): Promise<Html> {
  return may(context.user, 'registry') ? firstStepsLink(context, await stepsFor(context)) : nothing;
}

async function stepsFor({ deps, practice }: RouteContext): Promise<FirstStep[]> {
  return firstSteps(await readStanding(deps.database), { practice });
}
