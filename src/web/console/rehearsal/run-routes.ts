import { rehearsedInForce } from '../../../domain/in-force/rehearsed-in-force.ts';
import { listEngineers, listEngineersEver } from '../../../domain/oncall/engineers/engineer-store.ts';
import { namesByKey } from '../../../domain/oncall/engineers/names-by-key.ts';
import { loadTitles } from '../../../domain/plans/rule-life-store.ts';
import { conductRun } from '../../../domain/rehearsal-runs/conduct-run.ts';
import { fingerprintOfRehearsed } from '../../../domain/rehearsal-runs/fingerprint.ts';
import type { RunResult } from '../../../domain/rehearsal-runs/run.ts';
import {
  askRunToStop,
  createRun,
  findRun,
  findRunResult,
  listRuns,
} from '../../../domain/rehearsal-runs/run-store.ts';
import { address } from '../address.ts';
import { audited, auditView } from '../audited.ts';
import { openStream, sessionStay } from '../live/stream.ts';
import { noticeIn } from '../notice.ts';
import { ANSWERED, type Answer, get, post, type Route, type RouteContext } from '../route.ts';
import { notFound } from '../turned-away.ts';
import { untilOver } from './live-run.ts';
import { rehearsalDocument } from './report-document.ts';
import type { ReportLook } from './report-look.ts';
import { judgeRun } from './run-draft.ts';
import { runChange, runPage } from './run-page.ts';
import { showRehearsals } from './show-rehearsals.ts';
import { type ToldStory, tellStory } from './tell-story.ts';

/** Rehearsals that are played beside the service: started, followed, stopped, read, and saved as a file. */
export const RUN_ROUTES: readonly Route[] = [
  post('/rehearsal/runs', 'registry', start),
  get('/rehearsal/runs/:id', 'export', show),
  get('/rehearsal/runs/:id/live', 'export', follow),
  post('/rehearsal/runs/:id/stop', 'registry', stop),
  get('/rehearsal/runs/:id/report.html', 'export', exportPage),
  get('/rehearsal/runs/:id/report.json', 'export', exportJson),
];

async function start(context: RouteContext): Promise<Answer> {
  const { deps, body, words, now } = context;
  const engineers = new Set((await listEngineers(deps.database)).map(({ key }) => key));
  const judged = judgeRun(body, engineers, words);
  if ('draft' in judged) return showRehearsals(context, judged.draft, 422);
  const { asked } = judged;
  const id = await audited(
    context,
    (tx, { by }) => createRun(tx, { askedBy: by, asked }, now),
    (created) => created !== null && { action: 'rehearsal-started', subject: created, detail: { ...asked } },
  );
  if (id === null) return showRunning(context);
  void conductRun(deps, id, asked);
  return { to: address('/rehearsal/runs/:id', { id }) };
}

/** One at a time: whoever comes second sees the one that runs. */
async function showRunning({ deps, now }: RouteContext): Promise<Answer> {
  const running = (await listRuns(deps.database, now)).find(({ status }) => status === 'running');
  if (!running) return { to: address('/rehearsal') };
  return { to: address('/rehearsal/runs/:id', { id: running.id, done: 'busy' }) };
}

async function show(context: RouteContext): Promise<Answer> {
  const { deps, params, now, words } = context;
  const run = (await findRun(deps.database, params.id ?? '', now)) ?? notFound();
  const result = await findRunResult(deps.database, run.id);
  const notice = noticeIn(context, { busy: words.rehearsal.run.busy });
  const { look, story } = await readingOf(context, result);
  const isOld =
    result !== null &&
    fingerprintOfRehearsed(await rehearsedInForce(deps.database, now)) !== result.report.directory;
  return { page: runPage(context, { run, report: result?.report ?? null, story, isOld, notice, look }) };
}

async function follow(context: RouteContext): Promise<Answer> {
  const { deps, params, now, request, response, words, live } = context;
  const run = (await findRun(deps.database, params.id ?? '', now)) ?? notFound();
  if (run.status !== 'running') {
    // a page that follows one that is over loads itself again, and shows what it came to
    response.status(204).end();
    return ANSWERED;
  }
  const watch = live.rehearsal(run.id);
  const stay = untilOver(sessionStay(context), watch);
  openStream([request, response], { words, stay, now: deps.now }, watch, (current, version) =>
    runChange({ ...context, now: deps.now() }, current, version),
  );
  return ANSWERED;
}

async function stop(context: RouteContext): Promise<Answer> {
  const { deps, params, now } = context;
  const { id } = (await findRun(deps.database, params.id ?? '', now)) ?? notFound();
  await audited(
    context,
    (tx) => askRunToStop(tx, id),
    (asked) => asked && { action: 'rehearsal-stopped', subject: id },
  );
  return { to: address('/rehearsal/runs/:id', { id }) };
}

async function exportPage(context: RouteContext): Promise<Answer> {
  const { id, result } = await exported(context);
  const { look, story } = await readingOf(context, result);
  const type = 'text/html; charset=utf-8';
  const body = rehearsalDocument(result.report, story, look);
  return { file: { name: `rehearsal-${id}.html`, type, body } };
}

async function exportJson(context: RouteContext): Promise<Answer> {
  const { id, result } = await exported(context);
  const body = `${JSON.stringify(result.report, null, 2)}\n`;
  return { file: { name: `rehearsal-${id}.json`, type: 'application/json', body } };
}

async function exported(context: RouteContext): Promise<{ id: string; result: RunResult }> {
  const id = context.params.id ?? '';
  const result = (await findRunResult(context.deps.database, id)) ?? notFound();
  await auditView(context, { action: 'rehearsal-exported', subject: id });
  return { id, result };
}

/** How it is told to whoever reads it. */
async function readingOf(
  { deps, words, format, now }: RouteContext,
  result: RunResult | null,
): Promise<{ look: ReportLook; story: ToldStory | null }> {
  const engineers = await listEngineersEver(deps.database);
  const titles = await loadTitles(deps.database);
  const look = { words, format, now, nameOf: namesByKey(engineers), titles };
  return { look, story: result?.story ? tellStory(result.story, engineers, look) : null };
}
