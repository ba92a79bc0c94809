import type { ConsoleContext } from '../context.ts';
import { filterFields } from '../filter-fields.ts';
import { type Html, html, nothing } from '../html.ts';

/** What narrows the audit trail down. */
export function auditFilterForm({ words }: ConsoleContext, query: Readonly<Record<string, string>>): Html {
  const { audit, calls } = words;
  const { chosen, select, days } = filterFields(words, query);
  const text = (name: string, label: string, hint: string) =>
    html`<label>${label}<input type="search" name="${name}" value="${chosen(name)}" maxlength="200" placeholder="${hint}"></label>`;
  const actions = Object.entries(audit.actions).toSorted(([, one], [, other]) =>
    one.localeCompare(other, words.locale),
  );
  return html`
    <form class="filters card" method="get" action="/audit" role="search">
      <label class="search">${calls.search}<input type="search" name="q" value="${chosen('q')}" placeholder="${audit.searchHint}" maxlength="200"></label>
      ${text('who', audit.who, audit.whoHint)}
      ${select('action', audit.did, actions)}
      ${text('subject', audit.subject, audit.subjectHint)}
      ${days()}
      <div class="buttons"><button>${calls.submit}</button>${Object.keys(query).length > 0 ? html`<a href="/audit">${calls.reset}</a>` : nothing}</div>
    </form>`;
}
