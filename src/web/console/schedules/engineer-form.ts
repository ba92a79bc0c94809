import type { EngineerEntry } from '../../../domain/directory-entry/directory-schema.ts';
import { sayLanguage } from '../directory/say-date.ts';
import { textOf, textsOf } from '../form.ts';
import { type Html, html, nothing } from '../html.ts';
import type { RouteContext } from '../route.ts';
import type { Words } from '../words/index.ts';

export type EngineerField = keyof Words['engineers']['faults'];

/** What a form says of an engineer, as it was typed. */
export type TypedEngineer = Record<'key' | 'name' | 'phones' | 'languages', string>;

export const NO_ENGINEER: TypedEngineer = { key: '', name: '', phones: '', languages: 'de, en' };

/** The languages somebody can be given in the form, the preferred one first. */
const PLACES = 3;

export function typedEngineer(fields: unknown): TypedEngineer {
  return {
    key: textOf(fields, 'key'),
    name: textOf(fields, 'name'),
    phones: textOf(fields, 'phones'),
    languages: textsOf(fields, 'languages').join(', '),
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
  { words, deps }: Pick<RouteContext, 'words' | 'deps'>,
  typed: TypedEngineer,
  faults: readonly EngineerField[],
  options: { isNew: boolean },
): Html {
  const { engineers } = words;
  const spoken = deps.hotline.script.languages.map(({ language }) => language);
  const fault = (field: EngineerField) =>
    faults.includes(field)
      ? html`<small class="field-fault" id="${field}-fault">${engineers.faults[field]}</small>`
      : nothing;
  const invalid = (field: EngineerField) =>
    faults.includes(field) ? html`aria-invalid="true" aria-describedby="${field}-fault"` : nothing;
  return html`
    <label>${engineers.name}<input name="name" value="${typed.name}" required maxlength="200" autocomplete="off" ${invalid('name')}>${fault('name')}</label>
    <label>${engineers.phones}<textarea name="phones" rows="3" required inputmode="tel" ${invalid('phones')}>${typed.phones}</textarea>
      <small>${engineers.phonesHint}</small>${fault('phones')}</label>
    <fieldset><legend>${engineers.languages}</legend>${languageFields(words, spoken, typed.languages)}
      <small>${engineers.languagesHint}</small>${fault('languages')}</fieldset>
    ${
      options.isNew
        ? html`<label>${engineers.key}<input name="key" value="${typed.key}" maxlength="64" autocomplete="off" ${invalid('key')}>
          <small>${engineers.keyHint}</small>${fault('key')}</label>`
        : nothing
    }`;
}

/** Nobody prefers more of them; each place lists each. */
const MAX_LANGUAGES = 20;

/** A language each, in the order in which they are preferred; one the hotline does not speak stays as it is. */
function languageFields(words: Words, spoken: readonly string[], typed: string): Html {
  const codes = typed.split(/[\s,;]+/).filter((code) => code !== '');
  const chosen = [...new Set(codes)].slice(0, MAX_LANGUAGES);
  const places = Array.from({ length: Math.max(PLACES, chosen.length) }, (_, place) => chosen[place] ?? '');
  const known = [...new Set([...spoken, ...chosen])];
  return html`<div class="chips">${places.map(
    (at, place) => html`<select name="languages" aria-label="${words.engineers.languagePlace(place + 1)}">
      <option value="">–</option>${known.map((code) => html`<option value="${code}" ${code === at ? html`selected` : nothing}>${sayLanguage(words, code)}</option>`)}</select>`,
  )}</div>`;
}
