import type { CallEvent } from '../../../domain/calls/call-store.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';

/** That the caller agreed to be recorded: when, and to which words. */
export function consentView({ words, format }: ConsoleContext, steps: readonly CallEvent[]): Html {
  const consents = steps.filter(({ kind }) => kind === 'consent');
  if (consents.length === 0) return nothing;
  const { consent } = words;
  const given = consents.map(({ at, detail }) => {
    const { language, text, version } = detail;
    const lines = Array.isArray(text) ? text.map(String) : [];
    const spoken = typeof language === 'string' ? html` lang="${language}"` : nothing;
    return html`
      <p>${consent.given(format.full(at))}${typeof version === 'string' ? html` <small>${consent.version(version)}</small>` : nothing}</p>
      ${lines.length > 0 ? html`<blockquote${spoken} aria-label="${consent.asked}">${lines.join(' ')}</blockquote>` : nothing}`;
  });
  return html`<section class="card"><h2>${consent.title}</h2>${given}</section>`;
}
