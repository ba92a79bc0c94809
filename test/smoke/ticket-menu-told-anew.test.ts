import { expect, test } from 'vitest';
import { type Hotline, openHotline } from '../support/hotline.ts';
import type { Call } from '../support/phone.ts';
import { ERIKA_PIN, inTalk } from '../support/stories.ts';

/** Anna has answered Erika's ticket, and Erika hears its menu. */
async function menuOfAnswered(hotline: Hotline): Promise<Call> {
  const { engineer, customer } = await inTalk(hotline);
  await customer.hangUp();
  await engineer.press('1');
  await engineer.silence();
  return menuOf(hotline);
}

async function menuOf({ phones: { erika } }: Hotline): Promise<Call> {
  const call = await erika.dial();
  await call.press(`${ERIKA_PIN}#`);
  if (call.state === 'open-case') await call.press('2');
  for (const keys of ['3', '4711#']) await call.press(keys);
  return call;
}

async function leave({ phones }: Hotline, call: Call): Promise<void> {
  await call.hangUp();
  for (const phone of Object.values(phones)) phone.sms();
}

test('who objects by key to what a text has objected to hears that the ticket is open, and is asked it no more', async () => {
  await using hotline = await openHotline();
  const call = await menuOfAnswered(hotline);
  await hotline.phones.erika.sendSms('N 4711');
  await call.press('4');
  expect(call.heard()).toMatch(
    /^Dieses Ticket ist noch nicht beantwortet, wir sind dran\. Ticket 4 7 1 1 ist offen\./,
  );
  expect(call.heard()).not.toContain('Noch nicht gelöst');
  await leave(hotline, call);
});

test('of a ticket that was closed meanwhile nobody hears that it is being worked on', async () => {
  await using hotline = await openHotline();
  const call = await menuOfAnswered(hotline);
  await hotline.api('/tickets/4711/close', { by: 'anna' });
  await call.press('4');
  expect(call.heard()).not.toContain('wir sind dran');
  expect(call.heard()).toMatch(/Ticket 4 7 1 1 ist geschlossen\./);
  expect(await hotline.ticket()).toMatchObject({ status: 'closed' });
  await leave(hotline, call);
});

test('who leaves a message while the ticket is answered is offered to object to the answer', async () => {
  await using hotline = await openHotline();
  const { engineer, customer } = await inTalk(hotline);
  await customer.hangUp();
  const call = await menuOf(hotline);
  for (const keys of ['1', '1']) await call.press(keys);
  await engineer.press('1');
  await engineer.silence();
  await call.record({ seconds: 8 });
  expect(call.heard()).toMatch(/Ticket 4 7 1 1 ist beantwortet\..*Noch nicht gelöst, 4\./);
  await leave(hotline, call);
});
