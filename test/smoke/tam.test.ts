import { expect, test } from 'vitest';
import { openHotline } from '../support/hotline.ts';
import { KLARA_PIN, openCase } from '../support/stories.ts';

test('asked for inside their hours: the TAM is rung while the caller waits, then the deputy', async () => {
  await using hotline = await openHotline();
  const { klara, tessa, carla } = hotline.phones;
  const call = await klara.dial();
  await call.press(`${KLARA_PIN}#`);
  await call.press('4');
  expect(call.state).toBe('waiting');
  expect(call.heard()).toContain('technischen Ansprechpartner');
  await (await tessa.rings()).noAnswer();
  expect(tessa.newSms()).toHaveLength(1);
  const deputy = await (await carla.rings()).answer();
  carla.sms();
  await deputy.press('1');
  expect(deputy.joined).toBe(true);
  expect(call.joined).toBe(true);
  expect(await hotline.ticket()).toMatchObject({ severity: 4, acknowledgedBy: 'carla' });
});

test('asked for on a Sunday: the TAM calls back on Monday, with a deadline that is spoken', async () => {
  await using hotline = await openHotline({ at: '2026-11-22T11:00:00+01:00' });
  const { klara, tessa } = hotline.phones;
  const call = await klara.dial();
  await call.press(`${KLARA_PIN}#`);
  await call.press('4');
  expect(call.heard()).toContain('Montag, 23. November, um 17:00 Uhr');
  await call.hangUp();
  klara.sms();
  expect(await tessa.isQuiet()).toBe(true);
  await hotline.pass({ hours: 22, minutes: 1 });
  expect(tessa.newSms()).toHaveLength(1);
  await tessa.rings();
});

test('the TAM learns of a critical case at once, and of the rest in the morning', async () => {
  await using hotline = await openHotline();
  const { klara, tessa, anna, ben, benAtHome, supervisor } = hotline.phones;
  await (await openCase(klara, { pin: KLARA_PIN, severity: 1 })).press('2');
  expect(tessa.newSms()).toEqual([expect.stringContaining('Ihr Kunde Kanzlei Nord: Ticket 4711 S1')]);
  await anna.sendSms(`D 4711 ${anna.code('4711')} gelöst`);
  await (await openCase(klara, { pin: KLARA_PIN, severity: 3 })).hangUp();
  await (await openCase(klara, { pin: KLARA_PIN, severity: 4 })).hangUp();
  await hotline.pass({ minutes: 2 });
  await anna.sendSms(`D 4712 ${anna.code('4712')} gelöst`);
  await anna.sendSms(`D 4713 ${anna.code('4713')} gelöst`);
  expect(tessa.newSms()).toEqual([]);
  await hotline.pass({ hours: 24 });
  expect(tessa.newSms()).toEqual([expect.stringMatching(/Neue Tickets Ihrer Kunden: 4712 S3 .*; 4713 S4/)]);
  for (const phone of [klara, anna, ben, benAtHome, supervisor]) phone.sms();
});
