import { listEngineers } from '../../../domain/oncall/engineers/engineer-store.ts';
import { loadTitles, type RuleKind } from '../../../domain/plans/rule-life-store.ts';
import { textOf } from '../form.ts';
import type { RouteContext } from '../route.ts';
import type { EditEffect } from './edit-effect.ts';

/** The rule that a new one is tried in the place of: nothing goes by the new one itself before it is saved. */
export interface Instead {
  chosen: string;
  /** titles, by key */
  choices: ReadonlyMap<string, string>;
}

/** What a form shows of what its edit does to the promises. */
export interface Trial {
  /** null: nobody has looked */
  effect: EditEffect | null;
  engineers: readonly { key: string; name: string }[];
  /** null: the edit is tried as it is */
  instead: Instead | null;
  /** whether it can be tried at all: a new rule only where there is one that it can stand in for */
  canTry: boolean;
}

export const UNTRIED: Trial = { effect: null, engineers: [], instead: null, canTry: true };

/** The same with what came of looking. @param instead of a new rule that nothing goes by yet */
export async function trialOf(
  { deps }: RouteContext,
  effect: EditEffect | null,
  instead?: Instead | null,
): Promise<Trial> {
  const engineers = effect === null ? [] : await listEngineers(deps.database);
  return { effect, engineers, instead: instead ?? null, canTry: instead !== null };
}

/** The form of a new rule that nothing goes by before it is saved, not tried yet. */
export async function untriedNew(context: RouteContext, kind: Exclude<RuleKind, 'plans'>): Promise<Trial> {
  return trialOf(context, null, await insteadIn(context, kind));
}

/** What a new rule is tried in the place of: what somebody chose, else what it is a copy of, else the first. @returns null: there is none */
export async function insteadIn(
  { deps, query, body }: RouteContext,
  kind: Exclude<RuleKind, 'plans'>,
): Promise<Instead | null> {
  const choices = (await loadTitles(deps.database))[kind];
  const [first] = choices.keys();
  if (first === undefined) return null;
  const wanted = textOf(body, 'instead') || textOf(query, 'copy');
  return { chosen: choices.has(wanted) ? wanted : first, choices };
}
