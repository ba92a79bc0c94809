import type { Channel } from '../../../domain/paging/page.ts';
import type { PhoneReadiness, Proof, Readiness } from '../../../domain/readiness/decide-readiness.ts';
import type { ConsoleContext } from '../context.ts';
import { sayLength } from '../format.ts';
import { type Html, html, nothing } from '../html.ts';
import type { Words } from '../words/index.ts';

/** How somebody stands, in one word. */
export function verdictPill({ words: { readiness } }: ConsoleContext, { verdict }: Readiness): Html {
  const tone = verdict === null ? 'fine' : verdict === 'unproven' ? 'near' : 'missed';
  return html`<span class="pill ${tone}">${readiness.verdicts[verdict ?? 'ready']}</span>`;
}

/** When a phone was last reached on a channel and how long that took, and a failure since. */
export function proofView(context: ConsoleContext, phone: PhoneReadiness, channel: Channel): Html {
  const { words, format, now } = context;
  const { readiness } = words;
  if (channel === 'sms' && phone.texts !== 'taken')
    return html`<span class="quiet">${readiness.noTexts[phone.texts]}</span>`;
  const proof = phone.proof[channel];
  const failedAt = phone.failedAt[channel];
  const seen = proof
    ? html`<span class="digits">${format.moment(proof.at, now)}</span> <small>${sayProof(proof, readiness)}</small>`
    : html`<span class="quiet">${readiness.never}</span>`;
  const failed = failedAt
    ? html`<div><span class="pill missed">${readiness.failed(format.moment(failedAt, now))}</span></div>`
    : nothing;
  return html`${seen}${failed}`;
}

function sayProof({ by, tookMs }: Proof, { proven, provenAfter }: Words['readiness']): string {
  return tookMs === null ? proven[by] : provenAfter(proven[by], sayLength(tookMs));
}
