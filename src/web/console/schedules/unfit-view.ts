import type { EscalationPolicy, PlanDefinition } from '../../../domain/directory-entry/directory-schema.ts';
import { type UnfitStep, unfitSteps } from '../../../domain/escalation/unfit-steps.ts';
import { address } from '../address.ts';
import { type Html, html } from '../html.ts';
import type { Words } from '../words/index.ts';

type Response = PlanDefinition['response'];

/** The steps of a policy that a plan's windows have no room for, a warning each. */
export function unfitView(words: Words, { steps }: EscalationPolicy, response: Response): Html[] {
  return unfitSteps(steps, response).map((unfit) => html`<p class="warning">${sayUnfit(unfit, words)}</p>`);
}

/** The same for every policy that a plan goes by, with its name. @param policies by their keys */
export function unfitPoliciesView(
  words: Words,
  policies: ReadonlyMap<string, EscalationPolicy>,
  { escalation, response }: Pick<PlanDefinition, 'escalation' | 'response'>,
): Html[] {
  return [...new Set([escalation.problem, escalation.signature])].flatMap((key) => {
    const policy = policies.get(key);
    if (policy === undefined) return [];
    const name = html`<a href="${address('/registry/escalations/:name', { name: key })}">${policy.title ?? key}</a>`;
    return unfitSteps(policy.steps, response).map(
      (unfit) => html`<p class="warning">${name}: ${sayUnfit(unfit, words)}</p>`,
    );
  });
}

function sayUnfit({ step, why, severities }: UnfitStep, { escalations }: Words): string {
  return escalations.unfit[why](step + 1, severities.join(', '));
}
