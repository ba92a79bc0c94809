import { describe, expect, it } from 'vitest';
import { exportDirectory } from '../../src/domain/directory-file/export-directory.ts';
import { findEscalation } from '../../src/domain/plans/rule-store.ts';
import { openConsole } from '../support/console.ts';
import { importFile } from '../support/import-file.ts';
import { criticalCase } from '../support/stories.ts';

const POLICY = '/registry/escalations/front-line';

/** What the form of the policy in the test directory says, with the version it carries. */
async function formOf(browser: {
  get(path: string): Promise<{ text: string }>;
}): Promise<Record<string, string>> {
  const { text } = await browser.get(`${POLICY}/edit`);
  return {
    version: /name="version" value="([^"]+)"/.exec(text)?.[1] ?? '',
    steps: '2',
    'at-0': '0%',
    'page-0': 'schedule:back',
    'by-0': 'sms',
    'at-1': '5 min',
    'page-1': 'supervisors',
    'by-1': 'call',
    'last-resort': 'supervisors',
    do: 'save',
  };
}

describe('an escalation policy', () => {
  it('is drawn on the response window of each severity, with a table', async () => {
    await using office = await openConsole();
    const { text, status } = await (await office.as('auditor')).get(POLICY);
    expect(status).toBe(200);
    expect(text).toContain('On the response windows of “enhanced”');
    expect(text.match(/class="window"/g)).toHaveLength(8);
    expect(text).toContain('3 min: whoever is on call in “front”');
    expect(text).not.toContain('Edit the steps');
    expect((await (await office.as('engineer')).get('/registry/escalations')).text).toContain('front-line');
  });

  it('is edited: the next case is paged by it', async () => {
    await using office = await openConsole();
    const { hotline } = office;
    const supervisor = await office.as('supervisor');
    const saved = await supervisor.post(`${POLICY}/edit`, await formOf(supervisor));
    expect(saved).toMatchObject({ status: 303, location: `${POLICY}?done=saved` });
    await criticalCase(hotline.phones.erika);
    expect(hotline.phones.anna.newSms()).toEqual([]);
    expect(hotline.phones.ben.newSms()).toHaveLength(1);
    expect((await supervisor.get(POLICY)).text).toContain('Changed in the console by The supervisor');
    const trail = await (await office.as('auditor')).get('/audit');
    expect(trail.text).toContain('changed an escalation policy');
  });

  it.each(['the console', 'a file'])('that %s makes earlier is so for whoever waits already', async (by) => {
    await using office = await openConsole();
    const { hotline } = office;
    const { erika, ben, supervisor: house } = hotline.phones;
    const supervisor = await office.as('supervisor');
    const edit = async (at: string) =>
      supervisor.post(`${POLICY}/edit`, {
        ...(await formOf(supervisor)),
        'at-1': at,
        'by-1': 'sms',
        do: 'accept',
      });
    await edit('20 min');
    await criticalCase(erika);
    await hotline.pass({ minutes: 2 });
    expect(house.newSms()).toEqual([]);
    if (by === 'the console') expect((await edit('1 min')).status).toBe(303);
    else {
      const earlier = (await exportDirectory(hotline.database)).replace('PT20M', 'PT1M');
      expect(await importFile(hotline.database, earlier, { takeOver: true })).toHaveProperty('imported');
    }
    await hotline.pass({ seconds: 1 });
    expect(house.newSms()).toEqual([expect.stringContaining('4711')]);
    expect(ben.newSms(), 'the step before is not taken twice').toHaveLength(1);
    for (const phone of Object.values(hotline.phones)) phone.sms();
  });

  it('says at each plan which steps do not fit its windows, in the editor and where it stands', async () => {
    await using office = await openConsole();
    const supervisor = await office.as('supervisor');
    const form = { ...(await formOf(supervisor)), 'at-1': '5 h' };
    const drawn = await supervisor.post(`${POLICY}/edit`, { ...form, do: 'draw' });
    expect(drawn.text).toContain('Step 2 is too long for severity 1, 2, 3: it comes at 80% of the window.');
    expect((await supervisor.get(POLICY)).text).not.toContain('Step 2 is too long');
  });

  it('asks for a second pair of hands, keeps it while it is reworked, and says so', async () => {
    await using office = await openConsole();
    const supervisor = await office.as('supervisor');
    const form = { ...(await formOf(supervisor)), 'hands-1': '2' };
    const moved = await supervisor.post(`${POLICY}/edit`, { ...form, do: 'up-2' });
    expect(moved.text).toMatch(/name="hands-0" value="2" checked/);
    expect(moved.text).not.toMatch(/name="hands-1" value="2" checked/);
    await supervisor.post(`${POLICY}/edit`, form);
    const { steps } = (await findEscalation(office.hotline.database, 'front-line')) ?? { steps: [] };
    expect(steps.map(({ hands }) => hands)).toEqual([undefined, 2]);
    expect((await supervisor.get(POLICY)).text).toContain('<small>two people</small>');
    expect((await supervisor.get(`${POLICY}/edit`)).text).toMatch(/name="hands-1" value="2" checked/);
  });

  it('is reworked step by step before it is saved, without any script', async () => {
    await using office = await openConsole();
    const supervisor = await office.as('supervisor');
    const form = await formOf(supervisor);
    const added = await supervisor.post(`${POLICY}/edit`, { ...form, do: 'add-1' });
    expect(added.status).toBe(200);
    expect(added.text).toContain('name="steps" value="3"');
    const moved = await supervisor.post(`${POLICY}/edit`, { ...form, do: 'up-2' });
    expect(moved.text).toMatch(/name="at-0" value="5 min"/);
    const removed = await supervisor.post(`${POLICY}/edit`, { ...form, do: 'remove-2' });
    expect(removed.text).toContain('name="steps" value="1"');
    expect(await findEscalation(office.hotline.database, 'front-line')).toMatchObject({
      steps: { length: 3 },
    });
  });

  it('is refused with what is wrong at each step, in both languages, and what was typed is kept', async () => {
    await using office = await openConsole();
    const supervisor = await office.as('supervisor');
    const { 'page-1': _page, 'by-1': _by, ...form } = await formOf(supervisor);
    const odd = { ...form, 'at-0': 'soon', 'page-0': 'engineer:nobody' };
    const refused = await supervisor.post(`${POLICY}/edit`, odd);
    expect(refused.status).toBe(422);
    for (const sentence of [
      'a share such as 10%, at most',
      'Choose who is paged',
      'Choose SMS, call, or both',
    ])
      expect(refused.text).toContain(sentence);
    expect(refused.text).toContain('value="soon"');
    await supervisor.get('/?lang=de');
    expect((await supervisor.post(`${POLICY}/edit`, odd)).text).toContain(
      'Wählen Sie SMS, Anruf oder beides',
    );
    expect((await supervisor.post(`${POLICY}/edit`, { do: 'save', steps: '999999999' })).status).toBe(422);
    const anyway = await supervisor.post(`${POLICY}/edit`, { ...odd, do: 'accept' });
    expect([anyway.status, anyway.text], 'pressed on a page on which it still could stand').toEqual([
      422,
      expect.stringContaining('Wählen Sie SMS, Anruf oder beides'),
    ]);
  });

  it('is not overwritten by whoever saves second', async () => {
    await using office = await openConsole();
    const [first, second] = [await office.as('supervisor'), await office.as('administrator')];
    const form = await formOf(second);
    await first.post(`${POLICY}/edit`, { ...form, 'at-1': 'PT6M' });
    const refused = await second.post(`${POLICY}/edit`, form);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Somebody else changed this while you were editing');
    expect(await findEscalation(office.hotline.database, 'front-line')).toMatchObject({
      steps: [{}, { at: 'PT6M' }],
    });
  });

  it('is out of reach for other roles, and one that does not exist is not found', async () => {
    await using office = await openConsole();
    for (const role of ['engineer', 'auditor'] as const) {
      const browser = await office.as(role);
      expect((await browser.get(`${POLICY}/edit`)).status).toBe(403);
      expect((await browser.post(`${POLICY}/edit`, { do: 'save' })).status).toBe(403);
    }
    const supervisor = await office.as('supervisor');
    for (const name of ['nowhere', '%00', "'--"]) {
      expect((await supervisor.get(`/registry/escalations/${name}`)).status).toBe(404);
      expect((await supervisor.get(`/registry/escalations/${name}/edit`)).status).toBe(404);
      expect((await supervisor.post(`/registry/escalations/${name}/edit`, { do: 'save' })).status).toBe(404);
    }
  });
});
