import { expect, test } from 'vitest';
import { openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

test('the customer does not pick up, then a machine does, then a person: no try is the last in silence', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  anna.sms();
  await anna.sendSms('C 4711');
  expect(anna.newSms()).toEqual([expect.stringContaining('Wir rufen Sie jetzt an')]);

  const first = await (await anna.rings()).answer();
  await first.press('1');
  await (await erika.rings()).noAnswer();
  expect(first.over).toBe(true);
  expect(first.heard()).toContain('nicht zu erreichen');
  expect(first.heard()).toContain('heute um 10:06 Uhr');
  expect(erika.newSms()).toEqual([expect.stringContaining('nicht erreicht')]);

  await hotline.pass({ minutes: 7 });
  const second = await (await anna.rings()).answer();
  await second.press('1');
  const machine = await (await erika.rings()).answer();
  while (!machine.over) await machine.silence();
  expect(machine.heard()).toContain('zurückrufen');
  expect(second.over).toBe(true);
  erika.sms();

  await hotline.pass({ minutes: 5 });
  const third = await (await anna.rings()).answer();
  await third.press('1');
  const person = await (await erika.rings()).answer();
  await person.press('1');
  expect(third.joined).toBe(true);
  await third.hangUp();
  expect(person.over).toBe(true);
  // no outcome was keyed: the clock runs on, and the engineer is asked
  expect(anna.newSms()).toEqual([expect.stringContaining('Wie ist es ausgegangen?')]);
  await anna.sendSms(`D 4711 ${anna.code()} Lizenzserver neu gestartet`);
  expect(anna.newSms()).toEqual([expect.stringContaining('angehalten')]);
  expect(await hotline.ticket()).toMatchObject({ status: 'answered', answeredBy: 'anna', late: false });
  expect(erika.newSms()).toEqual([expect.stringContaining('Lizenzserver neu gestartet. Nicht gelöst?')]);
});

test('the engineer hangs up while the customer still rings: the customer is left in peace, the next try is planned', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('C');
  anna.sms();
  const engineer = await (await anna.rings()).answer();
  await engineer.press('1');
  const ring = await erika.rings();
  await engineer.hangUp();
  expect(ring.status).toBe('canceled');
  await hotline.pass({ minutes: 6 });
  await (await anna.rings()).answer();
});

test('not yet: the clock runs on and the next try is planned', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('C');
  anna.sms();
  const engineer = await (await anna.rings()).answer();
  await engineer.press('1');
  const customer = await (await erika.rings()).answer();
  await customer.press('1');
  await customer.hangUp();
  await engineer.press('3');
  expect(engineer.heard()).toContain('läuft weiter');
  expect(await hotline.ticket()).toMatchObject({ status: 'acknowledged', answeredAt: null });
  await hotline.pass({ minutes: 6 });
  await (await anna.rings()).answer();
});
