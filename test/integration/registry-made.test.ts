import { describe, expect, it } from 'vitest';
import { exportDirectory } from '../../src/domain/directory-file/export-directory.ts';
import { insertConsoleOverride } from '../../src/domain/oncall/override-store.ts';
import { findCalendarDefinition, findPlan, findSchedule } from '../../src/domain/plans/rule-store.ts';
import { lookAway } from '../support/caller-ways.ts';
import { type Browser, openConsole } from '../support/console.ts';
import { importFile } from '../support/import-file.ts';
import { allFields, NAUGHTY, seatOf } from '../support/registry.ts';
import { ERIKA_PIN, openCase } from '../support/stories.ts';

/** Saves the form of a new entry, as it stands but for some fields. */
async function make(browser: Browser, path: string, fields: Record<string, string>) {
  const { text } = await browser.get(path);
  return browser.post(path.split('?')[0] ?? path, { ...allFields(text), ...fields });
}

describe('what is made in the console', () => {
  it('is a plan, whose key comes from its name and stays', async () => {
    await using office = await openConsole();
    const { database } = office.hotline;
    const supervisor = await office.as('supervisor');
    const plan = {
      name: 'Größter Service',
      'escalation.problem': 'front-line',
      'escalation.signature': 'front-line',
      'response.3.within': '1 Stunde',
    };
    const made = await make(supervisor, '/registry/new/plans', plan);
    expect(made.location).toBe('/registry/plans/groesster-service?done=added');
    expect((await supervisor.get(made.location ?? '')).text).toContain('Added.');
    expect(await findPlan(database, 'groesster-service')).toMatchObject({
      name: 'groesster-service',
      title: 'Größter Service',
      response: { 1: { within: 'PT30M', clock: 'always' }, 3: { within: 'PT1H', clock: 'business' } },
      holdFor: 'PT3M',
    });
    const again = await make(supervisor, '/registry/new/plans', plan);
    expect(again.location).toBe('/registry/plans/groesster-service-2?done=added');
    expect((await supervisor.get('/registry/customers/new')).text).toContain('Größter Service');
  });

  it('is a copy of what there is, under a name of its own', async () => {
    await using office = await openConsole();
    const { database } = office.hotline;
    const supervisor = await office.as('supervisor');
    for (const [kind, key, copy] of [
      ['plans', 'enhanced', 'enhanced-copy'],
      ['calendars', 'munich', 'munich-copy'],
    ] as const) {
      const made = await make(supervisor, `/registry/new/${kind}?copy=${key}`, {});
      expect(made.location, kind).toBe(`/registry/${kind}/${copy}?done=added`);
    }
    const { title, ...copied } = (await findCalendarDefinition(database, 'munich-copy')) ?? {};
    expect(title).toBe('munich (copy)');
    const { hours, ...rest } = (await findCalendarDefinition(database, 'munich')) ?? {};
    expect(copied).toEqual({ ...rest, hours });
    expect((await findPlan(database, 'enhanced-copy'))?.response).toEqual(
      (await findPlan(database, 'enhanced'))?.response,
    );
  });

  it('is a schedule and a policy that goes by it', async () => {
    await using office = await openConsole();
    const { database, phones } = office.hotline;
    const supervisor = await office.as('supervisor');
    const schedule = {
      name: 'Night watch',
      timezone: 'Europe/Berlin',
      covers: 'always',
      layers: '1',
      'who-0': 'carla',
      'rotate-0': '2 weeks',
      'from-0': '2026-01-05T08:00',
      do: 'save',
    };
    const made = await supervisor.post('/registry/new/schedules', schedule);
    expect(made.location).toBe('/registry/schedules/night-watch?done=added');
    expect((await findSchedule(database, 'night-watch'))?.layers[0]).toMatchObject({ rotate: 'P14D' });
    const gap = await supervisor.post('/registry/new/schedules', {
      ...schedule,
      name: 'With a gap',
      'until-0': '2026-12-01T08:00',
    });
    expect(gap.status).toBe(409);
    const policy = {
      name: 'Nights',
      steps: '1',
      'at-0': '0 %',
      'page-0': 'schedule:night-watch',
      'by-0': 'sms',
      'last-resort': 'supervisors',
      do: 'save',
    };
    const paged = await supervisor.post('/registry/new/escalations', policy);
    expect(paged.location).toBe('/registry/escalations/nights?done=added');
    const plan = allFields((await supervisor.get('/registry/plans/enhanced/edit')).text);
    await supervisor.post('/registry/plans/enhanced/edit', { ...plan, 'escalation.problem': 'nights' });
    await (await openCase(phones.erika, { pin: ERIKA_PIN, severity: 1 })).press('2');
    expect(phones.carla.newSms()).toHaveLength(1);
    expect(phones.anna.newSms()).toEqual([]);
    const trail = await (await office.as('auditor')).get('/audit');
    for (const said of ['added a schedule', 'added an escalation policy']) expect(trail.text).toContain(said);
  });

  it('needs a name, and takes strange ones', async () => {
    await using office = await openConsole();
    const supervisor = await office.as('supervisor');
    for (const kind of ['plans', 'calendars', 'schedules', 'escalations'] as const) {
      const path = `/registry/new/${kind}`;
      const refused = await make(supervisor, path, { name: '', do: 'save' });
      expect(refused.status, kind).toBe(422);
      expect(refused.text, kind).toContain('Enter a name');
    }
    for (const name of [...NAUGHTY, '!!!', 'new', '東京', 'x'.repeat(200)]) {
      const made = await make(supervisor, '/registry/new/calendars', { name });
      expect(made.status, name).toBeLessThan(500);
      if (made.status === 303)
        expect((await supervisor.get(made.location ?? '')).status, made.location ?? '').toBe(200);
    }
    const { text } = await supervisor.get('/registry/calendars');
    expect(text).not.toContain('<script>');
    const engineer = await office.as('engineer');
    expect((await engineer.get('/registry/new/plans')).status).toBe(403);
    expect((await engineer.post('/registry/new/plans', {})).status).toBe(403);
    expect((await engineer.post('/registry/plans/standard/retire', {})).status).toBe(403);
  });

  it('is retired only when nothing goes by it any more, and says what does', async () => {
    await using office = await openConsole();
    const { database } = office.hotline;
    const supervisor = await office.as('supervisor');
    for (const [place, where] of [
      ['plans/enhanced', 'Musterwerk AG'],
      ['calendars/munich', 'Musterwerk AG'],
      ['escalations/front-line', 'enhanced'],
      ['schedules/front', 'front-line'],
    ]) {
      const asked = await supervisor.get(`/registry/${place}/retire`);
      expect(asked.text, place).toContain('still in use');
      expect(asked.text, place).toContain(where);
      expect((await supervisor.post(`/registry/${place}/retire`, {})).status, place).toBe(409);
    }
    await database.query(
      `insert into schedules (name, definition) select 'third', definition from schedules where name = 'front'`,
    );
    const askedThird = async () => (await supervisor.get('/registry/schedules/third/retire')).text;
    expect(await askedThird()).not.toContain('goes with it');
    const shift = { schedule: 'third', engineer: 'ben', until: '2099-03-03T08:00' };
    const by = ['Eva', new Date()] as const;
    await insertConsoleOverride(database, { ...shift, from: '2099-03-01T08:00' }, ...by);
    const past = { ...shift, from: '2020-03-01T08:00', until: '2020-03-02T08:00' };
    await insertConsoleOverride(database, past, ...by);
    expect(await askedThird()).toContain('1 override that is still to come goes with it.');
    await make(supervisor, '/registry/new/calendars?copy=munich', {});
    expect((await supervisor.get('/registry/calendars/munich-copy/retire')).text).not.toContain('in use');
    const retired = await supervisor.post('/registry/calendars/munich-copy/retire', {});
    expect(retired.location).toBe('/registry/calendars?done=retired');
    expect((await supervisor.get('/registry/calendars/munich-copy')).status).toBe(404);
    expect((await supervisor.get('/registry/calendars/munich-copy/retire')).status).toBe(404);
    // old tickets may still go by it: the key is not given again
    expect(await findCalendarDefinition(database, 'munich-copy')).not.toBeNull();
    const anew = await make(supervisor, '/registry/new/calendars?copy=munich', {});
    expect(anew.location).toBe('/registry/calendars/munich-copy-2?done=added');
    await database.query('update customers set retired_at = now()');
    await database.query(`update plans set retired_at = now() where name <> 'enhanced'`);
    const last = await supervisor.post('/registry/plans/enhanced/retire', {});
    expect(last.text).toContain('this is the only plan');
  });

  it('goes into a directory file with its names, and comes back the same', async () => {
    await using office = await openConsole();
    const { database } = office.hotline;
    const supervisor = await office.as('supervisor');
    await make(supervisor, '/registry/new/calendars?copy=munich', { name: 'Werk Süd' });
    const phones = {
      ...allFields((await supervisor.get('/registry/supervisors')).text),
      'phone-1': '030 23125-001',
      'name-1': 'Night porter',
    };
    const saved = await supervisor.post('/registry/supervisors', phones);
    expect(saved.location).toBe('/registry/supervisors?done=saved');
    const file = await exportDirectory(database);
    expect(file).toContain('name: Werk Süd');
    expect(file).toContain('"+493023125001": Night porter');
    const { imported, faults } = await importFile(database, file, { takeOver: true, replace: true });
    expect(faults).toBeUndefined();
    for (const counts of Object.values(imported ?? {}))
      expect(counts).toMatchObject({ added: 0, changed: 0, retired: 0 });
  });
});

describe('the supervisors’ phones', () => {
  it('are kept from a file until they are handed back', async () => {
    await using office = await openConsole();
    const { database } = office.hotline;
    const supervisor = await office.as('supervisor');
    const before = await exportDirectory(database);
    const form = allFields((await supervisor.get('/registry/supervisors')).text);
    await supervisor.post('/registry/supervisors', { ...form, 'phone-0': '+49 30 23125 007' });
    const load = () => importFile(database, before);
    const { kept = [] } = (await load()) as { kept?: { kind: string }[] };
    expect(kept).toMatchObject([{ kind: 'supervisors', changedBy: 'The supervisor' }]);
    expect(await exportDirectory(database)).toContain('+493023125007');
    const back = await supervisor.post('/registry/supervisors/hand-back', {});
    expect(back.location).toBe('/registry/supervisors?done=hand-back');
    await load();
    expect(await exportDirectory(database)).toBe(before);
  });

  it('are refused where nobody could be reached, and when somebody else was quicker', async () => {
    await using office = await openConsole();
    const supervisor = await office.as('supervisor');
    const form = allFields((await supervisor.get('/registry/supervisors')).text);
    for (const phone of ['', '110', 'nobody', '+493023125000, 1']) {
      const refused = await supervisor.post('/registry/supervisors', {
        ...form,
        'phone-0': phone,
        'name-0': '',
      });
      expect(refused.status, phone).toBe(422);
      expect(refused.text).toContain('at least one valid landline or mobile number');
    }
    await supervisor.post('/registry/supervisors', { ...form, 'phone-1': '+493023125001' });
    const late = await supervisor.post('/registry/supervisors', { ...form, 'phone-1': '+493023125002' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Somebody else changed this');
    expect(late.text).toContain('<a href="/registry/supervisors">See what is saved now</a>');
    expect((await (await office.as('engineer')).post('/registry/supervisors', form)).status).toBe(403);
  });
});

describe('a contact’s name', () => {
  it('is corrected in place: the same person, the same PIN, and no file makes them anew', async () => {
    await using office = await openConsole();
    const { database, phones } = office.hotline;
    const supervisor = await office.as('supervisor');
    const before = await exportDirectory(database);
    const seat = seatOf(supervisor, '100234', 1);
    const saved = await seat.send('reach', {
      name: 'Erika Beispiel-Muster',
      phones: '+493023125101',
      language: 'de',
    });
    expect(saved.status, saved.text).toBe(303);
    expect((await seat.page()).text).toContain('Erika Beispiel-Muster');
    await (await openCase(phones.erika, { pin: ERIKA_PIN, severity: 4 })).hangUp();
    const load = () => importFile(database, before);
    expect((await load()).faults).toBeUndefined();
    const names = async () =>
      (
        await database.query<{ name: string }>(
          `select name from contacts where customer_number = '100234' and retired_at is null order by seat`,
        )
      ).map(({ name }) => name);
    expect(await names()).toEqual(['Erika Beispiel-Muster', 'Max Muster']);
    const taken = await seat.send('reach', { name: 'Max Muster', phones: '+493023125101', language: 'de' });
    expect(taken.status).toBe(422);
    await supervisor.post('/registry/customers/100234/hand-back', {});
    expect((await load()).faults).toBeUndefined();
    expect(await names()).toEqual(['Erika Beispiel', 'Max Muster']);
    await lookAway(office.hotline);
  });
});
