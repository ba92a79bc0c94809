import { expect, test } from 'vitest';
import { openHotline } from '../support/hotline.ts';
import { ERIKA_PIN } from '../support/stories.ts';

async function reportFalsePositive(hotline: Awaited<ReturnType<typeof openHotline>>): Promise<void> {
  const { erika, anna, supervisor } = hotline.phones;
  const call = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '2', '2', '1', '2', '2', '1']) await call.press(keys);
  await call.hangUp();
  erika.newSms();
  await anna.sendSms(`D 4711 ${anna.code()} Vorläufige Analyse: Fehlalarm bestätigt`);
  for (const phone of [erika, anna, supervisor]) phone.sms();
}

test('a change of signatures: the customer hears each stage, and confirms', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await reportFalsePositive(hotline);
  await anna.sendSms(`F 4711 ${anna.code()} analyse`);
  expect(anna.newSms()).toEqual([expect.stringContaining('Notiert')]);
  expect(erika.newSms()).toEqual([expect.stringContaining('untersucht')]);
  await anna.sendSms(`F 4711 ${anna.code()} gebaut`);
  await anna.sendSms(`F 4711 ${anna.code()} freigegeben 24.11.7`);
  expect(erika.newSms().at(-1)).toContain('24.11.7');
  await erika.sendSms('J 4711');
  expect(erika.newSms()).toEqual([expect.stringContaining('geschlossen')]);
  expect(await hotline.ticket()).toMatchObject({
    status: 'closed',
    kind: 'signature',
    signature: 'false-positive',
  });
  anna.sms();
});

test('the customer objects: the case is open again, with a new deadline, and is paged', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await reportFalsePositive(hotline);
  await hotline.api('/tickets/4711/progress', { by: 'anna', stage: 'released', version: '24.11.7' });
  erika.newSms();
  await hotline.pass({ minutes: 30 });
  await erika.sendSms('Nein.');
  expect(erika.newSms()).toEqual([expect.stringContaining('noch einmal')]);
  expect(await hotline.ticket()).toMatchObject({ status: 'open', respondBy: '2026-11-23T13:30:00.000Z' });
  expect(anna.newSms()).toEqual([expect.stringContaining('Ticket 4711')]);
});

test('a stage never goes back, and an ordinary problem has none', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await reportFalsePositive(hotline);
  await anna.sendSms(`F 4711 ${anna.code()} gebaut`);
  await anna.sendSms(`F 4711 ${anna.code()} analyse`);
  expect(anna.newSms().at(-1)).toContain('schon weiter');
  await anna.sendSms(`F 4711 ${anna.code()} irgendwas`);
  expect(anna.newSms().at(-1)).toContain('Welcher Stand');
  erika.sms();
});
