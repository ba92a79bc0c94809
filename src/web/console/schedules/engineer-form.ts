import type { EngineerEntry } from '../../../domain/directory-entry/directory-schema.ts';
import type { ConsoleContext } from '../context.ts';
import { textOf } from '../form.ts';
import { type Html, html, nothing } from '../html.ts';
import type { Words } from '../words/index.ts';

export type EngineerField = keyof Words['engineers']['faults'];

/** What a form says of an engineer, as it was typed. */
export type TypedEngineer = Record<'key' | 'name' | 'phones' | 'languages', string>;

export const NO_ENGINEER: TypedEngineer = { key: '', name: '', phones: '', languages: 'de, en' };

export function typedEngineer(fields: unknown): TypedEngineer {
  return {
    key: textOf(fields, 'key'),
    name: textOf(fields, 'name'),
    phones: textOf(fields, 'phones'),
    languages: textOf(fields, 'languages'),
  };
}

/** An entry as the form shows it. */
export function toTyped(key: string, { name, phones, languages }: EngineerEntry): TypedEngineer {
  return { key, name, phones: phones.join('\n'), languages: languages.join(', ') };
}

/** What was typed as a directory file would say it; it is not checked yet. */
export function readTypedEngineer({ name, phones, languages }: TypedEngineer): unknown {
  const parts = (text: string, by: RegExp) =>
    text
      .split(by)
      .map((part) => part.trim())
      .filter((part) => part !== '');
  return {
    name,
    phones: parts(phones, /[\n,;]/),
    languages: parts(languages.toLowerCase(), /[\s,;]+/),
  };
}

/** The fields of an engineer, each with its fault beneath it. */
export function engineerFields(
  { words }: ConsoleContext,
  typed: TypedEngineer,
  faults: readonly EngineerField[],
  options: { isNew: boolean },
): Html {
  const { engineers } = words;
  const fault = (field: EngineerField) =>
    faults.includes(field)
      ? html`<small class="field-fault" id="${field}-fault">${engineers.faults[field]}</small>`
      : nothing;
  const invalid = (field: EngineerField) =>
    faults.includes(field) ? html`aria-invalid="true" aria-describedby="${field}-fault"` : nothing;
  return html`
    ${
      options.isNew
        ? html`<label>${engineers.key}<input name="key" value="${typed.key}" required maxlength="64" autocomplete="off" ${invalid('key')}>
          <small>${engineers.keyHint}</small>${fault('key')}</label>`
        : nothing
    }
    <label>${engineers.name}<input name="name" value="${typed.name}" required maxlength="200" autocomplete="off" ${invalid('name')}>${fault('name')}</label>
    <label>${engineers.phones}<textarea name="phones" rows="3" required inputmode="tel" ${invalid('phones')}>${typed.phones}</textarea>
      <small>${engineers.phonesHint}</small>${fault('phones')}</label>
    <label>${engineers.languages}<input name="languages" value="${typed.languages}" required ${invalid('languages')}>
      <small>${engineers.languagesHint}</small>${fault('languages')}</label>`;
}
