import type { KeptShare, RehearsalReport } from '../../domain/rehearsal/rehearsal-report.ts';
import { type Html, html } from '../../web/console/html.ts';
import { CAUSES, caveats, MISSES, percent, points, showInstant } from './say-report.ts';
import type { ToldStory } from './tell-story.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The report as one page that needs nothing from elsewhere, and prints. @param story of a call that was missed; null: none was */
export function reportPage(report: RehearsalReport, story: ToldStory | null): Html {
  return html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rehearsal of the hotline</title>
<style>${html.raw`${STYLE}`}</style>
<h1>Rehearsal of the hotline</h1>
<p>${showInstant(report.from)} to ${showInstant(report.until)} UTC · ${report.replications} times ${report.calls} calls · seed ${report.seed} · version ${report.version}</p>
${caveats(report).map((line) => html`<p class="caveat">${line}</p>`)}
<h2>Can every promise be kept?</h2>
${proofView(report)}
${report.kept.length === 0 ? '' : html`<h2>How often is it kept?</h2>${keptTable(report)}${heatMaps(report)}`}
${missTable(report)}
${storyView(story)}
${whatIfTable(report)}
${peopleTable(report)}
<p class="small">Directory ${report.directory}</p>
</html>
`;
}

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d0d5dd, #475467); --quiet: light-dark(#475467, #98a2b3); }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin-top: 2rem } h3 { font-size: 1rem; margin: 1.2rem 0 .4rem }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .3rem .5rem; border-bottom: 1px solid var(--line); vertical-align: top }
td.figure, th.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
.wide { overflow-x: auto } .heat th { font-weight: normal; font-size: .7rem; padding: 0 } .heat td { border: 1px solid var(--line); height: 1.1rem; padding: 0 }
.caveat { border-left: 4px solid #b54708; padding-left: .6rem } .good { border-left: 4px solid #067647; padding-left: .6rem }
.small { font-size: .8rem; color: var(--quiet); overflow-wrap: anywhere }
@media print { body { max-width: none; margin: 0 } h2, h3 { break-after: avoid } tr { break-inside: avoid } .heat td { print-color-adjust: exact; -webkit-print-color-adjust: exact } }
`;

function proofView({ proof }: RehearsalReport): Html {
  if (proof.length === 0) return html`<p class="good">Yes, whenever the call comes in.</p>`;
  return html`<p class="caveat">No. In ${proof.length === 1 ? 'one time' : html`${proof.length} times`} a promise cannot be kept, whoever answers.</p>
<div class="wide"><table>
<tr><th>Call comes in (UTC)</th><th>Promise</th><th>Why</th><th>What to do</th></tr>
${proof.map(
  ({ plan, severity, from, until, cause, who, remedy }) =>
    html`<tr><td>${showInstant(from)}<br>to ${showInstant(until)}</td><td>${plan}, severity ${severity}</td><td>${CAUSES[cause]}</td><td>${remedy}${who.length > 0 ? html`<br><span class="small">${who.join(', ')}</span>` : ''}</td></tr>`,
)}
</table></div>`;
}

function keptTable({ kept }: RehearsalReport): Html {
  return html`<div class="wide"><table>
<tr><th>Promise</th><th class="figure">kept</th><th class="figure">95 times in 100 between</th><th class="figure">tickets</th></tr>
${kept.map(
  ({ plan, severity, share, low, high, tickets }) =>
    html`<tr><td>${plan}, severity ${severity}</td><td class="figure">${percent(share)}</td><td class="figure">${percent(low)} and ${percent(high)}</td><td class="figure">${tickets}</td></tr>`,
)}
</table></div>`;
}

/** For each promise the hours of the week, the paler the fewer are kept; each field says its figures. */
function heatMaps({ kept, byHour }: RehearsalReport): Html[] {
  return kept.map(({ plan, severity }) => {
    const cells = new Map(
      byHour
        .filter((cell) => cell.plan === plan && cell.severity === severity)
        .map((cell) => [cell.hour, cell] as const),
    );
    const hours = Array.from({ length: 24 }, (_, hour) => hour);
    return html`<h3>${plan}, severity ${severity}, by hour of the week</h3>
<div class="wide"><table class="heat">
<tr><th></th>${hours.map((hour) => html`<th>${hour}</th>`)}</tr>
${DAYS.map(
  (day, index) =>
    html`<tr><th scope="row">${day}</th>${hours.map((hour) => heatCell(cells.get(index * 24 + hour), `${day} ${hour}:00`))}</tr>`,
)}
</table></div>`;
  });
}

function heatCell(cell: KeptShare | undefined, when: string): Html {
  if (!cell) return html`<td title="${when}: no ticket"></td>`;
  const missed = Math.min(1, (1 - cell.share) * 4);
  const color = missed === 0 ? 'hsl(153 60% 45%)' : `hsl(${Math.round(50 - missed * 50)} 85% 50%)`;
  const figures = `${when}: ${percent(cell.share)} of ${cell.tickets}, between ${percent(cell.low)} and ${percent(cell.high)}`;
  return html`<td style="background:${color}" title="${figures}"></td>`;
}

function missTable({ misses }: RehearsalReport): Html | string {
  if (misses.length === 0) return '';
  return html`<h2>What is missed, and what helps</h2><div class="wide"><table>
<tr><th class="figure">a year</th><th>What took the time</th><th>Smallest change</th><th class="figure">kept then</th></tr>
${misses.map(
  ({ cause, perYear, remedy, keptAfter }) =>
    html`<tr><td class="figure">${perYear.toFixed(1)}</td><td>${MISSES[cause]}</td><td>${remedy}</td><td class="figure">${percent(keptAfter)}</td></tr>`,
)}
</table></div>`;
}

function storyView(story: ToldStory | null): Html | string {
  if (!story) return '';
  return html`<h2>One of them, as it went</h2><p>${story.title}</p><div class="wide"><table>
<tr><th>At (UTC)</th><th>What happened</th></tr>
${story.lines.map(({ at, text }) => html`<tr><td>${at}</td><td>${text}</td></tr>`)}
</table></div>${story.left > 0 ? html`<p class="small">and ${story.left} more</p>` : ''}`;
}

function whatIfTable({ whatIf }: RehearsalReport): Html | string {
  if (whatIf.length === 0) return '';
  return html`<h2>What if</h2><div class="wide"><table>
<tr><th>Change</th><th>Promise</th><th class="figure">points</th><th class="figure">95 times in 100 between</th></tr>
${whatIf.map(
  ({ name, plan, severity, difference, low, high }) =>
    html`<tr><td>${name}</td><td>${plan}, severity ${severity}</td><td class="figure">${points(difference)}</td><td class="figure">${points(low)} and ${points(high)}</td></tr>`,
)}
</table></div>`;
}

function peopleTable({ people }: RehearsalReport): Html | string {
  if (people.length === 0) return '';
  return html`<h2>People, in the whole time</h2><div class="wide"><table>
<tr><th>Engineer</th><th class="figure">pages</th><th class="figure">broken nights</th><th class="figure">with less than 11 hours of rest after</th></tr>
${people.map(
  ({ key, pages, nights, restBreaches }) =>
    html`<tr><td>${key}</td><td class="figure">${pages.toFixed(0)}</td><td class="figure">${nights.toFixed(1)}</td><td class="figure">${restBreaches.toFixed(1)}</td></tr>`,
)}
</table></div>`;
}
