import { expect, it } from 'vitest';
import { findSchedule } from '../../src/domain/plans/rule-store.ts';
import { type Browser, openConsole } from '../support/console.ts';

const FRONT = '/registry/schedules/front';
const POLICY = '/registry/escalations/front-line';
const BROKEN = 'a promise cannot be kept any more, whoever answers';

const versionOf = async (browser: Browser, path: string) =>
  /name="version" value="([^"]+)"/.exec((await browser.get(`${path}/edit`)).text)?.[1] ?? '';

it('a directory without a hole is said to be one, in either language, to whoever may mend it', async () => {
  await using office = await openConsole();
  const supervisor = await office.as('supervisor');
  expect((await supervisor.get('/rehearsal')).text).toContain('Every promise can be kept, whenever');
  expect((await supervisor.get('/registry/schedules')).text).toContain('href="/rehearsal"');
  await supervisor.get('/rehearsal?lang=de');
  expect((await supervisor.get('/rehearsal')).text).toContain('Jede Zusage lässt sich halten');
  expect((await (await office.as('engineer')).get('/rehearsal')).status).toBe(403);
});

it('a policy that pages nobody but supervisors is shown to break promises before it is saved', async () => {
  await using office = await openConsole();
  const supervisor = await office.as('supervisor');
  const form = {
    version: await versionOf(supervisor, POLICY),
    steps: '1',
    'at-0': '0 %',
    'page-0': 'supervisors',
    'by-0': 'sms',
    'last-resort': 'supervisors',
  };
  const warned = await supervisor.post(`${POLICY}/edit`, { ...form, do: 'save' });
  expect(warned.status).toBe(409);
  expect(warned.text).toContain(BROKEN);
  expect(warned.text).toContain('only supervisors are paged');
  expect(warned.text).toContain('Save anyway');
  expect((await supervisor.get('/rehearsal')).text).toContain('Every promise can be kept');
  const saved = await supervisor.post(`${POLICY}/edit`, { ...form, do: 'accept' });
  expect(saved).toMatchObject({ status: 303, location: `${POLICY}?done=saved` });
  const { text } = await supervisor.get('/rehearsal');
  expect(text).toContain('times in which a promise cannot be kept');
  expect(text).toContain(`href="${POLICY}"`);
});

it('a change of a schedule that breaks no promise is saved at once', async () => {
  await using office = await openConsole();
  const { database } = office.hotline;
  const supervisor = await office.as('supervisor');
  const form = {
    version: await versionOf(supervisor, FRONT),
    layers: '1',
    'who-0': 'carla',
    'rotate-0': '1 week',
    'from-0': '2026-01-05T08:00',
    'until-0': '',
    do: 'save',
  };
  expect((await supervisor.post(`${FRONT}/edit`, form)).status).toBe(303);
  expect((await findSchedule(database, 'front'))?.layers[0]?.participants).toEqual(['carla']);
});
