import type { Html } from '../html.ts';
import { type Answer, get, type Route, type RouteContext } from '../route.ts';
import { firstStepsLink, firstStepsPage } from './first-steps-page.ts';
import { readStanding } from './first-steps-store.ts';
import { type FirstStep, firstSteps } from './steps.ts';

/** What a new installation needs before its first call. */
export const FIRST_STEPS_ROUTES: readonly Route[] = [get('/first-steps', null, show)];

async function show(context: RouteContext): Promise<Answer> {
  return { page: firstStepsPage(context, await stepsFor(context), context.deps.hotline.number) };
}

/** The link that leads there while something is missing. */
export async function firstStepsNotice(context: RouteContext): Promise<Html> {
  return firstStepsLink(context, await stepsFor(context));
}

async function stepsFor({ deps, practice }: RouteContext): Promise<FirstStep[]> {
  return firstSteps(await readStanding(deps.database), { practice });
}
