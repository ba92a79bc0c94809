import { describe, expect, it } from 'vitest';
import { openConsole } from '../support/console.ts';
import type { Hotline } from '../support/hotline.ts';
import { hotline as command } from '../support/hotline-command.ts';

const NOVEMBER = '2026-11-05T10:00:00+01:00';

/**
 * By hand, for Anna, who is always on call in October: 31 days and the hour when the clocks go back, 745 h.
 *   Wed 30 Sep 23:50 to Thu 1 Oct 00:10   10 min of October, at night; its call and its broken night are September's
 *   Sat 10 Oct 02:00-02:25, 02:20-02:40   40 min at night: two calls at once are one time
 *   Sat 10 Oct 09:00-09:03                3 min, within eleven hours of 02:40
 *   Wed 14 Oct 15:00-15:12                12 min
 */
async function workOctober({ database }: Pick<Hotline, 'database'>): Promise<void> {
  for (const [from, until] of [
    ['2026-09-30T23:50', '2026-10-01T00:10'],
    ['2026-10-10T02:00', '2026-10-10T02:25'],
    ['2026-10-10T02:20', '2026-10-10T02:40'],
    ['2026-10-10T09:00', '2026-10-10T09:03'],
    ['2026-10-14T15:00', '2026-10-14T15:12'],
  ])
    await database.query(
      `insert into calls (direction, party, status, visit, engineer, started_at, answered_at, ended_at)
       values ('outbound', 'engineer', 'ended', '{}', 'anna', $1, $1, $2)`,
      [`${from}+02:00`, `${until}+02:00`],
    );
}

const LINES = ['Anna Weber,anna,745,4,65,50,1,1', 'Ben Hartmann,ben,745,0,0,0,0,0'];

describe('a month of stand-by and work', () => {
  it('is a page and a file, equal to what was worked out by hand, and the file is in the audit trail', async () => {
    await using office = await openConsole({ at: NOVEMBER });
    await workOctober(office.hotline);
    const supervisor = await office.as('supervisor');
    const { text } = await supervisor.get('/figures/duty?month=2026-10');
    for (const shown of ['Anna Weber', '745', 'Worked in their rest']) expect(text).toContain(shown);
    const file = await supervisor.get('/figures/duty.csv?month=2026-10');
    expect(file.text.trim().split('\r\n').slice(1)).toEqual(LINES);
    const trail = await (await office.as('auditor')).get('/audit');
    expect(trail.text).toContain('exported figures');
    expect((await supervisor.get('/figures')).text).toContain('href="/figures/duty"');
  });

  it('is asked for as people write months, and its numbers are written as in the reader’s language', async () => {
    await using office = await openConsole({ at: '2026-11-23T10:21:00+01:00' });
    const supervisor = await office.as('supervisor');
    const typed = (month: string, lang: string) =>
      supervisor.get(`/figures/duty?${new URLSearchParams({ month })}`, { 'accept-language': lang });
    expect((await typed('November 2026', 'en')).text).toContain('<td class="digits">538.35</td>');
    expect((await typed('11/2026', 'de')).text).toContain('<td class="digits">538,35</td>');
    const engineer = await office.as('engineer');
    expect((await engineer.get('/figures/duty', { 'accept-language': 'de' })).text).toContain(
      '<dd class="digits">538,35</dd>',
    );
  });

  it('is told by the command line alike, as CSV and as JSON', async () => {
    await using office = await openConsole({ at: NOVEMBER });
    const { database } = office.hotline;
    await workOctober(office.hotline);
    const env = { DATABASE_URL: database.url, SECRET_KEY: 'the-secret-key-of-the-tests' };
    const csv = await command(['duty', '--month', '2026-10'], { env });
    expect(csv.out.trim().split('\r\n').slice(1)).toEqual(LINES);
    const json = await command(['duty', '--month', '2026-10', '--json'], { env });
    expect(JSON.parse(json.out)).toMatchObject({
      zone: 'Europe/Berlin',
      people: [
        { engineer: 'anna', standByMinutes: 745 * 60, workedMinutes: 65, workedAtNightMinutes: 50 },
        {},
      ],
    });
    const { code, err } = await command(['duty', '--month', '2099-01'], { env });
    expect([code, err]).toEqual([2, expect.stringContaining('--month is "2099-01", which has not begun.')]);
  });

  it('keeps the stand-by of a schedule that is removed, until it was, also where another takes its place', async () => {
    await using office = await openConsole({ at: NOVEMBER });
    const { database } = office.hotline;
    await workOctober(office.hotline);
    const retire = (name: string, at: string) =>
      database.query('update schedules set retired_at = $2 where name = $1', [name, at]);
    await retire('back', '2026-10-02T00:00:00+02:00');
    await retire('front', '2026-11-02T08:00:00+01:00');
    const supervisor = await office.as('supervisor');
    const linesOf = async (month: string) =>
      (await supervisor.get(`/figures/duty.csv?month=${month}`)).text.trim().split('\r\n').slice(1);
    expect(await linesOf('2026-10')).toEqual([LINES[0], 'Ben Hartmann,ben,24,0,0,0,0,0']);
    expect(await linesOf('2026-11')).toEqual(['Anna Weber,anna,32,0,0,0,0,0']);
    // under another name it goes on, and no hour counts twice
    await database.query(
      `insert into schedules (name, definition) select 'front-desk', definition from schedules where name = 'front'`,
    );
    expect((await linesOf('2026-10'))[0]).toBe(LINES[0]);
    expect(await linesOf('2026-11')).toEqual(['Anna Weber,anna,106,0,0,0,0,0']);
  });

  it('shows an engineer their own line only, and no file; what is no month shows the one that runs', async () => {
    await using office = await openConsole({ at: NOVEMBER });
    await workOctober(office.hotline);
    const engineer = await office.as('engineer');
    const { text } = await engineer.get('/figures/duty?month=2026-10');
    expect(text).toContain('Anna Weber');
    expect(text).not.toContain('Ben Hartmann');
    expect((await engineer.get('/figures/duty.csv?month=2026-10')).status).toBe(403);
    const supervisor = await office.as('supervisor');
    for (const month of ['2026-12', '2026-00', '0000-01', "'; drop", 'a'.repeat(5000), '%']) {
      const page = await supervisor.get(`/figures/duty?${new URLSearchParams({ month })}`);
      expect(page.status).toBe(200);
      expect(page.text).toContain('role="alert"');
      expect(page.text).toContain('2026-11');
      const file = await supervisor.get(`/figures/duty.csv?${new URLSearchParams({ month })}`);
      expect(file.status).toBe(404);
    }
  });
});

describe('how duty was shared', () => {
  it('is drawn with its table, and who has had less is suggested for a turn, which nobody changes by looking', async () => {
    await using office = await openConsole({
      at: NOVEMBER,
      directory: (usual) =>
        usual
          .replace('  front:', '  front:\n    name: Hotline South')
          .replace(
            '[{ participants: [anna], rotate: P7D, from: 2026-01-05T08:00 }]',
            '[{ participants: [anna, anna, ben], rotate: P7D, from: 2026-01-05T08:00 }]',
          ),
    });
    const supervisor = await office.as('supervisor');
    const before = await office.hotline.database.query('select definition from schedules order by name');
    const { text } = await supervisor.get('/figures/duty');
    expect(text).toContain('weekend days');
    expect(text).toContain('<svg class="chart"');
    expect(text).toMatch(/Hotline South, .*Anna Weber could take the turn of Ben Hartmann/);
    expect(text).toMatch(/href="\/registry\/schedules\/front\?begin=2026-[^"]*#override"/);
    expect(await office.hotline.database.query('select definition from schedules order by name')).toEqual(
      before,
    );
    const german = await supervisor.get('/figures/duty', { 'accept-language': 'de' });
    expect(german.text).toContain('könnte die Schicht von Ben Hartmann übernehmen');
    const engineer = await (await office.as('engineer')).get('/figures/duty');
    expect(engineer.text).not.toContain('Ben Hartmann');
  });
});
