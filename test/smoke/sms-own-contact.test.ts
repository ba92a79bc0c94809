import { expect, test } from 'vitest';
import { type Hotline, openHotline } from '../support/hotline.ts';
import type { Phone } from '../support/phone.ts';
import { ERIKA_PIN, GRACE_PIN, openCase } from '../support/stories.ts';

/** Erika has the phone of one of our own people. */
const erikaAt = (number: string) => ({
  directory: (usual: string) =>
    usual.replace('Erika Beispiel, phones: ["+493023125101"]', `Erika Beispiel, phones: ["${number}"]`),
});

/** She calls, and hangs up before she has said how bad it is. */
async function breaksOff({ phones: { anna } }: Hotline, erika: Phone): Promise<void> {
  const call = await erika.dial();
  await call.press(`${ERIKA_PIN}#`);
  await call.hangUp();
  expect(erika.newSms()).toEqual([expect.stringContaining('Nicht nötig? Antworten Sie NEIN 4711')]);
  anna.sms();
}

test.each([
  ['an engineer', 'carla'],
  ['a supervisor', 'supervisor'],
] as const)('%s who is a contact as well writes about their own ticket', async (_who, name) => {
  const number = { carla: '+4915228817388', supervisor: '+493023125000' }[name];
  await using hotline = await openHotline(erikaAt(number));
  const erika = hotline.phones[name];
  const { anna } = hotline.phones;
  await breaksOff(hotline, erika);
  await anna.sendSms('A 4711');
  anna.sms();
  await erika.sendSms('Es ist der Export, nicht der Import');
  expect(erika.newSms()).toEqual([expect.stringContaining('Ihre Nachricht ist bei Ticket 4711')]);
  expect(anna.newSms()).toEqual([expect.stringContaining('Es ist der Export')]);
  await erika.sendSms('Nein 4711');
  expect(erika.newSms()).toHaveLength(1);
  expect(await hotline.ticket()).toMatchObject({ status: 'closed' });
  anna.sms();
});

test('an order is an order, and whoever is paged and mistypes one reads so', async () => {
  await using hotline = await openHotline(erikaAt('+4915228817386'));
  const { grace, anna } = hotline.phones;
  await (await openCase(grace, { pin: GRACE_PIN, severity: 2 })).hangUp();
  anna.sms();
  await anna.sendSms('A 4711 in five');
  expect(anna.newSms()).toEqual([expect.stringContaining('Nicht verstanden')]);
  expect(await hotline.ticket()).toMatchObject({ status: 'open' });
  await anna.sendSms('A 4711');
  expect(anna.newSms()).toEqual([expect.stringContaining('gehört Ihnen')]);
  expect(await hotline.ticket()).toMatchObject({ acknowledgedBy: 'anna' });
});
