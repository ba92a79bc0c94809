import { expect, it } from 'vitest';
import { type Office, openConsole } from '../support/console.ts';
import type { Phone } from '../support/phone.ts';
import { seatOf } from '../support/registry.ts';
import { ERIKA_PIN } from '../support/stories.ts';

/** Where a PIN leads: `menu` when it is right, `pin` when it is asked for again. Whoever got in wants nothing after all. */
async function stateAfter({ hotline }: Office, phone: Phone, pin: string): Promise<string> {
  const call = await phone.dial();
  // whose number is not registered is asked for language and customer number first
  if (call.state === 'language') {
    await call.press('1');
    await call.press('100234#');
  }
  await call.press(`${pin}#`);
  const { state } = call;
  await call.hangUp();
  if (state === 'menu') await phone.sendSms('NEIN');
  await hotline.settle();
  for (const one of [phone, hotline.phones.anna, hotline.phones.supervisor]) one.sms();
  return state;
}

it('lets a caller in with the PIN that was reset in the console, and not with the old one', async () => {
  await using office = await openConsole();
  const { erika, supervisor } = office.hotline.phones;
  expect(await stateAfter(office, erika, ERIKA_PIN)).toBe('menu');
  for (let wrong = 0; wrong < 3; wrong += 1) {
    const call = await erika.dial();
    await call.press(`${200_100 + wrong}#`);
    await call.press(`${200_200 + wrong}#`);
    await call.hangUp();
  }
  supervisor.newSms();
  const seat = seatOf(await office.as('supervisor'), '100234', 1);
  expect((await seat.page()).text).toContain('Locked after wrong PINs');
  const pin = await seat.resetPin();
  expect((await seat.page()).text).not.toContain('Locked after wrong PINs');
  expect((await seat.page()).text).not.toContain(pin);
  expect(await stateAfter(office, erika, ERIKA_PIN)).toBe('pin');
  expect(await stateAfter(office, erika, pin)).toBe('menu');
});

it('knows who has a seat now, and who had it', async () => {
  await using office = await openConsole();
  const { hotline } = office;
  const nora = hotline.line.phone('+493023125150');
  const seat = seatOf(await office.as('supervisor'), '100234', 1);
  const pin = await seat.give({ name: 'Nora Neu', phones: '030 23125 150' });
  expect(await stateAfter(office, nora, pin)).toBe('menu');
  expect(await stateAfter(office, hotline.phones.erika, ERIKA_PIN)).toBe('pin');
  const { text } = await seat.page();
  expect(text.indexOf('Nora Neu')).toBeLessThan(text.indexOf('Erika Beispiel'));
});

it('gives a seat to a deputy until the end of the last day, and then back by itself', async () => {
  await using office = await openConsole();
  const { hotline } = office;
  const { erika } = hotline.phones;
  const nora = hotline.line.phone('+493023125150');
  const seat = seatOf(await office.as('supervisor'), '100234', 1);
  // it is Monday; she begins tomorrow and ends with Wednesday
  const pin = await seat.standIn({
    name: 'Nora Neu',
    phones: '030 23125 150',
    from: '2026-11-24',
    until: '2026-11-25',
  });
  expect(await stateAfter(office, erika, ERIKA_PIN)).toBe('menu');
  expect(await stateAfter(office, nora, pin)).toBe('pin');

  await hotline.pass({ hours: 14 });
  expect(await stateAfter(office, nora, pin)).toBe('menu');
  expect(await stateAfter(office, erika, ERIKA_PIN)).toBe('pin');

  await hotline.pass({ hours: 47, minutes: 59 });
  expect(await stateAfter(office, nora, pin)).toBe('menu');

  await hotline.pass({ minutes: 1 });
  expect(await stateAfter(office, nora, pin)).toBe('pin');
  expect(await stateAfter(office, erika, ERIKA_PIN)).toBe('menu');
});

it('ends a deputy’s time early', async () => {
  await using office = await openConsole();
  const { hotline } = office;
  const nora = hotline.line.phone('+493023125150');
  const seat = seatOf(await office.as('supervisor'), '100234', 1);
  const pin = await seat.standIn({ name: 'Nora Neu', phones: '030 23125 150', until: '2026-12-04' });
  expect(await stateAfter(office, nora, pin)).toBe('menu');
  expect((await seat.leave()).location).toContain('done=left');
  expect(await stateAfter(office, nora, pin)).toBe('pin');
  expect(await stateAfter(office, hotline.phones.erika, ERIKA_PIN)).toBe('menu');
});
