import { namesByKey } from '../../../domain/oncall/engineers/names-by-key.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import type { EditEffect } from './edit-effect.ts';
import { holesView } from './holes-view.ts';
import type { ReportNames } from './report-look.ts';
import { restView, whatIfView } from './report-views.ts';
import type { Trial } from './trial.ts';

/** What a change that is about to be saved does to the promises; of one that was only tried also that it breaks none. */
export function effectView(
  context: ConsoleContext,
  { proof, sample }: EditEffect,
  { engineers, titles }: Pick<Trial, 'engineers' | 'titles'>,
): Html {
  const { rehearsal } = context.words;
  const names = { nameOf: namesByKey(engineers), titles };
  const isTried = sample !== undefined;
  const { breaks = [], mends = [] } = proof ?? {};
  return html`
    ${proof === null ? html`<p class="warning" role="alert">${rehearsal.changeUnknown}</p>` : nothing}
    ${breaks.length > 0 ? html`<section class="card fault" role="alert"><p>${rehearsal.breaks}</p>${holesView(context, breaks, names)}</section>` : nothing}
    ${isTried && proof !== null && breaks.length === 0 ? html`<p class="notice" role="status">${rehearsal.breaksNothing}</p>` : nothing}
    ${mends.length > 0 ? html`<section class="card"><p>${rehearsal.mends}</p>${holesView(context, mends, names)}</section>` : nothing}
    ${isTried ? sampleView(context, sample, names) : nothing}`;
}

function sampleView(
  { words, format, now }: ConsoleContext,
  sample: NonNullable<EditEffect['sample']> | null,
  names: ReportNames,
): Html {
  if (sample === null) return html`<p class="warning" role="status">${words.rehearsal.notSampled}</p>`;
  const look = { words, format, now, ...names };
  return html`<section class="card rehearsed"><p>${words.rehearsal.sampled(sample.replications)}</p>${whatIfView(sample, look)}${restView(sample, look)}</section>`;
}

/** The look of its tables, beside that of the page it stands on. */
export const EFFECT_HEAD: Html = html`<link rel="stylesheet" href="/assets/rehearsal.css">`;
