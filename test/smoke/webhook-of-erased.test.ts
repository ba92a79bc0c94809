import { expect, test, vi } from 'vitest';
import { erasePerson } from '../../src/domain/privacy/erase-person.ts';
import { findPerson } from '../../src/domain/privacy/person.ts';
import { reconcile } from '../../src/domain/reconciliation/reconcile.ts';
import { OPERATOR } from '../../src/domain/users/operator.ts';
import { lookAway, ticketsOf } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { loseDatabase } from '../support/outage.ts';
import { criticalCase, describedCase } from '../support/stories.ts';

const ERIKA = '+493023125101';

/** Erika wants to be forgotten; whatever is still open of hers is closed. */
async function forgetErika(hotline: Hotline): Promise<void> {
  const { database, app } = hotline;
  const found = await findPerson(database, { number: ERIKA });
  if (!('person' in found)) throw new Error(`nobody is meant: ${found.refused}`);
  const how = { by: OPERATOR, closeOpen: true, pins: app.pins };
  await database.transaction((tx) => erasePerson({ tx, now: new Date() }, found.person, how));
}

/** What is held of anybody in words, and who was told or rung about what. */
const onRecord = ({ database }: Hotline) =>
  database.query(
    `select (select json_agg(m order by id) from messages m) as messages, (select count(*) from calls) as calls,
       (select json_agg(t order by number) from tickets t) as tickets, (select count(*) from pages) as pages,
       (select count(*) from ticket_events) as events, (select json_agg(r order by sid) from recordings r) as recordings,
       (select json_agg(c order by recording_sid) from transcripts c) as transcripts`,
  );

/** Everything the carrier has ever told us reaches us a second time. */
async function replayAll({ line }: Hotline): Promise<void> {
  for (const webhook of [...line.webhooks])
    expect((await line.replay(webhook)).status, webhook.url).toBe(200);
}

test('all that the carrier told of somebody who was erased comes once more: nothing of it is taken in again', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await describedCase(hotline);
  await erika.sendSms('Erika Beispiel hier: es geht wieder nicht.');
  await anna.sendSms('A 4711');
  await anna.sendSms(`D 4711 ${anna.code('4711')} Erika Beispiel soll neu starten.`);
  await lookAway(hotline);
  await forgetErika(hotline);
  await hotline.pass({ minutes: 2 });
  await lookAway(hotline);
  const before = await onRecord(hotline);
  expect(JSON.stringify(before)).not.toMatch(/Erika|23125101/);
  vi.setSystemTime(Date.now() + 26 * 3_600_000);
  await replayAll(hotline);
  expect(await onRecord(hotline)).toEqual(before);
});

test('what the carrier could not forget yet of somebody who was erased is not brought back from its record', async () => {
  await using hotline = await openHotline();
  await criticalCase(hotline.phones.erika);
  await hotline.phones.erika.sendSms('Erika Beispiel hier: es geht wieder nicht.');
  await lookAway(hotline);
  await forgetErika(hotline);
  const before = await onRecord(hotline);
  const until = new Date(Date.now() + 10 * 60_000);
  const found = await reconcile(hotline.app.jobDeps, until, new Date(Date.now() - 3_600_000));
  expect(found).toMatchObject({ calls: 0, messages: 0, recordings: 0 });
  expect(await onRecord(hotline)).toEqual(before);
  await hotline.pass({ minutes: 2 });
  await lookAway(hotline);
});

test.each([false, true])(
  'a message left while we were away is one ticket, however often and late it is told of (erased meanwhile: %s)',
  async (isErased) => {
    await using hotline = await openHotline();
    const { line, phones } = hotline;
    const call = await phones.erika.dial();
    const outage = await loseDatabase(hotline);
    await call.press('471108#');
    await (await phones.supervisor.rings()).noAnswer();
    await outage.back();
    await call.record({ seconds: 20 });
    const told = line.webhooks.findLast(({ url }) => url.includes('/emergency/message'));
    if (!told) throw new Error('no message was left');
    await lookAway(hotline);
    await hotline.api('/tickets/4711/close', { by: 'anna' });
    if (isErased) await forgetErika(hotline);
    await hotline.pass({ minutes: 2 });
    await lookAway(hotline);
    const before = await onRecord(hotline);
    for (const hours of [1, 48]) {
      vi.setSystemTime(Date.now() + hours * 3_600_000);
      expect((await line.replay(told)).status).toBe(200);
    }
    expect(await onRecord(hotline)).toEqual(before);
    expect(await ticketsOf(hotline)).toHaveLength(1);
    expect(phones.supervisor.newSms()).toEqual([]);
  },
);

test('a message that is told of only after its caller was erased is deleted, and nobody is called', async () => {
  await using hotline = await openHotline();
  const { line, phones, database } = hotline;
  const call = await phones.erika.dial();
  const outage = await loseDatabase(hotline);
  await call.press('471108#');
  await (await phones.supervisor.rings()).noAnswer();
  await call.record({ seconds: 20 });
  await outage.back();
  await hotline.settle();
  const told = line.webhooks.findLast(({ url }) => url.includes('/emergency/message'));
  if (!told) throw new Error('no message was left');
  await lookAway(hotline);
  await hotline.pass({ minutes: 2 });
  await lookAway(hotline);
  await forgetErika(hotline);
  const tickets = await ticketsOf(hotline);
  await line.replay(told);
  await hotline.pass({ minutes: 2 });
  expect(await ticketsOf(hotline)).toEqual(tickets);
  expect(await database.query('select state from recordings')).toEqual([{ state: 'deleted' }]);
  expect(phones.anna.newSms()).toEqual([]);
});
