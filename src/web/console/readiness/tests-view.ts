import { type TestPage, tookMs } from '../../../domain/readiness/test-page.ts';
import type { ConsoleContext } from '../context.ts';
import { sayLength } from '../format.ts';
import { type Html, html, nothing } from '../html.ts';
import { sayPhone } from '../phone-view.ts';
import { wordFor } from '../words/index.ts';

/** The last tests of somebody: who asked, when it went and arrived, and what came of it. */
export function testsView(context: ConsoleContext, tests: readonly TestPage[]): Html {
  const { readiness } = context.words;
  return html`
    <section class="card" aria-labelledby="tests-title"><h2 id="tests-title">${readiness.tests}</h2>
      ${tests.length > 0 ? html`<ol class="lines">${tests.map((test) => line(context, test))}</ol>` : html`<p class="quiet">${readiness.noTests}</p>`}
    </section>`;
}

function line({ words, format, now }: ConsoleContext, test: TestPage): Html {
  const { readiness, pageBy } = words;
  const { channel, number, outcome, reason, quiet, askedHow, askedAt, sentAt, deliveredAt } = test;
  const tone =
    outcome === null ? 'calm' : outcome === 'confirmed' ? 'fine' : outcome === 'failed' ? 'missed' : 'near';
  const took = tookMs(test);
  const said = outcome === null ? readiness.underWay : readiness.outcomes[outcome];
  const times = [
    sentAt && `${readiness.times.sent} ${format.second(sentAt)}`,
    deliveredAt && `${readiness.times.delivered} ${format.second(deliveredAt)}`,
  ].filter((time) => time !== null);
  const why = reason === null ? nothing : html` · ${wordFor(readiness.reasons, reason)}`;
  return html`
    <li><p>${format.moment(askedAt, now)} <b>${pageBy[channel]}</b> <span class="digits">${sayPhone(number)}</span> <span class="pill ${tone}">${said}</span>${took === null ? nothing : html` ${readiness.took(sayLength(took))}`}</p>
      <p><small>${readiness.asked[askedHow]}${quiet ? html` · ${readiness.quietMark}` : nothing}${why}${times.length > 0 ? html` · ${times.join(' · ')}` : nothing}</small></p></li>`;
}
