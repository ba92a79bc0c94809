import { rehearsedInForce } from '../../../domain/in-force/rehearsed-in-force.ts';
import type { RuleKind, RuleKinds } from '../../../domain/plans/rule-life-store.ts';
import type { RehearsalReport } from '../../../domain/rehearsal/rehearsal-report.ts';
import type { Rehearsed } from '../../../domain/rehearsal/rehearsed.ts';
import { timeAhead } from '../../../domain/rehearsal/time-ahead.ts';
import { basisInForce } from '../../../domain/rehearsal-runs/basis-in-force.ts';
import { type ChangeOfProof, proveChange } from '../../../domain/rehearsal-runs/prove-apart.ts';
import { rehearseInTurn } from '../../../domain/rehearsal-runs/rehearse-apart.ts';
import type { RouteContext } from '../route.ts';

/** What an edit that is not saved yet does to the promises. */
export interface EditEffect {
  /** null: it could not be worked out in time, so nobody knows */
  proof: ChangeOfProof | null;
  /** played through with the edit and without, if somebody asked for that; null: it did not work out */
  sample?: Pick<RehearsalReport, 'replications' | 'whatIf' | 'rest'> | null;
}

/** Whoever looks at a page that does not come waits no longer. */
const SAMPLE_TIMEOUT_MS = 6_000;
/** How much is played when an edit is tried. */
export interface EditSample {
  calls: number;
  replications: number;
}

/** As many as some seconds are enough for: what differs shows early, as the calls and the people are the same. */
const USUAL_SAMPLE: EditSample = { calls: 200, replications: 100 };
const SEED = 1;

/** What an edit makes of that which is rehearsed. */
export type Edit = (rehearsed: Rehearsed) => Rehearsed;

type By = Pick<RouteContext, 'deps' | 'now'>;

/** A rule is another one, or a new one. */
export function ruleEdit<K extends RuleKind>(kind: K, name: string, rule: RuleKinds[K]): Edit {
  return ({ directory, ...rest }) => {
    const rules = new Map<string, unknown>([...directory[kind], [name, rule]]);
    return { ...rest, directory: { ...directory, [kind]: rules } };
  };
}

/** Where a form stands: it is shown again, with what it does, or its edit is saved. */
export interface Weighed {
  effect: EditEffect | null;
  /** as which answer it is shown; null: it is saved */
  shownAs: 200 | 409 | null;
}

/** What is to be done about an edit: whoever only tries it sees what it does, and so does whoever would break a promise unknowingly. */
export async function weighEdit(wish: string, edit: Edit, by: By): Promise<Weighed> {
  const effect = await effectOf(wish, edit, by);
  if (wish === 'try') return { effect, shownAs: 200 };
  return { effect, shownAs: isGraveEffect(effect) ? 409 : null };
}

/** @param wish what was pressed: `accept` knows what it does, `try` wants to know more */
async function effectOf(wish: string, edit: Edit, by: By): Promise<EditEffect | null> {
  if (wish === 'accept') return null;
  return wish === 'try' ? tryEdit(edit, by) : proveEdit(edit, by);
}

/** What an edit breaks and mends, proven. */
async function proveEdit(edit: Edit, { deps, now }: By): Promise<EditEffect> {
  const before = await rehearsedInForce(deps.database, now);
  return { proof: await proveChange(before, edit(before), now) };
}

/** The same, and what it makes of the figures. */
async function tryEdit(edit: Edit, by: By): Promise<EditEffect> {
  const { deps, now } = by;
  const basis = await basisInForce(deps.database, now);
  const { rehearsed } = basis;
  const edited = edit(rehearsed);
  const sample = deps.editSample ?? USUAL_SAMPLE;
  const order = { ...sample, seed: SEED, ...timeAhead(now), basis, edited, now, whatIfs: [] };
  const [proof, outcome] = await Promise.all([
    proveChange(rehearsed, edited, now),
    rehearseInTurn(order, SAMPLE_TIMEOUT_MS),
  ]);
  return { proof, sample: outcome && outcome.report.replications > 0 ? outcome.report : null };
}

/** It must be said to be wanted: it breaks a promise, or nobody knows whether it does. */
export function isGraveEffect(effect: EditEffect | null): boolean {
  return effect !== null && (effect.proof === null || effect.proof.breaks.length > 0);
}

export function hasMended(effect: EditEffect | null): boolean {
  return (effect?.proof?.mends.length ?? 0) > 0;
}
