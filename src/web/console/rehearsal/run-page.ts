import { promisesAnything, type RehearsalReport } from '../../../domain/rehearsal/rehearsal-report.ts';
import type { RehearsalRun } from '../../../domain/rehearsal-runs/run.ts';
import { may } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import { backTo } from '../back-view.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import type { Change } from '../live/stream.ts';
import { noticeView } from '../notice.ts';
import { promisesView } from './holes-view.ts';
import { type LiveRun, versionOfRun } from './live-run.ts';
import { type ReportLook, sayChange } from './report-look.ts';
import { caveatsView, playedView } from './report-views.ts';
import type { ToldStory } from './tell-story.ts';

export interface ShownRun {
  run: RehearsalRun;
  /** null: there is none yet, or it broke off */
  report: RehearsalReport | null;
  story: ToldStory | null;
  /** what is in force is something else by now */
  isOld: boolean;
  notice: string | null;
  look: ReportLook;
}

/** Without scripts the page of one that runs is loaded again so often, seconds. */
const AGAIN_S = 5;

/** A rehearsal: how far it is, or what it came to. */
export function runPage(context: ConsoleContext, shown: ShownRun): Html {
  const { words, format, now } = context;
  const { run, notice } = shown;
  const isRunning = run.status === 'running';
  const title = words.rehearsal.run.heading(format.moment(run.askedAt, now));
  const content = html`
    ${backTo(address('/rehearsal'), words.rehearsal.run.all)}
    <div class="page-title"><h1>${title}</h1><p>${sayAsked(run, shown.look)}</p></div>
    ${noticeView(notice)}
    <div class="rehearsed">${isRunning ? liveView(context, run) : overView(context, shown)}</div>`;
  const frame = { title, content, place: 'registry', style: 'rehearsal' } as const;
  return layout(context, isRunning ? { ...frame, clocksFrom: now, live: AGAIN_S } : frame);
}

/** What is told to a page that follows a rehearsal. */
export function runChange(
  context: ConsoleContext,
  { run, version: is }: LiveRun,
  version: string,
): Change | null {
  return is === version
    ? null
    : { version: is, now: context.now, pieces: { 'run-progress': String(progressView(context, run)) } };
}

function sayAsked({ asked, askedBy }: RehearsalRun, look: ReportLook): string {
  const { calls, replications, seed, whatIfs } = asked;
  const said = look.words.rehearsal.run.asked(String(calls), String(replications), seed, askedBy);
  return [said, ...whatIfs.map((one) => sayChange(one, look))].join(' · ');
}

function liveView(context: ConsoleContext, run: RehearsalRun): Html {
  const { live, connecting, stale, asOf } = context.words.board;
  const stream = address('/rehearsal/runs/:id/live', { id: run.id });
  return html`<section class="card" id="live" data-stream="${stream}" data-version="${versionOfRun(run)}">
      <p class="connection" data-live="${live}" data-connecting="${connecting}" data-stale="${stale}">${asOf(context.format.second(context.now))}</p>
      ${progressView(context, run)}
    </section>`;
}

function progressView(
  { words, user }: ConsoleContext,
  { id, status, progress, stopAsked }: RehearsalRun,
): Html {
  const said = words.rehearsal.run;
  const to = address('/rehearsal/runs/:id', { id });
  if (status !== 'running')
    return html`<div id="run-progress"><p role="status">${said.finished} <a href="${to}">${said.showResult}</a></p></div>`;
  const stage = progress ? said.stages[progress.stage] : said.begins;
  const bar = progress
    ? html`<progress id="run-bar" max="${progress.of}" value="${progress.done}"></progress>`
    : html`<progress id="run-bar"></progress>`;
  const stop = may(user, 'registry')
    ? html`<form method="post" action="${address('/rehearsal/runs/:id/stop', { id })}"><button class="quiet-button">${said.stop}</button></form>`
    : nothing;
  return html`<div id="run-progress"><p><label for="run-bar">${stage}</label>${progress ? html` <span class="digits">${progress.done} / ${progress.of}</span>` : nothing}</p>${bar}
      ${stopAsked ? html`<p role="status">${said.stopping}</p>` : stop}</div>`;
}

function overView(context: ConsoleContext, { run, report, story, isOld, look }: ShownRun): Html {
  const said = context.words.rehearsal.run;
  if (report === null) return html`<p class="warning" role="status">${said.failed}</p>`;
  const { words, format } = look;
  const { facts, directory } = words.rehearsal.report;
  const { id } = run;
  return html`
    ${isOld ? html`<p class="warning">${said.oldDirectory}</p>` : nothing}
    <section class="card">
      <p>${facts(format.full(report.from), format.full(report.until), format.zone)} · ${said.status[run.status]}</p>
      ${caveatsView(report, look)}
      <p class="buttons no-print"><a class="button quiet-button" href="${address('/rehearsal/runs/:id/report.html', { id })}">${said.asHtml}</a> <a class="button quiet-button" href="${address('/rehearsal/runs/:id/report.json', { id })}">${said.asJson}</a></p>
      ${promisesView(context, { holes: report.proof, isPromised: promisesAnything(report) }, look)}
      ${playedView(report, story, look)}
      <p class="quiet">${directory} ${report.directory}</p>
    </section>`;
}
