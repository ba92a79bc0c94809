import { type Html, html, nothing } from '../html.ts';
import type { Words } from '../words/index.ts';
import type { Draft } from './draft.ts';

/** A form that is being filled in: its draft, and what sets its fields apart from those of other forms on the page. */
export interface Filling {
  words: Words;
  draft: Draft;
  prefix: string;
}

interface Asking {
  name: string;
  label: string;
  hint?: string;
  required?: boolean;
  autofocus?: boolean;
}

/** One line of text, a date, a number. */
export function inputField(
  filling: Filling,
  asking: Asking & {
    type?: 'text' | 'date' | 'number' | 'time';
    min?: number;
    max?: number;
    maxlength?: number;
    inputmode?: 'numeric' | 'decimal';
  },
): Html {
  const { type = 'text', min, max, maxlength, inputmode } = asking;
  const range = html`${min === undefined ? nothing : html`min="${min}"`} ${max === undefined ? nothing : html`max="${max}"`}`;
  return field(
    filling,
    asking,
    (value, marks) =>
      html`<input type="${type}" value="${value}" ${marks} ${range} ${maxlength ? html`maxlength="${maxlength}"` : nothing} ${inputmode ? html`inputmode="${inputmode}"` : nothing}>`,
  );
}

/** What people call an entry; a new one needs a name, from which its key is made. */
export function nameField(filling: Filling, isNew: boolean): Html {
  const { make } = filling.words;
  const hint = isNew ? make.nameHint : make.nameHintOld;
  return inputField(filling, { name: 'name', label: make.name, hint, required: isNew, maxlength: 200 });
}

/** Several lines. */
export function areaField(filling: Filling, asking: Asking & { rows: number }): Html {
  return field(
    filling,
    asking,
    (value, marks) => html`<textarea rows="${asking.rows}" spellcheck="false" ${marks}>${value}</textarea>`,
  );
}

/** One of several. A value that is none of them is shown as well, so that it is not changed unseen. */
export function selectField(
  filling: Filling,
  asking: Asking & { choices: readonly (readonly [value: string, text: string])[] },
): Html {
  return field(filling, asking, (value, marks) => {
    const known = asking.choices.some(([one]) => one === value);
    const choices = known ? asking.choices : [...asking.choices, [value, value] as const];
    return html`<select ${marks}>${choices.map(
      ([one, text]) =>
        html`<option value="${one}" ${one === value ? html`selected` : nothing}>${text}</option>`,
    )}</select>`;
  });
}

/** Yes or no. */
export function checkField(filling: Filling, { name, label }: Pick<Asking, 'name' | 'label'>): Html {
  const { words, draft, prefix } = filling;
  const id = `${prefix}-${name}`;
  const stands = draft.standing[name];
  const isOn = draft.values[name] === 'on';
  return html`
    <div class="field check">
      <label class="choice" for="${id}"><input type="checkbox" id="${id}" name="${name}" ${isOn ? html`checked` : nothing}> ${label}</label>
      ${stands === undefined ? nothing : html`<small class="stands">${words.edit.standsNow(stands === 'on' ? words.plans.yes : words.plans.no)}</small>`}
    </div>`;
}

function field(
  { words, draft, prefix }: Filling,
  { name, label, hint, required, autofocus }: Asking,
  control: (value: string, marks: Html) => Html,
): Html {
  const id = `${prefix}-${name}`;
  const fault = draft.faults[name];
  const stands = draft.standing[name];
  const told = [hint && `${id}-hint`, fault && `${id}-fault`, stands !== undefined && `${id}-now`].filter(
    Boolean,
  );
  const marks = html`id="${id}" name="${name}" ${required ? html`required` : nothing} ${autofocus ? html`autofocus` : nothing} ${fault ? html`aria-invalid="true"` : nothing} ${told.length > 0 ? html`aria-describedby="${told.join(' ')}"` : nothing}`;
  return html`
    <div class="field">
      <label for="${id}">${label}</label>
      ${control(draft.values[name] ?? '', marks)}
      ${hint ? html`<small id="${id}-hint">${hint}</small>` : nothing}
      ${fault ? html`<small class="fault" id="${id}-fault">${fault}</small>` : nothing}
      ${stands === undefined ? nothing : html`<small class="stands" id="${id}-now">${words.edit.standsNow(stands || '–')}</small>`}
    </div>`;
}

/** What is wrong with a form as a whole, said first. */
export function draftNotice({ words }: Pick<Filling, 'words'>, { notice, faults }: Draft): Html {
  if (notice !== null) return html`<p class="fault" role="alert">${notice}</p>`;
  return Object.keys(faults).length > 0
    ? html`<p class="fault" role="alert">${words.edit.faulty}</p>`
    : nothing;
}
