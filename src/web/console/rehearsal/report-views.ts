import type { RehearsalReport } from '../../../domain/rehearsal/rehearsal-report.ts';
import { type Html, html, nothing } from '../html.ts';
import { heatView } from './heat-view.ts';
import {
  type ReportLook,
  sayCaveats,
  sayChange,
  sayNumber,
  sayPercent,
  sayPoints,
  sayPromise,
} from './report-look.ts';
import type { ToldStory } from './tell-story.ts';

/** What was played, and what it came to: the same on the page and in the file. @param story null: no call was missed */
export function playedView(report: RehearsalReport, story: ToldStory | null, look: ReportLook): Html {
  return html`${keptView(report, look)}${missView(report, look)}${storyView(story, look)}${whatIfView(report, look)}${peopleView(report, look)}${restView(report, look)}`;
}

export function caveatsView(report: RehearsalReport, { words }: ReportLook): Html {
  return html`${sayCaveats(report, words).map((line) => html`<p class="caveat">${line}</p>`)}`;
}

/** A table that scrolls by itself where it has no room. */
export function wideTable(name: string, heads: readonly Html[], rows: readonly Html[]): Html {
  return html`<div class="wide" tabindex="0" role="region" aria-label="${name}"><table><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

export const head = (name: string): Html => html`<th scope="col">${name}</th>`;
const figureHead = (name: string): Html => html`<th scope="col" class="digits">${name}</th>`;
const figure = (said: string): Html => html`<td class="digits">${said}</td>`;

function keptView(report: RehearsalReport, look: ReportLook): Html {
  if (report.kept.length === 0) return nothing;
  const { words } = look;
  const said = words.rehearsal.report;
  const rows = report.kept.map(
    ({ share, low, high, tickets, ...promise }) =>
      html`<tr><td>${sayPromise(promise, look)}</td>${figure(sayPercent(share, words))}${figure(said.between(sayPercent(low, words), sayPercent(high, words)))}${figure(sayNumber(tickets, 0, words))}</tr>`,
  );
  const heads = [head(said.promiseOf), ...[said.share, said.interval, said.tickets].map(figureHead)];
  return html`<h2>${said.kept}</h2><p><b>${said.perYear(sayNumber(missesAYear(report), 1, words))}</b></p>${wideTable(said.kept, heads, rows)}${heatView(report, look)}`;
}

function missesAYear({ misses }: RehearsalReport): number {
  return misses.reduce((sum, { perYear }) => sum + perYear, 0);
}

function missView({ misses }: RehearsalReport, { words }: ReportLook): Html {
  if (misses.length === 0) return nothing;
  const said = words.rehearsal.report;
  const rows = misses.map(
    ({ cause, perYear, change, keptAfter }) =>
      html`<tr>${figure(sayNumber(perYear, 1, words))}<td>${said.misses[cause]}</td><td>${said.remedies[change]}</td>${figure(keptAfter === null ? said.notTried : sayPercent(keptAfter, words))}</tr>`,
  );
  const heads = [figureHead(said.aYear), head(said.took), head(said.change), figureHead(said.keptThen)];
  return html`<h2>${said.missed}</h2>${wideTable(said.missed, heads, rows)}`;
}

function storyView(story: ToldStory | null, look: ReportLook): Html {
  if (!story) return nothing;
  const { words, format, now } = look;
  const said = words.rehearsal.report;
  const rows = story.lines.map(
    ({ at, text }) => html`<tr><td>${format.dayOf(at, now)}, ${format.second(at)}</td><td>${text}</td></tr>`,
  );
  const { call, cause } = story.ticket;
  const promise = sayPromise(story.ticket, look);
  const title = said.storyTitle(call + 1, story.replication + 1, promise);
  const more = story.left > 0 ? html`<p class="quiet">${words.rehearsal.more(story.left)}</p>` : nothing;
  return html`<h2>${said.story}</h2><p>${title}${cause ? `: ${said.misses[cause]}` : ''}</p>${wideTable(said.story, [said.at, said.happened].map(head), rows)}${more}`;
}

/** The name of a change stands once, beside all that it touches. */
function changeCell(name: string, index: number, rows: number): Html {
  return index > 0 ? nothing : html`<th scope="rowgroup" rowspan="${rows}">${name}</th>`;
}

function changeRow(name: string, said: string): Html {
  return html`<tr><th scope="row">${name}</th><td colspan="3">${said}</td></tr>`;
}

/** What changes make of the promises, with the same calls and the same people. */
export function whatIfView({ whatIf }: Pick<RehearsalReport, 'whatIf'>, look: ReportLook): Html {
  if (whatIf.length === 0) return nothing;
  const { words } = look;
  const said = words.rehearsal.report;
  const rows = [...Map.groupBy(whatIf, ({ name }) => name)].flatMap(([name, promises]) => {
    const touched = promises.filter(({ difference, low, high }) => difference !== 0 || low !== high);
    if (touched.length === 0) return [changeRow(sayChange(name, look), said.noDifference)];
    return touched.map(
      ({ difference, low, high, ...promise }, index) =>
        html`<tr>${changeCell(sayChange(name, look), index, touched.length)}<td>${sayPromise(promise, look)}</td>${figure(sayPoints(difference, words))}${figure(said.between(sayPoints(low, words), sayPoints(high, words)))}</tr>`,
    );
  });
  const heads = [head(said.changed), head(said.promiseOf), ...[said.points, said.interval].map(figureHead)];
  return html`<h2>${said.whatIf}</h2>${wideTable(said.whatIf, heads, rows)}`;
}

function peopleView({ people }: RehearsalReport, { words, nameOf }: ReportLook): Html {
  if (people.length === 0) return nothing;
  const said = words.rehearsal.report;
  const rows = people.map(
    ({ key, pages, nights, restBreaches }) =>
      html`<tr><td>${nameOf(key)}</td>${figure(sayNumber(pages, 0, words))}${figure(sayNumber(nights, 1, words))}${figure(sayNumber(restBreaches, 1, words))}</tr>`,
  );
  const heads = [head(said.engineer), ...[said.pages, said.nights, said.breaches].map(figureHead)];
  return html`<h2>${said.people}</h2>${wideTable(said.people, heads, rows)}`;
}

/** Whose rest is broken, before and after each change. */
export function restView({ rest }: Pick<RehearsalReport, 'rest'>, look: ReportLook): Html {
  if (rest.length === 0) return nothing;
  const { words, nameOf } = look;
  const said = words.rehearsal.report;
  const rows = rest.flatMap(({ change, people }) => {
    const name = sayChange(change, look);
    // what looks the same on the page is no difference
    const touched = people.filter(({ before, after }) => before.toFixed(1) !== after.toFixed(1));
    if (touched.length === 0) return [changeRow(name, people.length > 0 ? said.noDifference : said.restNone)];
    return touched.map(
      ({ key, before, after }, index) =>
        html`<tr>${changeCell(name, index, touched.length)}<td>${nameOf(key)}</td>${figure(sayNumber(before, 1, words))}${figure(sayNumber(after, 1, words))}</tr>`,
    );
  });
  const heads = [head(said.changed), head(said.engineer), figureHead(said.before), figureHead(said.after)];
  return html`<h2>${said.rest}</h2>${wideTable(said.rest, heads, rows)}`;
}
