import { Duration } from 'luxon';
import type { PlanDefinition } from '../../../../domain/directory-entry/directory-schema.ts';
import { sayLength } from '../../format.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Words } from '../../words/index.ts';
import { SEVERITY_FIELDS } from './plan-form.ts';

/** What a plan promises, a line for each severity. */
export function targetsView(words: Words, plan: PlanDefinition): Html {
  const { plans } = words;
  const rows = SEVERITY_FIELDS.map((severity) => {
    const { within, clock } = plan.response[severity];
    return html`
      <li>
        <span class="severity s${severity}">${severity} ${words.severity(severity)}</span>
        <b class="digits">${sayLength(Duration.fromISO(within).toMillis())}</b>
        <span>${plans.clock[clock]} ${plan.live.includes(severity) ? html`<span class="pill calm">${plans.live}</span>` : nothing}</span>
      </li>`;
  });
  return html`<ul class="targets">${rows}</ul>`;
}
