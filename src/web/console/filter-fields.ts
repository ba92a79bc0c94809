import { SEVERITIES } from '../../domain/tickets/ticket.ts';
import { type Html, html, nothing } from './html.ts';
import type { Words } from './words/index.ts';

type Options = readonly (readonly [value: string, text: string])[];

/** The fields of a form that narrows a list down. @param query the filters as they were typed */
export function filterFields(words: Words, query: Readonly<Record<string, string>>) {
  const chosen = (name: string) => query[name] ?? '';
  const option = (name: string, [value, text]: Options[number]) =>
    html`<option value="${value}" ${chosen(name) === value ? html`selected` : nothing}>${text}</option>`;
  /** @param none what stands first, for no choice; null: there always is one */
  const select = (
    name: string,
    label: string,
    options: Options,
    none: string | null = words.calls.any,
  ): Html => {
    const first = none === null ? nothing : html`<option value="">${none}</option>`;
    return html`<label>${label}<select name="${name}">${first}${options.map((each) => option(name, each))}</select></label>`;
  };
  const day = (name: string, label: string): Html =>
    html`<label>${label}<input type="date" name="${name}" value="${chosen(name)}"></label>`;
  return {
    chosen,
    select,
    severity: () =>
      select(
        'severity',
        words.severityLabel,
        SEVERITIES.map((severity) => [String(severity), `${severity} ${words.severity(severity)}`]),
      ),
    days: () => html`${day('from', words.calls.from)}${day('until', words.calls.until)}`,
  };
}
