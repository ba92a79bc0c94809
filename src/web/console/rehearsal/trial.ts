import { listEngineers } from '../../../domain/oncall/engineers/engineer-store.ts';
import {
  loadTitles,
  type RuleKind,
  type RuleKinds,
  type RuleTitles,
} from '../../../domain/plans/rule-life-store.ts';
import { textOf } from '../form.ts';
import type { RouteContext } from '../route.ts';
import { type EditEffect, ruleEdit, weighEdit } from './edit-effect.ts';

/** The rule that a new one is tried in the place of: nothing goes by the new one itself before it is saved. */
export interface Instead {
  chosen: string;
  /** titles, by key */
  choices: ReadonlyMap<string, string>;
}

/** Plans alone promise something as soon as they stand. */
type NewKind = Exclude<RuleKind, 'plans'>;

/** What a form shows of what its edit does to the promises. */
export interface Trial {
  /** null: nobody has looked */
  effect: EditEffect | null;
  engineers: readonly { key: string; name: string }[];
  titles: RuleTitles;
  /** null: the edit is tried as it is */
  instead: Instead | null;
  /** whether it can be tried at all: a new rule only where there is one that it can stand in for */
  canTry: boolean;
}

const NO_TITLES: RuleTitles = {
  calendars: new Map(),
  plans: new Map(),
  schedules: new Map(),
  escalations: new Map(),
};

export const UNTRIED: Trial = {
  effect: null,
  engineers: [],
  titles: NO_TITLES,
  instead: null,
  canTry: true,
};

/** The same with what came of looking. @param instead of a new rule that nothing goes by yet */
export async function trialOf(
  { deps }: RouteContext,
  effect: EditEffect | null,
  instead?: Instead | null,
): Promise<Trial> {
  const engineers = effect === null ? [] : await listEngineers(deps.database);
  const titles = effect === null ? NO_TITLES : await loadTitles(deps.database);
  return { effect, engineers, titles, instead: instead ?? null, canTry: instead !== null };
}

/** The form of a new rule that nothing goes by before it is saved, not tried yet. */
export async function untriedNew(context: RouteContext, kind: NewKind): Promise<Trial> {
  return trialOf(context, null, await insteadIn(context, kind));
}

/** What a new rule does that nothing goes by yet: it is tried in the place of one that stands, where there is one. */
export async function tryNew<K extends NewKind>(
  context: RouteContext,
  kind: K,
  rule: RuleKinds[K],
): Promise<Trial> {
  const instead = await insteadIn(context, kind);
  if (instead === null) return trialOf(context, null, null);
  const { effect } = await weighEdit('try', ruleEdit(kind, instead.chosen, rule), context);
  return trialOf(context, effect, instead);
}

/** What a new rule is tried in the place of: what somebody chose, else what it is a copy of, else the first. @returns null: there is none */
async function insteadIn({ deps, query, body }: RouteContext, kind: NewKind): Promise<Instead | null> {
  const choices = (await loadTitles(deps.database))[kind];
  const [first] = choices.keys();
  if (first === undefined) return null;
  const wanted = textOf(body, 'instead') || textOf(query, 'copy');
  return { chosen: choices.has(wanted) ? wanted : first, choices };
}
