import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisesAnything, type RehearsalReport } from '../../../domain/rehearsal/rehearsal-report.ts';
import { type Html, html } from '../html.ts';
import { type ReportLook, sayPromise, sayRemedy } from './report-look.ts';
import { caveatsView, head, playedView, wideTable } from './report-views.ts';
import type { ToldStory } from './tell-story.ts';

const STYLES = join(import.meta.dirname, '..', 'assets', 'rehearsal.css');
const BODY = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; --line: light-dark(#d0d5dd, #475467); --quiet: light-dark(#475467, #98a2b3); }
html { background: light-dark(#ffffff, #121618); color: light-dark(#18211f, #e7edeb); }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; background: inherit; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .3rem .5rem; border-bottom: 1px solid var(--line); vertical-align: top; }
.quiet { color: var(--quiet); overflow-wrap: anywhere; }
@media print { :root { color-scheme: light; } body { max-width: none; margin: 0; padding: 0; } }`;

let styles: string | undefined;

/**
 * A report as one page that needs nothing from elsewhere, may load nothing, and prints.
 * @param story of a call that was missed; null: none was
 */
export function rehearsalDocument(
  report: RehearsalReport,
  story: ToldStory | null,
  look: ReportLook,
): string {
  const { words, format } = look;
  const said = words.rehearsal.report;
  const { replications, calls, seed, version } = report;
  styles ??= `${BODY}\n${readFileSync(STYLES, 'utf8')}`;
  return html`<!doctype html>
<html lang="${words.language}">
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${said.title}</title>
<style>${html.raw`${styles}`}</style>
<body class="rehearsed"><main>
<h1>${said.title}</h1>
<p>${said.facts(format.full(report.from), format.full(report.until), format.zone)}<br>${said.played(String(replications), String(calls), seed, version)}</p>
${caveatsView(report, look)}
<h2>${said.proof}</h2>
${proofTable(report, look)}
${playedView(report, story, look)}
<p class="quiet">${said.directory} ${report.directory}</p>
</main></body>
</html>
`.toString();
}

function proofTable(report: RehearsalReport, look: ReportLook): Html {
  const { proof } = report;
  const { words, format, now, nameOf } = look;
  const { rehearsal } = words;
  const said = rehearsal.report;
  if (!promisesAnything(report)) return html`<p class="caveat">${rehearsal.nothing}</p>`;
  if (proof.length === 0) return html`<p class="fine">${said.canAll}</p>`;
  const rows = proof.map(
    ({ from, until, cause, who, ...hole }) =>
      html`<tr><td>${rehearsal.span(format.moment(from, now), format.moment(until, now))}</td><td>${sayPromise(hole, look)}</td><td>${rehearsal.causes[cause]}</td><td>${sayRemedy(hole, look)}${who.length > 0 ? html`<br><span class="quiet">${who.map(nameOf).join(', ')}</span>` : ''}</td></tr>`,
  );
  const heads = [said.comesIn, said.promiseOf, said.why, said.remedy].map(head);
  return html`<p class="caveat">${said.cannot(proof.length)}</p>${wideTable(said.proof, heads, rows)}`;
}
