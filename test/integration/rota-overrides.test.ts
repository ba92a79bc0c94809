import { describe, expect, it, vi } from 'vitest';
import { exportDirectory } from '../../src/domain/directory-file/export-directory.ts';
import { findSchedule } from '../../src/domain/plans/rule-store.ts';
import { type Browser, type Office, openConsole } from '../support/console.ts';
import { hotline as command } from '../support/hotline-command.ts';
import { importFile, usualDirectory } from '../support/import-file.ts';

const FRONT = '/registry/schedules/front';
const CHRISTMAS = { engineer: 'carla', from: '2026-12-24T08:00', until: '2026-12-27T08:00' };

const override = (browser: Browser, fields: Partial<typeof CHRISTMAS> = {}) =>
  browser.post(`${FRONT}/overrides`, { ...CHRISTMAS, ...fields });

async function withdrawals(browser: Browser): Promise<string[]> {
  const { text } = await browser.get(FRONT);
  return [...text.matchAll(/action="([^"]+\/withdraw)"/g)].map(([, action]) => String(action));
}

async function inForce({ hotline }: Office) {
  return (await findSchedule(hotline.database, 'front'))?.overrides;
}

async function importAgain({ hotline }: Office, change: (usual: string) => string) {
  expect(await importFile(hotline.database, change(usualDirectory()))).toHaveProperty('imported');
}

describe('an override made in the console', () => {
  it('is shown with who made it, and stands in the audit trail', async () => {
    await using office = await openConsole();
    const supervisor = await office.as('supervisor');
    const reply = await override(supervisor);
    expect(reply).toMatchObject({
      status: 303,
      location: `${FRONT}?from=2026-11-23&weeks=4&done=overridden`,
    });
    const page = await supervisor.get(reply.location ?? '');
    expect(page.text).toContain('The override is saved.');
    expect(page.text).toContain('made here by The supervisor');
    const trail = await (await office.as('auditor')).get('/audit');
    expect(trail.text).toContain('put somebody else on call');
    expect(trail.text).toContain('from: 2026-12-24T08:00');
  });

  it('outlives an import that has overrides of its own, and is not written into an export', async () => {
    await using office = await openConsole();
    await override(await office.as('supervisor'));
    const ben = { engineer: 'ben', from: '2026-12-24T08:00', until: '2026-12-25T08:00' };
    const layer = '[{ participants: [anna], rotate: P7D, from: 2026-01-05T08:00 }]';
    await importAgain(office, (usual) =>
      usual.replace(layer, `${layer}\n    overrides: [${JSON.stringify(ben)}]`),
    );
    expect(await inForce(office)).toEqual([ben, CHRISTMAS]);
    const exported = await exportDirectory(office.hotline.database);
    expect(exported).toContain('engineer: ben');
    expect(exported).not.toContain('engineer: carla');
  });

  it('is known to the command line and in the calendar file', async () => {
    await using office = await openConsole();
    await override(await office.as('supervisor'));
    const env = { DATABASE_URL: office.hotline.database.url, SECRET_KEY: 'the-secret-key-of-the-tests' };
    const asked = await command(['on-call', 'front', '--at', '2026-12-25T12:00'], { env });
    expect(asked.out).toContain('Carla Moreno is on call (override)');
    const span = ['--from', '2026-12-24', '--until', '2026-12-28'];
    const calendar = await command(['schedule', 'export', 'front', ...span], { env });
    expect(calendar.out).toContain('SUMMARY:Carla Moreno (front)');
  });

  it('is withdrawn before it began as if it had never been, and later only for what is ahead', async () => {
    await using office = await openConsole();
    const supervisor = await office.as('supervisor');
    await override(supervisor);
    await override(supervisor, { engineer: 'ben', from: '2026-11-23T08:00', until: '2026-11-23T20:00' });
    const [running = '', ahead = ''] = await withdrawals(supervisor);
    vi.setSystemTime(new Date('2026-11-23T12:00:30+01:00'));
    const again = await office.as('supervisor');
    expect((await again.post(ahead, {})).location).toBe(`${FRONT}?done=withdrawn`);
    expect((await again.post(running, {})).location).toBe(`${FRONT}?done=withdrawn`);
    expect(await inForce(office)).toEqual([
      { engineer: 'ben', from: '2026-11-23T10:00', until: '2026-11-23T12:00' },
    ]);
    expect((await again.get(FRONT)).text).toContain('ended early');
    // whoever comes second is told that it is gone, on the schedule's page
    for (const gone of [running, ahead]) {
      const second = await again.post(gone, {});
      expect(second.status).toBe(404);
      expect(second.text).toContain('That override is withdrawn already, or over.');
      expect(second.text).toContain('Put somebody else on call');
    }
  });

  it('is not withdrawn unasked where nobody would be on call then', async () => {
    await using office = await openConsole();
    await importAgain(office, (usual) =>
      usual.replace(
        'rotate: P7D, from: 2026-01-05T08:00 }]',
        'rotate: P7D, from: 2026-01-05T08:00, until: 2026-12-01T08:00 }]',
      ),
    );
    const supervisor = await office.as('supervisor');
    await override(supervisor, { from: '2026-12-01T08:00', until: '2027-06-01T08:00' });
    const [withdraw = ''] = await withdrawals(supervisor);
    const warned = await supervisor.post(withdraw, {});
    expect(warned.status).toBe(409);
    expect(warned.text).toContain('Without this override nobody is on call:');
    expect(await inForce(office)).toHaveLength(1);
    expect((await supervisor.post(withdraw, { accept: 'gap' })).status).toBe(303);
    const { text } = await supervisor.get(FRONT);
    expect(text).toContain('Nobody from Tue 1 Dec, 08:00');
    expect(text).toContain('Put somebody on call');
  });
});

describe('what is refused', () => {
  it('says why in the reader’s language, and keeps what was typed', async () => {
    await using office = await openConsole();
    const supervisor = await office.as('supervisor');
    const refused = await override(supervisor, { until: '2026-12-23T08:00' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('It ends before it begins.');
    expect(refused.text).toContain('value="2026-12-24T08:00"');
    expect(refused.text).toMatch(/value="carla" selected/);
    await supervisor.get('/?lang=de');
    const german = await override(supervisor, { engineer: 'nobody' });
    expect(german.text).toContain('Wählen Sie jemanden aus');
    expect(await inForce(office)).toEqual([]);
  });

  it('is everything from other roles, other pages, and about schedules that do not exist', async () => {
    await using office = await openConsole();
    const supervisor = await office.as('supervisor');
    for (const role of ['engineer', 'auditor'] as const) {
      const browser = await office.as(role);
      expect((await override(browser)).status).toBe(403);
      const { status, text } = await browser.get(FRONT);
      expect(status).toBe(200);
      expect(text).not.toContain('<form method="post" action="/registry');
    }
    const forged = { 'sec-fetch-site': 'cross-site' };
    expect((await supervisor.post(`${FRONT}/overrides`, CHRISTMAS, forged)).status).toBe(403);
    expect((await supervisor.post('/registry/schedules/nowhere/overrides', CHRISTMAS)).status).toBe(404);
    for (const id of ['1', '%00', "'; drop table schedules; --", '00000000-0000-0000-0000-000000000000'])
      expect((await supervisor.post(`${FRONT}/overrides/${id}/withdraw`, {})).status).toBe(404);
    expect((await supervisor.get('/registry/schedules/%F0%9F%A4%B7')).status).toBe(404);
    expect(await inForce(office)).toEqual([]);
  });

  it('is no address, however odd: the calendar shows this week then', async () => {
    await using office = await openConsole();
    const supervisor = await office.as('supervisor');
    for (const query of [
      'from=x',
      'from=9999-99-99',
      'from=0001-01-01',
      'weeks=1000000',
      'at=x',
      "begin=<script>&end='",
    ]) {
      const { status, text } = await supervisor.get(`${FRONT}?${query}`);
      expect(status, query).toBe(200);
      expect(text).toContain('data-monday="2026-11-23T00:00"');
      expect(text).not.toContain('<script>&');
    }
    expect((await supervisor.get(`${FRONT}?from=2027-03-28&weeks=1`)).text).toContain('23 hours');
  });
});
