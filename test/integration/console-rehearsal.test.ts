import { expect, it, vi } from 'vitest';
import { findSchedule } from '../../src/domain/plans/rule-store.ts';
import { type Browser, openConsole } from '../support/console.ts';

const FRONT = '/registry/schedules/front';
const POLICY = '/registry/escalations/front-line';
const BROKEN = 'a promise cannot be kept any more, whoever answers';

const ONLY_SUPERVISORS = {
  steps: '1',
  'at-0': '0 %',
  'page-0': 'supervisors',
  'by-0': 'sms',
  'last-resort': 'supervisors',
};
const LAYER = { layers: '1', 'who-0': 'carla', 'rotate-0': '1 week', 'from-0': '2026-01-05T08:00' };

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

it('what closes a hole is said beside it: which policy, which schedule and from when until when, in either language', async () => {
  await using office = await openConsole();
  const supervisor = await office.as('supervisor');
  const form = { ...ONLY_SUPERVISORS, version: await versionOf(supervisor, POLICY) };
  const english = await supervisor.post(`${POLICY}/edit`, { ...form, do: 'save' });
  expect(english.text).toContain('Let a step of policy front-line page engineers');
  await supervisor.get('/rehearsal?lang=de');
  const german = await supervisor.post(`${POLICY}/edit`, { ...form, do: 'save' });
  expect(german.text).toContain('Eine Stufe der Eskalation front-line Techniker alarmieren lassen');
  await supervisor.post(`${POLICY}/edit`, { ...form, 'page-0': 'schedule:front', do: 'accept' });
  const ended = {
    ...LAYER,
    version: await versionOf(supervisor, FRONT),
    'until-0': '2026-12-01T08:00',
    do: 'save',
  };
  const gap = await supervisor.post(`${FRONT}/edit`, ended);
  expect(gap.text).toMatch(
    /Im Bereitschaftsplan front von 01\.12\.2026 08:00 bis \d\d\.\d\d\.\d{4} \d\d:\d\d jemanden einteilen \(Europe\/Berlin\)/,
  );
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

it('what an edit mends is shown, and said once it is saved', async () => {
  await using office = await openConsole();
  const supervisor = await office.as('supervisor');
  const broken = ONLY_SUPERVISORS;
  const version = await versionOf(supervisor, POLICY);
  await supervisor.post(`${POLICY}/edit`, { ...broken, version, do: 'accept' });
  const mending = {
    ...broken,
    'page-0': 'schedule:front',
    version: await versionOf(supervisor, POLICY),
  };
  const tried = await supervisor.post(`${POLICY}/edit`, { ...mending, do: 'try' });
  expect(tried.status).toBe(200);
  expect(tried.text).toContain('With this change a promise can be kept again:');
  expect(tried.text).toContain('With this change every promise can be kept that can be kept now.');
  expect(tried.text).toMatch(/The next 90 days, played \d+ times with the change and without/);
  expect(tried.text).toContain('95 times in 100 between');
  expect(tried.text).toContain('before and after each change');
  // nothing was saved by trying
  expect((await supervisor.get('/rehearsal')).text).toContain('times in which a promise cannot be kept');
  const saved = await supervisor.post(`${POLICY}/edit`, { ...mending, do: 'save' });
  expect(saved).toMatchObject({ status: 303, location: `${POLICY}?done=mended` });
  expect((await supervisor.get(`${POLICY}?done=mended`)).text).toContain('Promises can now be kept');
});

it('an edit of a schedule can be tried before it is saved', async () => {
  await using office = await openConsole();
  const supervisor = await office.as('supervisor');
  const form = { ...LAYER, version: await versionOf(supervisor, FRONT) };
  const { status, text } = await supervisor.post(`${FRONT}/edit`, { ...form, do: 'try' });
  expect(status).toBe(200);
  expect(text).toContain('With this change every promise can be kept that can be kept now.');
  expect(text).toContain('this change');
  expect((await findSchedule(office.hotline.database, 'front'))?.layers[0]?.participants).not.toEqual([
    'carla',
  ]);
  const faulty = await supervisor.post(`${FRONT}/edit`, { ...form, 'rotate-0': 'now and then', do: 'try' });
  expect(faulty.status).toBe(422);
});

it('where it cannot be worked out what an edit breaks, that is said, and nothing is saved unasked', async () => {
  await using office = await openConsole();
  const supervisor = await office.as('supervisor');
  const form = { ...LAYER, version: await versionOf(supervisor, FRONT) };
  // no process can be started: as if it had taken too long
  vi.stubGlobal('process', Object.assign(Object.create(process), { execArgv: ['--no-such-option'] }));
  try {
    const warned = await supervisor.post(`${FRONT}/edit`, { ...form, do: 'save' });
    expect(warned.status).toBe(409);
    expect(warned.text).toContain('could not be worked out in time');
    expect(warned.text).toContain('Save anyway');
    expect((await supervisor.post(`${FRONT}/edit`, { ...form, do: 'try' })).text).toContain('took too long');
  } finally {
    vi.unstubAllGlobals();
  }
  expect((await supervisor.post(`${FRONT}/edit`, { ...form, do: 'accept' })).status).toBe(303);
});

/** A form as the page has it, filled in as it comes. */
function fieldsOf(text: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [input] of text.slice(text.indexOf('<main')).matchAll(/<input [^>]*>/g)) {
    const [, name = ''] = / name="([^"]*)"/.exec(input) ?? [];
    const [, value = 'on'] = / value="([^"]*)"/.exec(input) ?? [];
    if (!input.includes('type="checkbox"') || input.includes(' checked')) fields[name] = value;
  }
  return fields;
}

it('a new policy is tried in the place of one that stands, and saved without a word: nothing goes by it yet', async () => {
  await using office = await openConsole();
  const supervisor = await office.as('supervisor');
  const fresh = '/registry/new/escalations';
  const blank = await supervisor.get(`${fresh}?copy=front-line`);
  expect(blank.text).toContain('<option value="front-line" selected');
  expect(blank.text).toContain('What would this change?');
  const form = { ...ONLY_SUPERVISORS, name: 'Quiet', instead: 'front-line' };
  const tried = await supervisor.post(fresh, { ...form, do: 'try' });
  expect(tried.status).toBe(200);
  expect(tried.text).toContain('Saving it changes no promise by itself');
  expect(tried.text).toContain(BROKEN);
  expect(tried.text).toContain('only supervisors are paged');
  expect(await supervisor.get('/registry/escalations/quiet')).toMatchObject({ status: 404 });
  const saved = await supervisor.post(fresh, { ...form, do: 'save' });
  expect(saved).toMatchObject({ status: 303, location: '/registry/escalations/quiet?done=added' });
  expect((await supervisor.get('/rehearsal')).text).toContain('Every promise can be kept');
});

it('a new schedule is tried in the place of the one that it is a copy of', async () => {
  await using office = await openConsole();
  const supervisor = await office.as('supervisor');
  const form = {
    ...LAYER,
    name: 'Only in March',
    timezone: 'Europe/Berlin',
    instead: 'front',
    covers: 'always',
  };
  const ended = { ...form, 'until-0': '2026-12-01T08:00' };
  const tried = await supervisor.post('/registry/new/schedules', { ...ended, do: 'try' });
  expect(tried.status).toBe(200);
  expect(tried.text).toContain('Shown in the place of “front”');
  expect(tried.text).toContain('With this change nobody is on call:');
  const faulty = await supervisor.post('/registry/new/schedules', { ...form, name: '', do: 'try' });
  expect(faulty.status).toBe(422);
});

it('a plan whose promise cannot be kept is said to be one before it is saved, a new one and a changed one', async () => {
  await using office = await openConsole();
  const supervisor = await office.as('supervisor');
  const quiet = { ...ONLY_SUPERVISORS, name: 'Quiet', do: 'save' };
  await supervisor.post('/registry/new/escalations', quiet);
  const page = await supervisor.get('/registry/plans/enhanced/edit');
  const clocks = [1, 2, 3, 4].map((severity) => [`response.${severity}.clock`, 'always']);
  const form = {
    ...fieldsOf(page.text),
    ...Object.fromEntries(clocks),
    'escalation.problem': 'quiet',
    'escalation.signature': 'quiet',
  };
  const warned = await supervisor.post('/registry/plans/enhanced/edit', { ...form, do: 'save' });
  expect(warned.status).toBe(409);
  expect(warned.text).toContain(BROKEN);
  expect(warned.text).toContain('Save anyway');
  const tried = await supervisor.post('/registry/new/plans', { ...form, name: 'Night watch', do: 'try' });
  expect(tried.status).toBe(200);
  expect(tried.text).toContain('Plan night-watch, severity 1');
  const saved = await supervisor.post('/registry/new/plans', { ...form, name: 'Night watch', do: 'accept' });
  expect(saved).toMatchObject({ status: 303, location: '/registry/plans/night-watch?done=added' });
});

it('a calendar is tried before it is saved, and a new one in the place of another', async () => {
  await using office = await openConsole();
  const supervisor = await office.as('supervisor');
  const { text } = await supervisor.get('/registry/calendars/munich/edit');
  const form = { ...fieldsOf(text), 'hours.mon': '9–12', timezone: 'Europe/Berlin', holidays: 'DE-BY' };
  const tried = await supervisor.post('/registry/calendars/munich/edit', { ...form, do: 'try' });
  expect(tried.status).toBe(200);
  expect(tried.text).toContain('With this change every promise can be kept that can be kept now.');
  expect(tried.text).toContain('value="9–12"');
  const named = { ...form, name: 'Mornings', instead: 'munich' };
  const fresh = await supervisor.post('/registry/new/calendars', { ...named, do: 'try' });
  expect(fresh.text).toContain('Shown in the place of “munich”');
  expect((await supervisor.get('/registry/calendars/mornings')).status).toBe(404);
  const saved = await supervisor.post('/registry/calendars/munich/edit', { ...form, do: 'save' });
  expect(saved.status).toBe(303);
});
