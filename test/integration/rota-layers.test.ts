import { describe, expect, it } from 'vitest';
import { readDirectoryFile } from '../../src/domain/directory-entry/directory-file.ts';
import { exportDirectory } from '../../src/domain/directory-file/export-directory.ts';
import { findScheduleEntry } from '../../src/domain/oncall/schedule-store.ts';
import { findSchedule } from '../../src/domain/plans/rule-store.ts';
import { type Browser, openConsole } from '../support/console.ts';
import { criticalCase } from '../support/stories.ts';
import { RULES } from '../unit/domain/directory/sample.ts';

const FRONT = '/registry/schedules/front';

/** Carla instead of Anna, with the version the form carries. */
async function formOf(browser: Browser): Promise<Record<string, string>> {
  const { text } = await browser.get(`${FRONT}/edit`);
  return {
    version: /name="version" value="([^"]+)"/.exec(text)?.[1] ?? '',
    layers: '1',
    'who-0': 'carla',
    'rotate-0': '1 week',
    'from-0': '2026-01-05T08:00',
    'until-0': '',
    do: 'save',
  };
}

describe('the layers of a schedule', () => {
  it('are edited: the next page goes by them, and overrides made here stay', async () => {
    await using office = await openConsole();
    const { phones, database } = office.hotline;
    const supervisor = await office.as('supervisor');
    const christmas = { engineer: 'ben', from: '2026-12-24T08:00', until: '2026-12-27T08:00' };
    await supervisor.post(`${FRONT}/overrides`, christmas);
    const saved = await supervisor.post(`${FRONT}/edit`, await formOf(supervisor));
    expect(saved).toMatchObject({ status: 303, location: `${FRONT}?done=changed` });
    await criticalCase(phones.erika);
    expect(phones.anna.newSms()).toEqual([]);
    expect(phones.carla.newSms()).toHaveLength(1);
    expect((await findSchedule(database, 'front'))?.overrides).toEqual([christmas]);
    expect(await findScheduleEntry(database, 'front')).toMatchObject({
      source: 'console',
      changedBy: 'The supervisor',
      definition: { overrides: [] },
    });
    const trail = await (await office.as('auditor')).get('/audit');
    expect(trail.text).toContain('changed a schedule');
  });

  it('say what work at night means, by a rule, hours and the times of the night', async () => {
    await using office = await openConsole();
    const { database } = office.hotline;
    const supervisor = await office.as('supervisor');
    const rest = {
      'rest-rule': 'prolonged',
      'rest-hours': '10',
      'night-begins': '22:30',
      'night-ends': '05:00',
    };
    for (const wrong of [{ 'rest-hours': '0' }, { 'rest-hours': '1.5' }, { 'night-ends': '22:30' }]) {
      const form = { ...(await formOf(supervisor)), ...rest, ...wrong };
      const refused = await supervisor.post(`${FRONT}/edit`, form);
      expect(refused.status, JSON.stringify(wrong)).toBe(422);
      expect(refused.text).toContain('1 to 24 whole hours');
    }
    await supervisor.post(`${FRONT}/edit`, { ...(await formOf(supervisor)), ...rest });
    const saved = { rule: 'prolonged', hours: 10, night: '22:30-05:00' };
    expect((await findSchedule(database, 'front'))?.rest).toEqual(saved);
    expect((await supervisor.get(FRONT)).text).toContain('(22:30-05:00) prolongs the 10 hours');
    const exported = await exportDirectory(database);
    expect(exported).toContain('rest: { rule: prolonged, hours: 10, night: 22:30-05:00 }');
    expect(readDirectoryFile(exported, 'directory.yaml', RULES).faults.map(({ message }) => message)).toEqual(
      expect.not.arrayContaining([expect.stringContaining('rest')]),
    );
    await supervisor.post(`${FRONT}/edit`, { ...(await formOf(supervisor)), ...rest, 'rest-rule': 'off' });
    expect((await findSchedule(database, 'front'))?.rest).toBeUndefined();
  });

  it('keep hours, and are added and taken out before they are saved', async () => {
    await using office = await openConsole();
    const supervisor = await office.as('supervisor');
    const form = await formOf(supervisor);
    const more = await supervisor.post(`${FRONT}/edit`, { ...form, do: 'add-1' });
    expect(more.text).toContain('name="layers" value="2"');
    const second = {
      'who-1': 'ben',
      'rotate-1': '12 Std.',
      'from-1': '2026-11-23T08:00',
      'hours-1-0': '8-12, 13–18',
      'hours-1-1': '10am-12pm',
      'days-1-1': 'sat',
    };
    const days = ['mon', 'tue', 'wed', 'thu', 'fri'].map((day): [string, string] => ['days-1-0', day]);
    const both = [...Object.entries({ ...form, layers: '2', ...second }), ...days];
    expect(
      (
        await supervisor.post(`${FRONT}/edit`, [
          ...both.filter(([name]) => name !== 'do'),
          ['do', 'remove-1'],
        ])
      ).text,
    ).toContain('value="12 Std."');
    expect((await supervisor.post(`${FRONT}/edit`, both)).status).toBe(303);
    const { definition } = (await findScheduleEntry(office.hotline.database, 'front')) ?? {};
    expect(definition?.layers[1]).toEqual({
      participants: ['ben'],
      rotate: 'PT12H',
      from: '2026-11-23T08:00',
      during: { 'mon-fri': ['08:00-12:00', '13:00-18:00'], sat: '10:00-12:00' },
    });
    const shown = (await supervisor.get(`${FRONT}/edit`)).text;
    expect(shown).toContain('value="08:00–12:00, 13:00–18:00"');
    expect(shown).toContain('value="12 hours"');
  });

  it('that would leave a gap are saved only when somebody says so', async () => {
    await using office = await openConsole();
    const supervisor = await office.as('supervisor');
    const form = { ...(await formOf(supervisor)), 'until-0': '2026-12-01T08:00' };
    const warned = await supervisor.post(`${FRONT}/edit`, form);
    expect(warned.status).toBe(409);
    expect(warned.text).toContain('With this change nobody is on call:');
    expect(warned.text).toContain('Nobody from Tue 1 Dec, 08:00');
    expect((await supervisor.post(`${FRONT}/edit`, { ...form, do: 'accept' })).status).toBe(303);
  });

  it('are refused with what is wrong at each field, in both languages', async () => {
    await using office = await openConsole();
    const supervisor = await office.as('supervisor');
    const { 'who-0': _who, ...form } = await formOf(supervisor);
    const odd = { ...form, 'rotate-0': 'weekly', 'from-0': 'x', 'until-0': 'y', 'hours-0-0': 'someday' };
    const refused = await supervisor.post(`${FRONT}/edit`, odd);
    expect(refused.status).toBe(422);
    for (const sentence of [
      'at least one engineer',
      'a length of time such as 1 week',
      'after the beginning',
      'Tick days and enter hours',
    ])
      expect(refused.text).toContain(sentence);
    expect(refused.text).toContain('someday');
    await supervisor.get('/?lang=de');
    const skipped = { ...form, 'who-0': 'anna', 'from-0': '2026-03-29T02:30', 'rotate-0': 'PT30S' };
    const german = await supervisor.post(`${FRONT}/edit`, skipped);
    expect(german.text).toContain('Geben Sie einen gültigen Tag mit Uhrzeit an.');
    expect(german.text).toContain('Geben Sie eine Dauer an');
    expect((await supervisor.post(`${FRONT}/edit`, { do: 'save' })).status).toBe(422);
  });

  it('are not overwritten by whoever saves second, nor by other roles', async () => {
    await using office = await openConsole();
    const [first, second] = [await office.as('supervisor'), await office.as('administrator')];
    const form = await formOf(second);
    await first.post(`${FRONT}/edit`, { ...form, 'who-0': 'ben' });
    const refused = await second.post(`${FRONT}/edit`, form);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Somebody else changed this while you were editing');
    const engineer = await office.as('engineer');
    expect((await engineer.get(`${FRONT}/edit`)).status).toBe(403);
    expect((await engineer.post(`${FRONT}/edit`, form)).status).toBe(403);
    expect((await first.get('/registry/schedules/nowhere/edit')).status).toBe(404);
    const { definition } = (await findScheduleEntry(office.hotline.database, 'front')) ?? {};
    expect(definition?.layers[0]?.participants).toEqual(['ben']);
  });
});
