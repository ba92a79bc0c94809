import { expect, test } from 'vitest';
import { changeSmsConsent } from '../../src/domain/sms/opt-out.ts';
import { openConsole } from '../support/console.ts';
import { openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

test.each(['START', 'YES', 'Unstop', 'yes.'])(
  'an engineer opts out, and back in with %j: they are paged by SMS again, and the supervisors know both',
  async (word) => {
    await using hotline = await openHotline();
    const { erika, anna, supervisor } = hotline.phones;
    await anna.sendSms('STOP');
    expect(supervisor.newSms()).toEqual([expect.stringContaining('Anna Weber hat SMS abbestellt')]);
    await anna.sendSms('STOP');
    expect(supervisor.newSms()).toEqual([]);
    hotline.line.carrier.texting.optedOut.delete(anna.number);
    anna.newSms();
    await anna.sendSms(word);
    expect(supervisor.newSms()).toEqual([expect.stringContaining('Anna Weber bekommt wieder SMS')]);
    expect(anna.newSms()).toEqual([]);
    await criticalCase(erika);
    expect(anna.newSms()).toEqual([expect.stringContaining('KRITISCH Ticket 4711')]);
    erika.sms();
  },
);

test('YES from somebody who never opted out is no order: they are told what is', async () => {
  await using hotline = await openHotline();
  const { erika, anna, supervisor } = hotline.phones;
  await criticalCase(erika);
  anna.newSms();
  await anna.sendSms('YES');
  expect(anna.newSms()).toEqual([expect.stringMatching(/Nicht verstanden.*A 4711/)]);
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'open' });
  expect(supervisor.newSms()).toEqual([]);
});

test('the carrier has somebody back in without a word to us: the first SMS that gets through shows it', async () => {
  await using hotline = await openHotline();
  const { erika, anna, supervisor } = hotline.phones;
  await anna.sendSms('STOP');
  supervisor.newSms();
  await hotline.pass({ minutes: 1 });
  hotline.line.carrier.texting.optedOut.delete(anna.number);
  anna.newSms();
  await anna.sendSms('?');
  expect(anna.newSms()).toEqual([expect.stringContaining('nichts offen')]);
  expect(supervisor.newSms()).toEqual([expect.stringContaining('Anna Weber bekommt wieder SMS')]);
  await criticalCase(erika);
  expect(anna.newSms()).toEqual([expect.stringContaining('KRITISCH Ticket 4711')]);
  erika.sms();
});

test('a page that was under way when they opted out shows nothing, however late its report', async () => {
  await using hotline = await openHotline();
  const { erika, anna, supervisor } = hotline.phones;
  hotline.line.holdBack('/twilio/sms/status');
  await criticalCase(erika);
  await hotline.pass({ seconds: 10 });
  await anna.sendSms('STOP');
  await hotline.line.deliverLate();
  expect(supervisor.newSms()).toEqual([expect.stringContaining('hat SMS abbestellt')]);
  await anna.sendSms('A 4711');
  expect(supervisor.newSms()).toEqual([]);
  expect(await hotline.ticket('4711')).toMatchObject({ acknowledgedBy: 'anna' });
  for (const phone of [erika, anna]) phone.sms();
});

test('the carrier refuses any SMS, not only a page: we know of the opt-out, and the supervisors are told once', async () => {
  await using hotline = await openHotline();
  const { erika, anna, supervisor } = hotline.phones;
  hotline.line.carrier.texting.optedOut.add(anna.number);
  await anna.sendSms('?');
  await anna.sendSms('?');
  expect(supervisor.newSms()).toEqual([expect.stringContaining('Anna Weber hat SMS abbestellt')]);
  await criticalCase(erika);
  expect(anna.newSms()).toEqual([]);
  await (await (await anna.rings()).answer()).press('2');
  erika.sms();
});

test('ABMELDEN is a wish that only the person takes back: an answer that gets through does not', async () => {
  await using hotline = await openHotline();
  const { erika, anna, supervisor } = hotline.phones;
  await anna.sendSms('abmelden');
  expect(supervisor.newSms()).toEqual([expect.stringContaining('hat SMS abbestellt')]);
  await anna.sendSms('?');
  expect(anna.newSms()).toEqual([expect.stringContaining('nichts offen')]);
  expect(supervisor.newSms()).toEqual([]);
  await criticalCase(erika);
  expect(anna.newSms()).toEqual([]);
  await (await (await anna.rings()).answer()).press('2');
  await anna.sendSms('START');
  expect(supervisor.newSms()).toEqual([expect.stringContaining('bekommt wieder SMS')]);
  erika.sms();
});

test('a STOP that reaches us after a newer START says nothing any more', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  const sentAt = new Date();
  await hotline.pass({ minutes: 5 });
  await anna.sendSms('START');
  const late = { from: anna.number, body: 'STOP', sentAt };
  await hotline.database.transaction((tx) =>
    changeSmsConsent({ tx, hotline: hotline.app.hotline, now: new Date() }, late),
  );
  anna.newSms();
  await criticalCase(erika);
  expect(anna.newSms()).toEqual([expect.stringContaining('KRITISCH Ticket 4711')]);
  erika.sms();
});

test.each(['STOP 4711', 'please stop', 'start A 4711', 'yes 4711', 'START please'])(
  '%j is neither an opt-out nor an order',
  async (body) => {
    await using hotline = await openHotline();
    const { erika, anna, supervisor } = hotline.phones;
    await criticalCase(erika);
    anna.newSms();
    await anna.sendSms(body);
    expect(anna.newSms()).toEqual([expect.stringContaining('Nicht verstanden')]);
    expect(supervisor.newSms()).toEqual([]);
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'open' });
    erika.sms();
  },
);

const SECOND_PHONE = '+4915228817400';
/** A second supervisor, and nobody on call in front. */
const withSecond = (usual: string) =>
  usual
    .replace(
      'supervisors: { phones: ["+493023125000"] }',
      `supervisors: { phones: ["+493023125000", "${SECOND_PHONE}"], names: { "${SECOND_PHONE}": Frieda Amt } }`,
    )
    .replace('from: 2026-01-05T08:00 }]', 'from: 2026-01-05T08:00, until: 2026-11-20T18:00 }]');

test('a supervisor opts out: the others know, their phone rings at once, and it stands on the board', async () => {
  await using office = await openConsole({ directory: withSecond });
  const { hotline } = office;
  const { supervisor, erika } = hotline.phones;
  const frieda = hotline.line.phone(SECOND_PHONE);
  await frieda.sendSms('STOP');
  expect(supervisor.newSms()).toEqual([expect.stringContaining('Frieda Amt hat SMS abbestellt')]);
  for (const role of ['supervisor', 'administrator'] as const) {
    const page = await (await office.as(role)).get('/', { 'accept-language': 'en' });
    expect(page.text).toContain('A supervisors’ phone has opted out of SMS');
  }
  expect((await (await office.as('engineer')).get('/')).text).not.toContain('opted out of SMS');
  const listed = await (await office.as('supervisor')).get('/registry/supervisors', {
    'accept-language': 'de',
  });
  expect(listed.text).toMatch(/keine SMS<\/span> <b class="digits">\+49 1522 8817400 Frieda Amt/);
  frieda.newSms();
  await criticalCase(erika);
  const page = await (await frieda.rings()).answer();
  expect(supervisor.newSms()).toEqual([expect.stringContaining('KRITISCH Ticket 4711')]);
  await page.press('1');
  await (await (await erika.rings()).answer()).press('1');
  expect(page.joined).toBe(true);
  expect(frieda.newSms()).toEqual([]);
  await supervisor.rings();
  await frieda.sendSms('START');
  expect(supervisor.newSms()).toEqual([expect.stringContaining('Frieda Amt bekommt wieder SMS')]);
  frieda.sms();
  erika.sms();
});

test('the only supervisor opts out, and has no name: nobody is texted, nothing fails, the board tells', async () => {
  await using office = await openConsole();
  const { supervisor } = office.hotline.phones;
  await supervisor.sendSms('STOP');
  expect((await (await office.as('supervisor')).get('/', { 'accept-language': 'de' })).text).toContain(
    'Ein Telefon der Supervisoren hat SMS abbestellt',
  );
  supervisor.newSms();
  office.hotline.line.carrier.texting.optedOut.delete(supervisor.number);
  await supervisor.sendSms('START');
  expect(supervisor.newSms()).toEqual([expect.stringContaining('+493023125000 bekommt wieder SMS')]);
});
