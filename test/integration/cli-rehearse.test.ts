import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { ended, hotline, hotlineProcess, startHotlineCommand } from '../support/hotline-command.ts';
import { SAMPLE_WITHOUT_CONTACTS } from '../support/sample-without-contacts.ts';

const TIME = ['--from', '2026-12-01', '--until', '2026-12-15'];
const SMALL = [...TIME, '--calls', '40', '--replications', '12'];

let folder: string;
let sample: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hotline-rehearse-'));
  sample = join(folder, 'sample.yaml');
  await writeFile(sample, SAMPLE_WITHOUT_CONTACTS);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The sample, with a hole cut into it: only schedules are paged, and nobody is on call in any from Tuesday night on. */
async function holedDirectory(): Promise<string> {
  const file = join(folder, 'holed.yaml');
  const holed = SAMPLE_WITHOUT_CONTACTS.replaceAll(', tam]', ']')
    .replaceAll('engineer:tom, ', '')
    .replaceAll(/(from: 2026-01-0\dT08:00)/g, '$1, until: 2026-12-08T22:00')
    .replaceAll(/^( +)(from: [^,]+), (until: .*)$/gm, '$1$2\n$1$3');
  await writeFile(file, holed);
  return file;
}

test('a directory without a hole is said to be one, and the same seed gives the same bytes', async () => {
  const ask = () => hotline(['rehearse', '--directory', sample, ...SMALL, '--what-if', 'calls:x2', '--json']);
  const [one, other] = [await ask(), await ask()];
  expect(one.code).toBe(0);
  expect(one.out).toBe(other.out);
  const report = JSON.parse(one.out);
  expect(report).toMatchObject({
    seed: 1,
    from: '2026-12-01T00:00:00.000Z',
    until: '2026-12-15T00:00:00.000Z',
    replications: 12,
    calls: 40,
    habits: 'stated',
    interrupted: false,
    proof: [],
    backtest: { months: 0, inside: null },
  });
  expect(report.directory).toMatch(/^[0-9a-f]{64}$/);
  expect(report.kept.length).toBeGreaterThan(3);
  expect(report.kept.reduce((sum: number, { tickets }: { tickets: number }) => sum + tickets, 0)).toBe(480);
  expect(new Set(report.whatIf.map(({ name }: { name: string }) => name))).toEqual(new Set(['calls:x2']));
});

test('a hole is found to the minute, and told with who could close it', async () => {
  const file = await holedDirectory();
  const { code, out } = await hotline(
    ['rehearse', '--directory', file, ...TIME, '--replications', '0', '--json'],
    {},
  );
  expect(code).toBe(0);
  const hole = JSON.parse(out).proof.find(({ severity }: { severity: number }) => severity === 1);
  expect(hole).toMatchObject({
    from: '2026-12-08T21:00:00.000Z',
    until: '2026-12-15T00:00:00.000Z',
    cause: 'gap',
  });
  expect(hole.remedy).toContain('from 2026-12-08T22:00');
});

test('Ctrl-C, which the whole group hears, stops it at any time, and what was played is told', async () => {
  const asked = ['rehearse', '--directory', sample, ...TIME, '--calls', '2000', '--json'];
  const child = startHotlineCommand(asked, { isOwnGroup: true });
  const end = ended(child);
  const players = () => readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8');
  // just born, they hear nothing yet
  await expect.poll(players, { interval: 5, timeout: 30_000 }).not.toBe('');
  process.kill(-(child.pid ?? 0), 'SIGINT');
  const { code, out, err } = await end;
  expect([code, err]).toEqual([0, '']);
  expect(JSON.parse(out)).toMatchObject({ interrupted: true });
}, 60_000);

test('the report for people names holes and what to do, and the page is written', async () => {
  const page = join(folder, 'report.html');
  const file = await holedDirectory();
  const { out } = await hotline(['rehearse', '--directory', file, ...SMALL, '--html', page]);
  expect(out).toContain('in which a promise cannot be kept, whoever answers');
  expect(out).toContain('How people react is assumed');
  const html = await readFile(page, 'utf8');
  expect(html).toContain('<h1>Rehearsal of the hotline</h1>');
  expect(html).not.toMatch(/(?:src|href)="/);
});

test('the report for people calls everybody and every change by name', async () => {
  const { out } = await hotline(['rehearse', '--directory', sample, ...SMALL, '--what-if', 'without:anna']);
  expect(out).toMatch(/^ {2}Carla Moreno: \d+ pages, /m);
  expect(out).toMatch(/^ {2}without Anna Weber: plan enhanced, severity 1: /m);
  expect(out).toMatch(/^Nights with too little rest after.*\n {2}without Anna Weber\n {4}Anna Weber \d/m);
  expect(out).not.toMatch(/\b(?:carla|anna|ben)\b/);
});

test.each([
  [['--what-if', 'without:nobody'], 1, 'Engineers of the directory'],
  [['--what-if', 'weather:bad'], 2, 'What can be asked'],
  [['--what-if', 'calls:2'], 2, 'Write x2, or at most x100.'],
  [['--what-if', 'directory:missing.yaml'], 1, 'missing.yaml cannot be read'],
  [['--from', 'Tuesday'], 2, '--from is "Tuesday", which is no time'],
  [['--from', '2026-12-02', '--until', '2026-12-01'], 2, '--until must be after --from'],
  [['--until', '2099-01-01'], 2, 'five years apart at most'],
  [['--calls', '99999999', '--replications', '99999999'], 2, 'may be 50000000 at most'],
  [['--calls', '2000000', '--replications', '1', '--what-if', 'calls:x100'], 2, 'may be 50000000 at most'],
  [['--seed', 'x'], 2, 'Allowed: a whole number'],
])('%j is refused with what to do', async (options, code, words) => {
  const from = options.includes('--from') ? [] : TIME.slice(0, 2);
  const answer = await hotline(['rehearse', '--directory', sample, ...from, ...options]);
  expect({ code: answer.code, said: answer.err }).toEqual({ code, said: expect.stringContaining(words) });
});

test.each(['--calls', '--replications'])('with %s 0 only proves what is promised', async (option) => {
  const { code, out } = await hotline(['rehearse', '--directory', sample, ...TIME, option, '0']);
  expect(code).toBe(0);
  expect(out).toContain('✓ Every promise can be kept');
  expect(out).not.toContain('Nothing is promised');
});

test('today begins in UTC, wherever the machine is', async () => {
  const asked = ['rehearse', '--directory', sample, '--replications', '0', '--json'];
  const { out } = await hotlineProcess(asked, { env: { TZ: 'Asia/Kathmandu' } });
  expect(JSON.parse(out).from).toMatch(/T00:00:00\.000Z$/);
});

test('a directory with faults is refused as `check` refuses it', async () => {
  const file = join(folder, 'faulty.yaml');
  await writeFile(file, 'plans: { x: {} }\n');
  const { code, err } = await hotline(['rehearse', '--directory', file]);
  expect(code).toBe(1);
  expect(err).toContain('The directory file is refused');
});

test('an import that would break a promise is refused if asked, and nothing of it is in force', async () => {
  await using database = await freshDatabase();
  const env = { DATABASE_URL: database.url, SECRET_KEY: 'the-secret-key-of-the-rehearsal' };
  const run = (...asked: string[]) => hotline(['directory', 'import', ...asked, '--json'], { env });
  expect((await run(sample, '--rehearse')).code).toBe(0);
  const before = await database.query('select name, definition from schedules order by name');
  const file = await holedDirectory();
  const refused = await run(file, '--rehearse');
  expect(refused.code).toBe(1);
  const { ok, faults } = JSON.parse(refused.out);
  expect(ok).toBe(false);
  expect(faults[0]).toMatchObject({
    file,
    message: expect.stringMatching(
      /^plan \w+, severity \d, could not be kept any more from .* UTC, whoever answers: /,
    ),
    remedy: expect.stringContaining('on call'),
  });
  expect(await database.query('select name, definition from schedules order by name')).toEqual(before);
  // whoever does not ask is not kept from it; and what was broken before breaks nothing more
  expect((await run(file)).code).toBe(0);
  expect((await run(file, '--rehearse')).code).toBe(0);
  expect((await run(sample, '--rehearse')).code).toBe(0);
});

test('an import that is worse is tried without being made, and made when that is accepted', async () => {
  await using database = await freshDatabase();
  const env = { DATABASE_URL: database.url, SECRET_KEY: 'the-secret-key-of-the-rehearsal' };
  const run = (...asked: string[]) => hotline(['directory', 'import', ...asked], { env });
  const inForce = () => database.query('select name, definition from schedules order by name');
  const tried = await run(sample, '--dry-run');
  expect(tried).toMatchObject({ code: 0, out: expect.stringContaining('Nothing was imported.') });
  expect(tried.out).toMatch(/^customers +\d+ new, 0 changed, 0 retired$/m);
  expect(await inForce()).toEqual([]);
  expect((await run(sample)).code).toBe(0);
  const before = await inForce();
  const file = await holedDirectory();
  const worse = 'could not be kept any more from';
  const refused = await run(file, '--rehearse', '--dry-run');
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining(worse) });
  expect(refused.err).toContain('nothing would be imported');
  const told = await run(file, '--rehearse', '--dry-run', '--accept-worse', '--json');
  expect(told.code).toBe(0);
  expect(JSON.parse(told.out)).toMatchObject({ ok: true, dryRun: true });
  expect(JSON.parse(told.out).worse[0].message).toContain(worse);
  expect(await inForce()).toEqual(before);
  expect((await run(file, '--accept-worse')).code).toBe(2);
  const accepted = await run(file, '--rehearse', '--accept-worse');
  expect(accepted).toMatchObject({ code: 0, err: expect.stringContaining(worse) });
  expect(accepted.out).toContain('is in force.');
  expect(await inForce()).not.toEqual(before);
});

test('a missed call is told in the words of the timeline, in the terminal and on the page', async () => {
  const page = join(folder, 'story.html');
  const asked = ['rehearse', '--directory', sample, ...SMALL, '--seed', '5', '--html', page];
  const { code, out } = await hotline(asked);
  expect(code).toBe(0);
  const story = out.slice(out.indexOf('One of them, as it went')).split('\n');
  expect(story[1]).toMatch(/^ {2}Call \d+ of replication \d+, plan \w+, severity \d: /);
  expect(story[2]).toMatch(
    /^ {4}\w{3} 2026-12-\d\d \d\d:\d\d:\d\d {2}The caller opened the ticket by phone, severity /,
  );
  expect(story[3]).toContain('Step 1 of the policy: whoever is on call in');
  expect(story.some((line) => line.endsWith('paged by SMS'))).toBe(true);
  const html = await readFile(page, 'utf8');
  expect(html).toContain('<h2>One of them, as it went</h2>');
  expect(html).toContain('The caller opened the ticket by phone');
});
