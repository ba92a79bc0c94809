import { expect, it } from 'vitest';
import { listAuditEntries } from '../../src/domain/users/audit-trail-store.ts';
import { openConsole } from '../support/console.ts';

const NORD = '/registry/customers/300100';
const TESSA = '/registry/engineers/tessa';

it('a supervisor tells all contacts of a customer something, and sees who was reached', async () => {
  await using office = await openConsole();
  const { klara } = office.hotline.phones;
  const supervisor = await office.as('supervisor');
  const text = 'Update <b>heute</b> & morgen';
  for (let times = 0; times < 2; times += 1)
    expect(await supervisor.post(`${NORD}/updates`, { text })).toMatchObject({ status: 303 });
  await office.hotline.settle();
  expect(klara.newSms()).toEqual([expect.stringMatching(/^Service-Information von [^,]+: Update <b>heute/)]);
  const page = await supervisor.get(NORD);
  expect(page.text).toContain('Update &lt;b&gt;heute&lt;/b&gt; &amp; morgen');
  expect(page.text).toContain('Klara Nord: delivered');
  for (const wrong of ['', '\u200b', '\u2800\u2060', 'x'.repeat(401)])
    expect((await supervisor.post(`${NORD}/updates`, { text: wrong })).status).toBe(422);
  expect((await supervisor.post('/registry/customers/999/updates', { text })).status).toBe(404);
  for (const role of ['engineer', 'auditor'] as const) {
    const browser = await office.as(role);
    expect((await browser.get(NORD)).text).not.toContain(`${NORD}/updates`);
    expect((await browser.post(`${NORD}/updates`, { text: 'nein' })).status).toBe(403);
  }
  expect(klara.newSms()).toEqual([]);
  const audit = await listAuditEntries(office.hotline.database, { before: null, limit: 100 });
  expect(audit.map(({ action }) => action)).toContain('service-update-sent');
});

it('lines count as they are typed, however the browser sends them', async () => {
  await using office = await openConsole();
  const supervisor = await office.as('supervisor');
  const lines = Array.from({ length: 20 }, () => 'x'.repeat(19));
  const text = lines.join('\n');
  expect(text.length).toBeLessThan(400);
  const sent = await supervisor.post(`${NORD}/updates`, { text: lines.join('\r\n') });
  expect(sent.status).toBe(303);
  await office.hotline.settle();
  expect(office.hotline.phones.klara.newSms()).toEqual([expect.stringContaining(text)]);
});

it('absences are entered and removed with an engineer; the wrong ones are shown again', async () => {
  await using office = await openConsole();
  const supervisor = await office.as('supervisor');
  const days = { from: '2026-12-24', until: '2027-01-02' };
  const save = () => supervisor.post(`${TESSA}/absences`, days);
  // a form that is sent twice: they are back once it is removed
  for (const saved of await Promise.all([save(), save()])) expect(saved).toMatchObject({ status: 303 });
  expect(await save()).toMatchObject({ status: 303 });
  const { text } = await supervisor.get(TESSA);
  const remove = /action="(?<path>[^"]+\/absences\/[^"]+\/remove)"/.exec(text)?.groups?.path ?? '';
  const refused = await supervisor.post(`${TESSA}/absences`, { from: '2026-12-24', until: '2026-12-01' });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('The last day is before the first.');
  expect((await (await office.as('engineer')).post(`${TESSA}/absences`, days)).status).toBe(403);
  expect(await supervisor.post(remove, {})).toMatchObject({ status: 303 });
  expect((await supervisor.get(TESSA)).text).toContain('None planned.');
});
