import { describe, expect, it } from 'vitest';
import { handBack } from '../../src/domain/directory-entry/source-store.ts';
import { recordOptOut } from '../../src/domain/messages/opt-out-store.ts';
import { findEngineer } from '../../src/domain/oncall/engineers/engineer-store.ts';
import { type Browser, openConsole } from '../support/console.ts';
import { criticalCase } from '../support/stories.ts';

const ENGINEERS = '/registry/engineers';
const ANNA = { name: 'Anna Weber', phones: '+4915228817386', languages: 'de, en' };

async function versionOf(browser: Browser, path: string): Promise<string> {
  const { text } = await browser.get(path);
  return /name="version" value="([^"]+)"/.exec(text)?.[1] ?? '';
}

describe('the engineers', () => {
  it('are listed with phones, schedules, open cases and who is on call', async () => {
    await using office = await openConsole();
    const { hotline } = office;
    await criticalCase(hotline.phones.erika);
    await hotline.phones.anna.sendSms('A');
    hotline.phones.anna.newSms();
    await recordOptOut(hotline.database, '+4915228817387', null);
    const { status, text } = await (await office.as('engineer')).get(ENGINEERS);
    expect(status).toBe(200);
    const row = (key: string) =>
      text.split('<tr>').find((part) => part.includes(`${ENGINEERS}/${key}"`)) ?? '';
    expect(row('anna')).toContain('1 ticket');
    expect(row('anna')).toContain('on call now');
    expect(row('ben')).toContain('no SMS');
    expect(row('carla')).toContain('no schedule');
    const ben = await (await office.as('auditor')).get(`${ENGINEERS}/ben`);
    expect(ben.text).toContain('by sending START from this phone');
    expect(ben.text).not.toContain('<form method="post" action="/registry');
  });

  it('whose languages are none are shown as they were typed, once each and not without end', async () => {
    await using office = await openConsole();
    const supervisor = await office.as('supervisor');
    const letters = [...'abcdefghijklmnopqrstuvwxyz'];
    const many = letters.flatMap((one) => letters.map((other) => one + other)).join(' ');
    for (const languages of ['x', 'de_DE', '1e999', '<b>', 'toString', `de ${many} de`]) {
      const { status, text } = await supervisor.post(ENGINEERS, { ...ANNA, key: 'Dora!', languages });
      expect(status, languages).toBe(422);
      expect(text.match(/<option/g)?.length, languages).toBeLessThan(1_000);
      expect(text).not.toContain('<b>');
    }
    const { text } = await supervisor.post(ENGINEERS, { ...ANNA, key: 'dora', languages: 'de tlh! de' });
    expect(text).toContain('<option value="tlh!" selected>tlh!</option>');
    expect(text.match(/<option value="de" selected>/g)).toHaveLength(1);
  });

  it('are added and changed; the next page goes by it, and an import leaves it alone', async () => {
    await using office = await openConsole();
    const { database } = office.hotline;
    const supervisor = await office.as('supervisor');
    const dora = {
      key: 'dora',
      name: 'Dora Klein',
      phones: '030 23125-050\n+49 30 23125051',
      languages: 'EN de',
    };
    expect(await supervisor.post(ENGINEERS, dora)).toMatchObject({
      status: 303,
      location: `${ENGINEERS}/dora?done=saved`,
    });
    expect(await findEngineer(database, 'dora')).toMatchObject({
      phones: ['+493023125050', '+493023125051'],
      languages: ['en', 'de'],
    });
    const version = await versionOf(supervisor, `${ENGINEERS}/anna`);
    const moved = { ...ANNA, phones: '+49 30 23125060', version };
    expect((await supervisor.post(`${ENGINEERS}/anna`, moved)).status).toBe(303);
    await criticalCase(office.hotline.phones.erika);
    expect(office.hotline.phones.anna.newSms()).toEqual([]);
    expect(office.hotline.line.phone('+493023125060').newSms()).toHaveLength(1);
    const { text } = await supervisor.get(`${ENGINEERS}/anna`);
    expect(text).toContain('Changed in the console by The supervisor');
    const trail = await (await office.as('auditor')).get('/audit');
    expect(trail.text).toContain('changed an engineer');
    // what was changed is known, the numbers are nobody's business there
    expect(trail.text).not.toContain('23125060');
  });

  it('are handed back to the file', async () => {
    await using office = await openConsole();
    const supervisor = await office.as('supervisor');
    const version = await versionOf(supervisor, `${ENGINEERS}/anna`);
    await supervisor.post(`${ENGINEERS}/anna`, { ...ANNA, name: 'Anna Weber-Klein', version });
    expect((await supervisor.post(`${ENGINEERS}/anna/hand-back`, {})).location).toBe(
      `${ENGINEERS}/anna?done=handed-back`,
    );
    expect((await supervisor.post(`${ENGINEERS}/anna/hand-back`, {})).status).toBe(404);
    expect(await handBack(office.hotline.database, 'engineers', 'anna')).toBe(false);
  });

  it('are not overwritten by whoever saves second', async () => {
    await using office = await openConsole();
    const [first, second] = [await office.as('supervisor'), await office.as('administrator')];
    const version = await versionOf(second, `${ENGINEERS}/anna`);
    await first.post(`${ENGINEERS}/anna`, { ...ANNA, name: 'Anna Weber-Klein', version });
    const refused = await second.post(`${ENGINEERS}/anna`, { ...ANNA, languages: 'en', version });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Somebody else changed this while you were editing');
    expect(await findEngineer(office.hotline.database, 'anna')).toMatchObject({ name: 'Anna Weber-Klein' });
  });

  it('are warned of where an open ticket still pages them by a policy that is retired', async () => {
    await using office = await openConsole();
    const { database, phones, settle } = office.hotline;
    await criticalCase(phones.erika);
    await settle();
    for (const phone of Object.values(phones)) phone.sms();
    const supervisor = await office.as('supervisor');
    const page = async (key: string) => (await supervisor.get(`${ENGINEERS}/${key}`)).text;
    const dora = { key: 'dora', name: 'Dora', phones: '+4915228817399', languages: 'de' };
    expect((await supervisor.post(ENGINEERS, dora)).status).toBe(303);
    const name = (await database.query<{ escalation: string }>('select escalation from tickets'))[0]
      ?.escalation;
    const keepsIn = (target: string, schedule: string) =>
      database.query(
        `with policy as (insert into escalations (name, definition, retired_at)
           select 'former', jsonb_set(definition, '{lastResort}', jsonb_build_array($2::text)), now() from escalations where name = $1
           on conflict (name) do update set definition = excluded.definition),
         moved as (update tickets set escalation = 'former')
         insert into schedules (name, definition, retired_at)
           select 'old', jsonb_set(definition, '{layers,0,participants}', jsonb_build_array($3::text)), now() from schedules where name = 'front'
           on conflict (name) do update set definition = excluded.definition`,
        [name, target, schedule],
      );
    expect(await page('dora')).not.toContain('by a policy that is retired');
    for (const [target, inSchedule] of [
      ['engineer:dora', 'anna'],
      ['schedule:old', 'dora'],
    ] as const) {
      await keepsIn(target, inSchedule);
      const text = await page('dora');
      expect(text).toContain('1 open ticket still pages them by a policy that is retired');
      expect(text).toMatch(/by a policy that is retired[\s\S]*href="\/tickets\/4711"[\s\S]*\/dora\/retire/);
    }
    await supervisor.get('/?lang=de');
    expect(await page('dora')).toContain('1 offenes Ticket alarmiert die Person noch');
    expect(await page('carla')).not.toContain('stillgelegten Eskalation');
    // over, it pages nobody
    await database.query(`update tickets set status = 'closed', closed_at = now()`);
    expect(await page('dora')).not.toContain('stillgelegten Eskalation');
  });

  it('are retired only when nothing names them any more; it is said what does', async () => {
    await using office = await openConsole();
    const supervisor = await office.as('supervisor');
    for (const [key, why] of [
      ['anna', 'Takes turns in the schedule'],
      ['tessa', 'Is the TAM of customer'],
      ['carla', 'Is the deputy TAM of customer'],
    ] as const) {
      const refused = await supervisor.post(`${ENGINEERS}/${key}/retire`, {});
      expect(refused.status).toBe(409);
      expect(refused.text).toContain(why);
    }
    await supervisor.post(ENGINEERS, { ...ANNA, key: 'dora', name: 'Dora Klein' });
    const stepsIn = { engineer: 'dora', from: '2026-12-24T08:00', until: '2026-12-27T08:00' };
    await supervisor.post('/registry/schedules/front/overrides', stepsIn);
    expect((await supervisor.post(`${ENGINEERS}/dora/retire`, {})).text).toContain(
      'Has an override in the schedule',
    );
    const { text } = await supervisor.get('/registry/schedules/front');
    const [, withdraw = ''] = /action="([^"]+\/withdraw)"/.exec(text) ?? [];
    await supervisor.post(withdraw, {});
    expect((await supervisor.post(`${ENGINEERS}/dora/retire`, {})).location).toBe(
      `${ENGINEERS}?done=retired`,
    );
    expect((await supervisor.get(`${ENGINEERS}/dora`)).status).toBe(404);
    expect(await findEngineer(office.hotline.database, 'dora')).toMatchObject({ retired: true });
  });
});

describe('what is refused', () => {
  it('is said at its field, in both languages, with what was typed', async () => {
    await using office = await openConsole();
    const supervisor = await office.as('supervisor');
    const odd = { key: '<b>', name: 'a'.repeat(201), phones: '0900 123', languages: 'Deutsch' };
    const english = await supervisor.post(ENGINEERS, odd);
    expect(english.status).toBe(422);
    for (const sentence of [
      'begin with a letter',
      'at most 200',
      'cannot be called',
      'at least one language',
    ])
      expect(english.text).toContain(sentence);
    expect(english.text).toContain('value="&lt;b&gt;"');
    expect(english.text).toContain('0900 123');
    await supervisor.get('/?lang=de');
    expect((await supervisor.post(ENGINEERS, odd)).text).toContain('höchstens 200 Zeichen');
    expect((await supervisor.post(ENGINEERS, { ...ANNA, key: 'anna' })).text).toContain(
      'Dieses Kürzel hat schon jemand',
    );
  });

  it('is everything from other roles, and about people who do not exist', async () => {
    await using office = await openConsole();
    for (const role of ['engineer', 'auditor'] as const) {
      const browser = await office.as(role);
      for (const path of [
        ENGINEERS,
        `${ENGINEERS}/anna`,
        `${ENGINEERS}/anna/retire`,
        `${ENGINEERS}/anna/hand-back`,
      ])
        expect((await browser.post(path, { ...ANNA, key: 'dora' })).status, path).toBe(403);
      expect((await browser.get(`${ENGINEERS}/new`)).status).toBe(403);
    }
    const supervisor = await office.as('supervisor');
    for (const key of ['nobody', '%00', "'--", '%F0%9F%A4%B7', '..%2F..']) {
      const path = `${ENGINEERS}/${key}`;
      expect((await supervisor.get(path)).status, key).toBe(404);
      expect((await supervisor.post(path, ANNA)).status, key).toBe(404);
      expect((await supervisor.post(`${path}/retire`, {})).status, key).toBe(404);
      expect((await supervisor.post(`${path}/hand-back`, {})).status, key).toBe(404);
    }
  });
});
