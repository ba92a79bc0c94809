import { describe, expect, test } from 'vitest';
import { type Hotline, openHotline } from '../support/hotline.ts';
import type { Call } from '../support/phone.ts';
import { criticalCase, ERIKA_PIN, inTalk } from '../support/stories.ts';

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

test('who objects by key to what was closed meanwhile hears so, and a supervisor reads it', async () => {
  await using hotline = await openHotline();
  const { supervisor } = hotline.phones;
  const call = await menuOfAnswered(hotline);
  await hotline.api('/tickets/4711/close', { by: 'anna' });
  supervisor.sms();
  await call.press('4');
  expect(call.heard()).toMatch(/^Danke\. Wir geben es weiter\. Ticket 4 7 1 1 ist geschlossen\./);
  expect(supervisor.newSms()).toEqual([
    'Ticket 4711 ist geschlossen, der Kunde widerspricht. Bitte wieder öffnen oder anrufen.',
  ]);
  const { status, timeline } = await hotline.ticket();
  expect(status).toBe('closed');
  expect(timeline.at(-1)).toMatchObject({ kind: 'message', actor: 'customer', detail: { channel: 'call' } });
  await leave(hotline, call);
});

test('who objects by key to what was closed without an answer has it open again, as by text', async () => {
  await using hotline = await openHotline();
  await criticalCase(hotline.phones.erika);
  const call = await menuOf(hotline);
  await hotline.api('/tickets/4711/close', { by: 'anna' });
  await call.press('4');
  expect(call.heard()).toMatch(/^Danke\. Das Ticket ist wieder offen, wir rufen Sie zurück\./);
  expect(await hotline.ticket()).toMatchObject({ status: 'open', reopenings: 1 });
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

describe('the menu offers what leads somewhere', () => {
  test('while it is open: to be connected, and a higher severity', async () => {
    await using hotline = await openHotline();
    await criticalCase(hotline.phones.erika);
    const call = await menuOf(hotline);
    expect(call.heard()).toMatch(/Nachricht hinzufügen, 1\. Schweregrad erhöhen, 2\. Verbinden, 3\.$/);
    expect(call.heard()).not.toContain('Noch nicht gelöst');
    await leave(hotline, call);
  });

  test('once it is answered: that it is not solved yet, and from then on to be connected', async () => {
    await using hotline = await openHotline();
    const call = await menuOfAnswered(hotline);
    expect(call.heard()).toMatch(/Noch nicht gelöst, 4\..*Nachricht hinzufügen, 1\.$/);
    await call.press('4');
    expect(call.heard()).toMatch(/Das Ticket ist wieder offen.*Verbinden, 3\.$/);
    await call.press('3');
    expect(call.state).toBe('waiting');
    await leave(hotline, call);
  });

  test('once it is closed: the same, since its text says so', async () => {
    await using hotline = await openHotline();
    await criticalCase(hotline.phones.erika);
    await hotline.api('/tickets/4711/close', { by: 'anna' });
    const call = await menuOf(hotline);
    expect(call.heard()).toMatch(/ist geschlossen\..*Noch nicht gelöst, 4\..*Nachricht hinzufügen, 1\.$/);
    await call.press('4');
    expect(call.heard()).toContain('Das Ticket ist wieder offen');
    await leave(hotline, call);
  });
});
