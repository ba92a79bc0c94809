import { type Html, html } from '../html.ts';
import type { Words } from '../words/index.ts';

export function severityBadge(severity: number, words: Words): Html {
  return html`<span class="severity s${severity}" title="${words.severityLabel} ${severity}">${severity} ${words.severity(severity)}</span>`;
}
