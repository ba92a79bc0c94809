import { readdirSync, readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { findRun } from '../../src/domain/rehearsal-runs/run-store.ts';
import { type Browser, type Office, openConsole } from '../support/console.ts';

const SMALL = { calls: '20', replications: '12', seed: '3' };
/** More than is ever played while a test looks. */
const LARGE = { calls: '2000', replications: '500', seed: '3' };
/** Another process plays, on a machine that may be busy. */
const PATIENCE = { timeout: 90_000, interval: 100 };

const start = async (browser: Browser, fields: Record<string, string>) => {
  const { status, location } = await browser.post('/rehearsal/runs', fields);
  expect(status).toBe(303);
  return location ?? '';
};

const isOver = (office: Office, path: string) =>
  vi.waitFor(async () => {
    const run = await findRun(office.hotline.database, path.split('/').at(-1) ?? '', new Date());
    expect(run?.status).not.toBe('running');
    return run;
  }, PATIENCE);

const isPlaying = (office: Office, path: string) =>
  vi.waitFor(async () => {
    const run = await findRun(office.hotline.database, path.split('/').at(-1) ?? '', new Date());
    expect(run?.progress?.done).toBeGreaterThan(0);
  }, PATIENCE);

/** The processes of this one that play. */
function players(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const parent = /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return Number(parent) === process.pid && command.includes('rehearse-process');
      } catch {
        return false;
      }
    });
}

it('an engineer sees none, and an auditor reads and starts none', async () => {
  await using office = await openConsole();
  const engineer = await office.as('engineer');
  expect((await engineer.post('/rehearsal/runs', SMALL)).status).toBe(403);
  const supervisor = await office.as('supervisor');
  const path = await start(supervisor, SMALL);
  await isOver(office, path);
  expect((await engineer.get(path)).status).toBe(403);
  expect((await engineer.get(`${path}/report.json`)).status).toBe(403);
  const auditor = await office.as('auditor');
  expect((await auditor.get('/rehearsal')).text).toContain(`href="${path}"`);
  expect((await auditor.get('/rehearsal')).text).not.toContain('action="/rehearsal/runs"');
  expect((await auditor.post('/rehearsal/runs', SMALL)).status).toBe(403);
  expect((await auditor.post(`${path}/stop`, {})).status).toBe(403);
  expect((await auditor.get(path)).text).toContain('How often is it kept?');
  expect((await auditor.get(`${path}/report.json`)).status).toBe(200);
});

it.each([
  [{}, ['Calls: a whole number from 1 to 20000']],
  [
    { ...SMALL, seed: '٣', 'phone-off': '<script>' },
    ['Seed: a whole number', 'not in the directory any more'],
  ],
])('%j starts none, and the form says why', async (fields, said) => {
  await using office = await openConsole();
  const supervisor = await office.as('supervisor');
  const { status, text } = await supervisor.post('/rehearsal/runs', fields as Record<string, string>);
  expect(status).toBe(422);
  for (const words of said) expect(text).toContain(words);
  expect(text).not.toContain('<script>"');
  expect(await office.hotline.database.query('select id from rehearsal_runs')).toEqual([]);
});

it('one is played, read by others in their language, and saved as a file', async () => {
  await using office = await openConsole();
  const supervisor = await office.as('supervisor');
  const path = await start(supervisor, {
    ...SMALL,
    without: 'anna',
    'phone-off': 'ben',
    'carrier-down': '94',
    'calls-times': '1,5',
    'holiday-week': 'yes',
  });
  expect(await isOver(office, path)).toMatchObject({ status: 'done', askedBy: 'The supervisor' });
  const { text } = await supervisor.get(path);
  for (const said of [
    'Every promise can be kept, whenever the call comes in.',
    'How often is it kept?',
    'Expected to be missed:',
    'By weekday and hour',
    'Monday 9:00',
    'without Anna',
    '94 minutes without the carrier',
    '1.5 times the calls',
    'a week of holidays',
    'before and after each change',
    'People, in the whole time',
  ])
    expect(text).toContain(said);
  const other = await office.as('administrator');
  await other.get('/rehearsal?lang=de');
  expect((await other.get(path)).text).toContain('Nach Wochentag und Stunde');
  const json = JSON.parse((await other.get(`${path}/report.json`)).text);
  expect(json).toMatchObject({ seed: 3, calls: 20, replications: 12, interrupted: false, proof: [] });
  expect([...new Set(json.whatIf.map(({ name }: { name: string }) => name))]).toEqual([
    'without:anna',
    'phone-off:ben',
    'carrier-down:PT94M',
    'calls:x1.5',
    'holiday-week',
  ]);
  expect(json.rest.map(({ change }: { change: string }) => change)).toContain('without:anna');
  const file = await other.get(`${path}/report.html`);
  expect(file.headers.get('content-disposition')).toContain('rehearsal-');
  expect(file.text).toContain('<h1>Probe der Hotline</h1>');
  expect(file.text).not.toMatch(/(?:src|href)="/);
});

it('whoever changes what is in force meanwhile is told that the figures are of before', async () => {
  await using office = await openConsole();
  const supervisor = await office.as('supervisor');
  const path = await start(supervisor, SMALL);
  await isOver(office, path);
  const said = 'What is in force has changed since';
  expect((await supervisor.get(path)).text).not.toContain(said);
  await office.hotline.database.query(`update engineers set languages = '{fr}' where key = 'anna'`);
  expect((await supervisor.get(path)).text).toContain(said);
});

it('of two supervisors at once one starts, the other sees how far it is, and stops it; what was played is shown', async () => {
  await using office = await openConsole();
  const [one, other] = [await office.as('supervisor'), await office.as('administrator')];
  const path = await start(one, LARGE);
  expect(await start(other, SMALL)).toBe(`${path}?done=busy`);
  const { text } = await other.get(`${path}?done=busy`);
  expect(text).toContain('A rehearsal is running already');
  expect(text).toContain('<progress');
  expect(text).toContain('<noscript><meta http-equiv="refresh" content="5"></noscript>');
  await isPlaying(office, path);
  await other.post(`${path}/stop`, {});
  expect(await isOver(office, path)).toMatchObject({ status: 'stopped', stopAsked: true });
  const stopped = (await one.get(path)).text;
  expect(stopped).toMatch(/Stopped early: this is what \d+ replications? came to/);
  expect(stopped).toContain('How often is it kept?');
  const report = JSON.parse((await one.get(`${path}/report.json`)).text);
  expect(report.interrupted).toBe(true);
  // what helps was not tried any more, and is not said to help
  for (const { keptAfter } of report.misses) expect(keptAfter).toBeNull();
  expect(await start(other, SMALL)).not.toContain('busy');
});

it('one whose process is killed is said to have broken off, and the next can be started', async () => {
  await using office = await openConsole();
  const supervisor = await office.as('supervisor');
  const path = await start(supervisor, LARGE);
  await isPlaying(office, path);
  for (const pid of players()) process.kill(pid, 'SIGKILL');
  expect(await isOver(office, path)).toMatchObject({ status: 'failed' });
  expect((await supervisor.get(path)).text).toContain('ended without an answer');
  expect((await supervisor.get(`${path}/report.json`)).status).toBe(404);
  expect(await isOver(office, await start(supervisor, SMALL))).toMatchObject({ status: 'done' });
});

it('one whose service is gone has broken off, and is in nobody’s way; the last ten are kept', async () => {
  await using office = await openConsole();
  const { database } = office.hotline;
  const supervisor = await office.as('supervisor');
  await database.query(
    `insert into rehearsal_runs (asked_at, asked_by, asked, seen_at, status)
     select $2::timestamptz - n * interval '1 hour', 'somebody', $1, $2::timestamptz - interval '1 hour', case n when 1 then 'running' else 'done' end
     from generate_series(1, 15) n`,
    [JSON.stringify({ calls: 1, replications: 1, seed: 1, whatIfs: [] }), new Date()],
  );
  expect((await supervisor.get('/rehearsal')).text).toContain('broke off');
  const path = await start(supervisor, SMALL);
  expect(await isOver(office, path)).toMatchObject({ status: 'done' });
  expect(await database.query('select id from rehearsal_runs')).toHaveLength(10);
});

it('a page that is open hears how far it is, and when it is over', async () => {
  await using office = await openConsole();
  const supervisor = await office.as('supervisor');
  const path = await start(supervisor, SMALL);
  // it ends by itself once the rehearsal is over
  const { text } = await supervisor.get(`${path}/live`, { accept: 'text/event-stream' });
  const last = text.split('\n\n').findLast((event) => event.includes('event: change'));
  expect(last).toContain('Show the result');
  expect((await supervisor.get(`${path}/live`, { accept: 'text/event-stream' })).status).toBe(204);
});
