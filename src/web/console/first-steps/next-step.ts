import type { Request } from 'express';
import { may, type User } from '../../../domain/users/user.ts';
import type { Db } from '../../../platform/db/database.ts';
import { address } from '../address.ts';
import { type Html, html, nothing } from '../html.ts';
import type { Words } from '../words/index.ts';
import { readStanding } from './first-steps-store.ts';
import { type FirstStep, firstSteps } from './steps.ts';

/** What comes next for whoever makes a directory, and how many steps are left. */
export interface NextStep {
  step: FirstStep;
  left: number;
}

/**
 * Told in the directory only, to whoever can take it. What answers a form has just changed what there is: it tells nothing.
 * @returns null: nothing is left, or this view is the step itself
 */
export async function findNextStep(
  db: Db,
  { path, method }: Pick<Request, 'path' | 'method'>,
  { user, practice }: { user: User; practice: boolean },
): Promise<NextStep | null> {
  if (method !== 'GET' || !path.startsWith('/registry') || !may(user, 'registry')) return null;
  const open = firstSteps(await readStanding(db), { practice }).filter(({ isDone }) => !isDone);
  const [step] = open;
  return step === undefined || step.href === path ? null : { step, left: open.length };
}

/** The way on, so that nobody has to go back to the list for it. */
export function nextStepView(
  { words, practice }: { words: Words; practice: boolean },
  next: NextStep | null,
): Html {
  if (next === null) return nothing;
  const { firstSteps: said } = words;
  return html`<p class="next-step"><a href="${address('/first-steps')}">${said.boardLink(next.left)}</a>
    <a class="button quiet-button" href="${next.step.href}">${said.next(goOf(words, next.step, practice))}</a></p>`;
}

/** What the link to a step is called. */
export function goOf({ firstSteps: { steps } }: Words, { name }: FirstStep, practice: boolean): string {
  return name === 'call' && practice ? steps.number.go : steps[name].go;
}
