import { namesByKey } from '../../../domain/oncall/engineers/names-by-key.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import type { EditEffect } from './edit-effect.ts';
import { holesView } from './holes-view.ts';
import { restView, whatIfView } from './report-views.ts';

/** What a change that is about to be saved does to the promises; of one that was only tried also that it breaks none. */
export function effectView(
  context: ConsoleContext,
  { proof, sample }: EditEffect,
  engineers: readonly { key: string; name: string }[],
): Html {
  const { rehearsal } = context.words;
  const nameOf = namesByKey(engineers);
  const isTried = sample !== undefined;
  const { breaks = [], mends = [] } = proof ?? {};
  return html`
    ${proof === null ? html`<p class="warning" role="alert">${rehearsal.changeUnknown}</p>` : nothing}
    ${breaks.length > 0 ? html`<section class="card fault" role="alert"><p>${rehearsal.breaks}</p>${holesView(context, breaks, nameOf)}</section>` : nothing}
    ${isTried && proof !== null && breaks.length === 0 ? html`<p class="notice" role="status">${rehearsal.breaksNothing}</p>` : nothing}
    ${mends.length > 0 ? html`<section class="card"><p>${rehearsal.mends}</p>${holesView(context, mends, nameOf)}</section>` : nothing}
    ${isTried ? sampleView(context, sample, nameOf) : nothing}`;
}

function sampleView(
  { words, format, now }: ConsoleContext,
  sample: NonNullable<EditEffect['sample']> | null,
  nameOf: (engineer: string) => string,
): Html {
  if (sample === null) return html`<p class="warning" role="status">${words.rehearsal.notSampled}</p>`;
  const look = { words, format, now, nameOf };
  return html`<section class="card rehearsed"><p>${words.rehearsal.sampled(sample.replications)}</p>${whatIfView(sample, look)}${restView(sample, look)}</section>`;
}

/** The look of its tables, beside that of the page it stands on. */
export const EFFECT_HEAD: Html = html`<link rel="stylesheet" href="/assets/rehearsal.css">`;
