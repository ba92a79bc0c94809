import { expect, test } from 'vitest';
import { openHotline } from '../support/hotline.ts';
import { criticalCase, ERIKA_PIN, GRACE_PIN, openCase, orderWithCode } from '../support/stories.ts';

test('somebody else has it, it is over, it does not exist: each is said, and nothing changes', async () => {
  await using hotline = await openHotline();
  const { erika, anna, ben, supervisor } = hotline.phones;
  await criticalCase(erika);
  anna.sms();
  await orderWithCode(ben, 'A');
  ben.sms();
  await anna.sendSms('A 4711');
  expect(anna.newSms()).toEqual([expect.stringContaining('hat schon Ben Hartmann')]);
  expect(await hotline.ticket('4711')).toMatchObject({ acknowledgedBy: 'ben' });

  await ben.sendSms(`D 4711 ${ben.code()} Platte getauscht`);
  for (const phone of [ben, supervisor]) phone.sms();
  expect(anna.newSms()).toEqual([expect.stringContaining('Platte getauscht')]);
  expect(erika.newSms()).toEqual([expect.stringContaining('Platte getauscht')]);
  for (const order of ['A 4711', 'C 4711', 'P 4711', 'D 4711 noch etwas']) {
    await anna.sendSms(order);
    expect(anna.newSms()).toEqual([expect.stringContaining('Ticket 4711 ist schon erledigt')]);
  }
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered', answeredBy: 'ben' });

  for (const number of ['9999', '0', '999999999999999999', '99999999999999999999999999']) {
    await anna.sendSms(`A ${number}`);
    expect(anna.newSms()).toEqual([expect.stringContaining(number)]);
  }
  expect(await anna.isQuiet()).toBe(true);
});

test('a bare letter works when one case is open, and asks which when there are two; ? lists them', async () => {
  await using hotline = await openHotline();
  const { erika, grace, anna, carla } = hotline.phones;
  await carla.sendSms('?');
  expect(carla.newSms()).toEqual([expect.stringMatching(/nichts offen/i)]);
  await (await openCase(erika, { pin: ERIKA_PIN, severity: 2 })).hangUp();
  anna.sms();
  await anna.sendSms(' ? ');
  expect(anna.newSms()).toEqual([expect.stringContaining('4711')]);
  await (await openCase(grace, { pin: GRACE_PIN, severity: 2 })).hangUp();
  anna.sms();
  await anna.sendSms('A');
  expect(anna.newSms()).toEqual([expect.stringMatching(/4711.*4712/)]);
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'open' });
  await anna.sendSms('4712 übernehme');
  expect(anna.newSms()).toEqual([expect.stringContaining('Ticket 4712 gehört Ihnen')]);
  await anna.sendSms('?');
  expect(anna.newSms()).toEqual([expect.stringMatching(/^Offen: 4711 HOCH .* bis .*; 4712 HOCH /)]);
  await anna.sendSms('was ist los?');
  expect(anna.newSms()).toHaveLength(1);
});

test('connect me, while the phone is ringing about it: that ring stops and the callback rings', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  await hotline.pass({ minutes: 3 });
  const page = await anna.rings();
  await anna.sendSms('C');
  expect(page.status).toBe('canceled');
  const engineer = await (await anna.rings()).answer();
  await anna.sendSms('C');
  expect(await anna.isQuiet()).toBe(true);
  await engineer.press('1');
  await (await (await erika.rings()).answer()).press('1');
  expect(engineer.joined).toBe(true);
  anna.sms();
});

test('two orders in one text: neither is done, the customer reads nothing of them, and their sender reads why', async () => {
  await using hotline = await openHotline();
  const { erika, grace, anna, supervisor } = hotline.phones;
  await (await openCase(erika, { pin: ERIKA_PIN, severity: 2 })).hangUp();
  await (await openCase(grace, { pin: GRACE_PIN, severity: 2 })).hangUp();
  erika.sms();
  const code = anna.code('4711');
  anna.sms();
  for (const text of [`D 4711 ${code} Neustart hilft. A 4712`, 'A 4711\nA 4712', 'A 4711, 4712']) {
    await anna.sendSms(text);
    expect(anna.newSms()).toEqual([
      'Das sind mehrere Aufträge, und keiner davon gilt. Bitte je Auftrag eine SMS.',
    ]);
  }
  expect(erika.newSms()).toEqual([]);
  for (const number of ['4711', '4712'])
    expect(await hotline.ticket(number)).toMatchObject({ status: 'open' });
  await anna.sendSms(`D 4711 ${code} Neustart hilft`);
  await anna.sendSms('A 4712');
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered' });
  expect(await hotline.ticket('4712')).toMatchObject({ status: 'acknowledged', acknowledgedBy: 'anna' });
  for (const phone of [anna, erika, grace, supervisor]) phone.sms();
});
