import { expect, test } from 'vitest';
import { type Hotline, openHotline } from '../support/hotline.ts';
import type { Phone } from '../support/phone.ts';
import { ERIKA_PIN, MAX_PIN, openCase } from '../support/stories.ts';

/** Erika wants to be called back at a mobile phone that nobody knows; what is written about her ticket goes there. */
async function calledBackElsewhere(hotline: Hotline): Promise<Phone> {
  const { erika, anna } = hotline.phones;
  const mobile = hotline.line.phone('+4915228817400');
  const call = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '1', '2', '2', '2', '015228817400#', '1']) await call.press(keys);
  await call.hangUp();
  expect(mobile.newSms()).toEqual([expect.stringContaining('Ihr Ticket 4711')]);
  anna.sms();
  return mobile;
}

async function annaAnswers({ phones: { anna, supervisor } }: Hotline): Promise<void> {
  await anna.sendSms('A 4711');
  await anna.sendSms(`D 4711 ${anna.code()} Bitte neu starten`);
  for (const phone of [anna, supervisor]) phone.sms();
}

test('an answer is objected to from the phone that it was written to, however that came to the ticket', async () => {
  await using hotline = await openHotline();
  const { anna } = hotline.phones;
  const mobile = await calledBackElsewhere(hotline);
  await mobile.sendSms('Es ist nur der Export');
  expect(mobile.newSms()).toEqual([expect.stringContaining('Ihre Nachricht ist bei Ticket 4711')]);
  expect(anna.newSms()).toEqual([expect.stringContaining('Es ist nur der Export')]);
  await annaAnswers(hotline);
  expect(mobile.newSms()).toEqual([expect.stringContaining('Nicht gelöst? Antworten Sie N 4711')]);
  await mobile.sendSms('N 4711');
  expect(mobile.newSms()).toEqual([expect.stringContaining('Ticket 4711 ist wieder offen')]);
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'open' });
  anna.sms();
});

test('it stands for that ticket only, and not for its customer', async () => {
  await using hotline = await openHotline();
  const { anna, supervisor } = hotline.phones;
  const mobile = await calledBackElsewhere(hotline);
  const max = hotline.line.phone('+493023125102');
  const call = await max.dial();
  for (const keys of [`${MAX_PIN}#`]) await call.press(keys);
  await call.hangUp();
  expect(max.newSms()).toEqual([expect.stringContaining('NEIN 4712')]);
  anna.sms();
  await mobile.sendSms('NEIN 4712');
  await mobile.sendSms('4712 ist erledigt');
  expect(await hotline.ticket('4712')).toMatchObject({ status: 'open' });
  const { timeline } = await hotline.ticket('4712');
  expect(timeline.map(({ kind }) => kind)).not.toContain('message');
  for (const phone of [mobile, anna, supervisor]) phone.sms();
});

test('some days after its end the number is a stranger’s again', async () => {
  await using hotline = await openHotline();
  const { anna, supervisor } = hotline.phones;
  const mobile = await calledBackElsewhere(hotline);
  await annaAnswers(hotline);
  mobile.sms();
  await hotline.api('/tickets/4711/close', { by: 'anna' });
  await hotline.pass({ hours: 24 });
  await mobile.sendSms('N 4711');
  expect(mobile.newSms()).toHaveLength(1);
  supervisor.sms();
  await hotline.pass({ hours: 72 });
  await mobile.sendSms('N 4711');
  expect(mobile.newSms()).toEqual([]);
  for (const phone of [anna, supervisor]) phone.sms();
});

test('a phone that is a contact’s of another customer as well is known by both', async () => {
  await using hotline = await openHotline({
    directory: (usual) => usual.replace('phones: ["+493023125301"]', 'phones: ["+4915228817400"]'),
  });
  const mobile = await calledBackElsewhere(hotline);
  await annaAnswers(hotline);
  mobile.sms();
  await openCase(mobile, { pin: '904417', severity: 2 }).then((call) => call.hangUp());
  await mobile.sendSms('N 4711');
  expect(mobile.newSms()).toEqual([expect.stringContaining('Ticket 4711 ist wieder offen')]);
  hotline.phones.anna.sms();
});
