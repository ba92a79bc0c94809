import type { Impossible } from '../../../domain/rehearsal/proof.ts';
import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { type ReportNames, sayPromise, sayRemedy } from './report-look.ts';

/** More say nothing new on one page. */
const MAX_HOLES = 40;

/** Whether every promise can be kept, and if not, when it cannot. @param isPromised whether anything is */
export function promisesView(
  context: ConsoleContext,
  { holes, isPromised }: { holes: readonly Impossible[]; isPromised: boolean },
  names: ReportNames,
): Html {
  const { rehearsal } = context.words;
  if (!isPromised) return html`<p class="warning" role="status">${rehearsal.nothing}</p>`;
  if (holes.length === 0) return html`<h2>${rehearsal.whole}</h2>`;
  return html`<h2 class="missed">${rehearsal.holes(holes.length)}</h2>${holesView(context, holes, names)}`;
}

/** Times in which a promise cannot be kept: of which plan and severity, why, whom it concerns, and where it is mended. */
export function holesView(
  { words, format, now }: ConsoleContext,
  holes: readonly Impossible[],
  names: ReportNames,
): Html {
  const { rehearsal } = words;
  const { nameOf, titles } = names;
  const look = { words, titles };
  const rows = holes.slice(0, MAX_HOLES).map(
    ({ from, until, cause, who, policies, ...hole }) => html`
      <li><b>${rehearsal.span(format.moment(from, now), format.moment(until, now))}</b>
        <div>${sayPromise(hole, look)}: ${rehearsal.causes[cause]}</div>
        <div>${sayRemedy(hole, look)}</div>
        <div class="quiet">${who.length > 0 ? html`${rehearsal.who(who.map(nameOf).join(', '))} ` : nothing}${policies.map(
          (name) =>
            html`<a href="${address('/registry/escalations/:name', { name })}">${rehearsal.policy(titles.escalations.get(name) ?? name)}</a> `,
        )}</div></li>`,
  );
  const more = holes.length - MAX_HOLES;
  return html`<ul class="lines">${rows}</ul>${more > 0 ? html`<p class="quiet">${rehearsal.more(more)}</p>` : nothing}`;
}
