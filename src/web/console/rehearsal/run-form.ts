import { MAX_CALLS, MAX_REPLICATIONS } from '../../../domain/rehearsal-runs/run.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import type { RunDraft } from './run-draft.ts';

/** What is asked of a rehearsal: how often it is played, and with which changes. */
export function runForm(
  { words }: ConsoleContext,
  draft: RunDraft,
  faults: readonly string[],
  engineers: readonly { key: string; name: string }[],
): Html {
  const { run } = words.rehearsal;
  const number = (name: 'calls' | 'replications' | 'seed', label: string, most: number) =>
    html`<div class="field"><label for="run-${name}">${label}</label><input id="run-${name}" name="${name}" type="number" min="${name === 'seed' ? 0 : 1}" max="${most}" required value="${draft[name]}"></div>`;
  const person = (name: 'without' | 'phone-off', label: string) =>
    html`<div class="field"><label for="run-${name}">${label}</label><select id="run-${name}" name="${name}"><option value="">${run.nobody}</option>${engineers.map(
      ({ key, name: called }) =>
        html`<option value="${key}" ${draft[name] === key ? html`selected` : nothing}>${called}</option>`,
    )}</select></div>`;
  const wrong = html`<ul class="fault" role="alert">${faults.map((fault) => html`<li>${fault}</li>`)}</ul>`;
  return html`
    <form method="post" action="/rehearsal/runs" class="ask-rehearsal">
      ${faults.length > 0 ? wrong : nothing}
      <div class="rehearsal-fields">
        ${number('calls', run.calls, MAX_CALLS)}
        ${number('replications', run.replications, MAX_REPLICATIONS)}
        ${number('seed', run.seed, 999_999_999)}
      </div>
      <fieldset><legend>${run.whatIf}</legend><div class="rehearsal-fields">
        ${person('without', run.without)}
        ${person('phone-off', run.phoneOff)}
        <div class="field"><label for="run-carrier-down">${run.carrierDown}</label><input id="run-carrier-down" name="carrier-down" type="number" min="1" max="99999" value="${draft['carrier-down']}"></div>
        <div class="field"><label for="run-calls-times">${run.callsTimes}</label><input id="run-calls-times" name="calls-times" inputmode="decimal" maxlength="7" value="${draft['calls-times']}"></div>
        <label class="rehearsal-box"><input type="checkbox" name="holiday-week" value="yes" ${draft['holiday-week'] === '' ? nothing : html`checked`}> ${run.holidayWeek}</label>
      </div></fieldset>
      <p class="quiet">${run.seedHint}</p>
      <p class="buttons"><button>${run.start}</button></p>
    </form>`;
}
