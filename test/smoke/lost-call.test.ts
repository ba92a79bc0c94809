import { expect, test, vi } from 'vitest';
import { noteAlive } from '../../src/worker/jobs/reconcile.ts';
import { lookAway, ticketsOf } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { abandonShip } from '../support/lifeboat.ts';
import { criticalCase, ERIKA_PIN } from '../support/stories.ts';

const STRANGER = '+4915228817399';

/** Somebody reaches nobody while we are away, and hangs up without a word. */
async function loseCall(hotline: Hotline, from: string, shown = from) {
  const call = await hotline.line.phone(from).dial({ from: shown });
  await (await hotline.phones.supervisor.rings()).noAnswer();
  await call.hangUp();
}

function later(minutes: number): void {
  vi.setSystemTime(Date.now() + minutes * 60_000);
}

async function comeBack(hotline: Hotline): Promise<void> {
  await noteAlive(hotline.app.jobDeps, 'web');
  await hotline.pass({ minutes: 2 });
}

test('a contact whose call was lost is called back on the contract’s number, and reads so once', async () => {
  await using hotline = await openHotline();
  const { erika, anna, supervisor } = hotline.phones;
  await using lifeboat = await abandonShip(hotline);
  // however the carrier shows their number
  for (const shown of [erika.number, '493023125101', '03023125101'])
    await loseCall(hotline, erika.number, shown);
  later(10);
  lifeboat.back();
  await comeBack(hotline);
  expect(await ticketsOf(hotline)).toMatchObject([
    {
      number: '4711',
      severity: 2,
      verified: false,
      abandoned: true,
      customer: '100234',
      callbackNumber: erika.number,
      openedAt: new Date('2026-11-23T09:00:00Z'),
    },
  ]);
  const [sms = ''] = erika.newSms();
  expect(sms).toMatch(
    /^Ihr Anruf kam nicht durch\. Ticket 4711 ist offen, wir rufen bis Mo 23\.11\. 14:00 zurück\. Beleg [0-9A-Z]{5}-[0-9A-Z]{5}\. Nicht nötig\? Antworten Sie NEIN 4711\.$/,
  );
  const receipt = sms.match(/Beleg (\S+)\./)?.[1];
  expect(await (await fetch(`${hotline.url}/receipts/${receipt}`)).json()).toMatchObject({ receipt });
  // of two texts of one moment either may arrive first
  expect(supervisor.newSms().sort()).toEqual([
    `Nicht durchgekommen: Erika Beispiel, Musterwerk AG ${erika.number}. Kunden werden zurückgerufen, Unbekannte nicht.`,
    expect.stringMatching(/: 3 Anrufe\. .*Neue Tickets: 4711/),
  ]);
  expect(
    await hotline.database.query("select distinct ticket_number as ticket from calls where party = 'caller'"),
  ).toEqual([{ ticket: '4711' }]);
  await anna.sendSms('C 4711');
  await (await (await anna.rings()).answer()).press('1');
  await (await (await erika.rings()).answer()).press('1');
  await lookAway(hotline);
});

test('a call that cannot be brought on record holds up no other, and is brought once it can', async () => {
  await using hotline = await openHotline();
  const { erika, grace } = hotline.phones;
  await using lifeboat = await abandonShip(hotline);
  await loseCall(hotline, erika.number);
  await loseCall(hotline, grace.number);
  await hotline.database.query(
    `alter table calls add constraint broken check (from_number <> '${erika.number}' or direction <> 'inbound')`,
  );
  later(10);
  lifeboat.back();
  await comeBack(hotline);
  expect(grace.newSms()).toHaveLength(1);
  expect(erika.newSms()).toEqual([]);

  await hotline.database.query('alter table calls drop constraint broken');
  await hotline.pass({ minutes: 2 });
  expect(erika.newSms()).toHaveLength(1);
  expect(grace.newSms()).toEqual([]);
  await lookAway(hotline);
});

test('two contacts of one customer share a ticket, and each reads of it', async () => {
  await using hotline = await openHotline();
  const max = hotline.line.phone('+493023125102');
  await using lifeboat = await abandonShip(hotline);
  await loseCall(hotline, hotline.phones.erika.number);
  await loseCall(hotline, max.number);
  later(5);
  lifeboat.back();
  await comeBack(hotline);
  expect(await ticketsOf(hotline)).toHaveLength(1);
  expect(hotline.phones.erika.newSms()).toHaveLength(1);
  expect(max.newSms()).toHaveLength(1);
  await lookAway(hotline);
});

test('whoever waits for our callback already gets no second ticket', async () => {
  await using hotline = await openHotline();
  const { erika } = hotline.phones;
  await criticalCase(erika);
  await using lifeboat = await abandonShip(hotline);
  await loseCall(hotline, erika.number);
  later(3);
  lifeboat.back();
  await comeBack(hotline);
  expect(await ticketsOf(hotline)).toHaveLength(1);
  expect(erika.newSms()).toEqual([expect.stringContaining('kam nicht durch. Ticket 4711')]);
  expect((await hotline.ticket('4711')).timeline.map(({ kind }) => kind)).toContain('merged');
  await lookAway(hotline);
});

test('whoever has got through since is not called back', async () => {
  await using hotline = await openHotline();
  const { erika } = hotline.phones;
  await using lifeboat = await abandonShip(hotline);
  await loseCall(hotline, erika.number);
  later(5);
  lifeboat.back();
  const call = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '3']) await call.press(keys);
  await call.hangUp();
  erika.sms();
  await hotline.database.query("update tickets set status = 'closed', closed_at = now()");
  await comeBack(hotline);
  expect((await ticketsOf(hotline)).filter(({ verified }) => !verified)).toEqual([]);
  expect(erika.newSms()).toEqual([]);
  await lookAway(hotline);
});

test('strangers, withheld numbers, engineers and contracts without the line: a line in the log, and who it was', async () => {
  await using hotline = await openHotline();
  const { otto, anna, supervisor } = hotline.phones;
  await using lifeboat = await abandonShip(hotline);
  await loseCall(hotline, STRANGER);
  await loseCall(hotline, STRANGER, 'anonymous');
  await loseCall(hotline, anna.number);
  await loseCall(hotline, otto.number);
  later(5);
  lifeboat.back();
  await comeBack(hotline);
  expect(await ticketsOf(hotline)).toEqual([]);
  for (const phone of [hotline.line.phone(STRANGER), anna, otto]) expect(phone.newSms()).toEqual([]);
  const who = supervisor.newSms().join();
  for (const name of [STRANGER, 'Anna Weber', 'Otto Alt, Altvertrag KG']) expect(who).toContain(name);
  expect(who).not.toContain('anonymous');
  await lookAway(hotline);
});

test('a day later nobody is called back any more', async () => {
  await using hotline = await openHotline();
  await using lifeboat = await abandonShip(hotline);
  await loseCall(hotline, hotline.phones.erika.number);
  later(25 * 60);
  lifeboat.back();
  await comeBack(hotline);
  expect(await ticketsOf(hotline)).toEqual([]);
  expect(hotline.phones.supervisor.newSms().join()).toContain('Erika Beispiel');
  await lookAway(hotline);
});

test('after their contract has ended, whoever waits for an answer reads that their lost call is known; nobody else has one opened', async () => {
  await using hotline = await openHotline({
    at: '2026-11-23T23:58:30+01:00',
    directory: (usual) => usual.replaceAll('until: 2027-12-31', 'until: 2026-11-23'),
  });
  const { erika, grace } = hotline.phones;
  await criticalCase(erika);
  await hotline.pass({ minutes: 2 });
  await using lifeboat = await abandonShip(hotline);
  await loseCall(hotline, erika.number);
  await loseCall(hotline, grace.number);
  later(5);
  lifeboat.back();
  await comeBack(hotline);
  expect(erika.newSms()).toEqual([
    expect.stringMatching(/^Ihr Anruf kam nicht durch\. Ticket 4711 ist offen/),
  ]);
  expect(grace.newSms()).toEqual([]);
  expect(await ticketsOf(hotline)).toMatchObject([{ number: '4711', customer: '100234' }]);
  await lookAway(hotline);
});
