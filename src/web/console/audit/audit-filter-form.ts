import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';

/** What narrows the audit trail down. */
export function auditFilterForm({ words }: ConsoleContext, query: Readonly<Record<string, string>>): Html {
  const { audit, calls } = words;
  const chosen = (name: string) => query[name] ?? '';
  const text = (name: string, label: string, hint: string) =>
    html`<label>${label}<input type="search" name="${name}" value="${chosen(name)}" maxlength="200" placeholder="${hint}"></label>`;
  const day = (name: string, label: string) =>
    html`<label>${label}<input type="date" name="${name}" value="${chosen(name)}"></label>`;
  const actions = Object.entries(audit.actions).toSorted(([, one], [, other]) =>
    one.localeCompare(other, words.locale),
  );
  const options = actions.map(
    ([action, name]) =>
      html`<option value="${action}" ${chosen('action') === action ? html`selected` : nothing}>${name}</option>`,
  );
  return html`
    <form class="filters card" method="get" action="/audit" role="search">
      <label class="search">${calls.search}<input type="search" name="q" value="${chosen('q')}" placeholder="${audit.searchHint}" maxlength="200"></label>
      ${text('who', audit.who, audit.whoHint)}
      <label>${audit.did}<select name="action"><option value="">${calls.any}</option>${options}</select></label>
      ${text('subject', audit.subject, audit.subjectHint)}
      ${day('from', calls.from)}${day('until', calls.until)}
      <div class="buttons"><button>${calls.submit}</button>${Object.keys(query).length > 0 ? html`<a href="/audit">${calls.reset}</a>` : nothing}</div>
    </form>`;
}
