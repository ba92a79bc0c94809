import { MAX_CALLS, MAX_REPLICATIONS } from '../../../domain/rehearsal-runs/run.ts';
import type { ConsoleContext } from '../context.ts';
import type { Draft } from '../directory/draft.ts';
import { draftNotice, inputField, selectField } from '../directory/field-view.ts';
import { type Html, html, nothing } from '../html.ts';
import { MAX_MINUTES, MAX_SEED, type RunField } from './run-draft.ts';

/** What is asked of a rehearsal: how often it is played, and with which changes. */
export function runForm(
  { words }: ConsoleContext,
  draft: Draft,
  engineers: readonly { key: string; name: string }[],
): Html {
  const { run } = words.rehearsal;
  const filling = { words, draft, prefix: 'run' };
  // the form stands below the promises: whoever sent it goes on where it is wrong
  const [firstWrong] = Object.keys(draft.faults);
  const asking = (name: RunField, label: string) => ({ name, label, autofocus: name === firstWrong });
  const number = (name: RunField, label: string, [min, max]: [min: number, max: number]) =>
    inputField(filling, { ...asking(name, label), type: 'number', min, max, required: true });
  const people = [['', run.nobody] as const, ...engineers.map(({ key, name }) => [key, name] as const)];
  const person = (name: RunField, label: string) =>
    selectField(filling, { ...asking(name, label), choices: people });
  return html`
    <form method="post" action="/rehearsal/runs" class="ask-rehearsal">
      ${draftNotice(filling, draft)}
      <div class="rehearsal-fields">
        ${number('calls', run.calls, [1, MAX_CALLS])}
        ${number('replications', run.replications, [1, MAX_REPLICATIONS])}
        ${number('seed', run.seed, [0, MAX_SEED])}
      </div>
      <fieldset><legend>${run.whatIf}</legend><div class="rehearsal-fields">
        ${person('without', run.without)}
        ${person('phone-off', run.phoneOff)}
        ${inputField(filling, { ...asking('carrier-down', run.carrierDown), type: 'number', min: 1, max: MAX_MINUTES })}
        ${inputField(filling, { ...asking('calls-times', run.callsTimes), inputmode: 'decimal', maxlength: 7 })}
        <label class="rehearsal-box"><input type="checkbox" name="holiday-week" value="yes" ${draft.values['holiday-week'] ? html`checked` : nothing}> ${run.holidayWeek}</label>
      </div></fieldset>
      <p class="quiet">${run.seedHint}</p>
      <p class="buttons"><button>${run.start}</button></p>
    </form>`;
}
