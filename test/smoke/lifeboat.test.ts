import { expect, test, vi } from 'vitest';
import { reconcile } from '../../src/domain/reconciliation/reconcile.ts';
import { noteAlive } from '../../src/worker/jobs/reconcile.ts';
import { lookAway, ticketsOf } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { abandonShip } from '../support/lifeboat.ts';
import { criticalCase } from '../support/stories.ts';

/** A number that nobody has registered. */
const STRANGER = '+4915228817399';

/** Somebody calls while we are away, reaches nobody by the lifeboat either, and says what it is about. */
async function leaveMessage(hotline: Hotline, from: string, seconds = 20) {
  const call = await hotline.line.phone(from).dial();
  await (await hotline.phones.supervisor.rings()).noAnswer();
  await call.record({ seconds });
  expect(call.heard()).toContain('Ihre Nachricht ist angekommen');
  return call;
}

/** Time goes by while nobody works. */
function later(minutes: number): void {
  vi.setSystemTime(Date.now() + minutes * 60_000);
}

/** The service is back: it finds out that it was away, and what happened meanwhile. */
async function comeBack(hotline: Hotline): Promise<void> {
  await noteAlive(hotline.app.jobDeps, 'web');
  await hotline.pass({ minutes: 3 });
}

const callLog = (hotline: Hotline) =>
  hotline.database.query(
    `select from_number as "from", status, customer_number as customer, started_at as "startedAt", ended_at as "endedAt",
       ticket_number as ticket from calls where direction = 'inbound' order by started_at`,
  );

test('a message left with the lifeboat becomes a critical ticket whose clock has run since the first ring', async () => {
  await using hotline = await openHotline();
  await noteAlive(hotline.app.jobDeps, 'web');
  await using lifeboat = await abandonShip(hotline);
  const call = await leaveMessage(hotline, hotline.phones.erika.number);
  later(10);
  lifeboat.back();
  expect(await ticketsOf(hotline)).toEqual([]);
  await comeBack(hotline);
  const [recording] = await hotline.database.query<{ sid: string }>('select sid from recordings');
  expect(await ticketsOf(hotline)).toMatchObject([
    {
      number: '4711',
      severity: 1,
      verified: false,
      abandoned: false,
      customer: '100234',
      callbackNumber: '+493023125101',
      openedAt: new Date('2026-11-23T09:00:00Z'),
      respondBy: new Date('2026-11-23T09:30:00Z'),
      recording: recording?.sid,
    },
  ]);
  expect(await callLog(hotline)).toMatchObject([
    {
      from: '+493023125101',
      status: 'completed',
      customer: '100234',
      startedAt: new Date('2026-11-23T09:00:00Z'),
      ticket: '4711',
    },
  ]);
  expect(hotline.phones.anna.newSms()[0]).toContain('KRITISCH Ticket 4711 Musterwerk AG');
  // anybody can show Erika's number: nothing is sent there before an engineer has looked
  expect(hotline.phones.erika.newSms()).toEqual([]);
  expect(hotline.phones.supervisor.newSms()).toEqual(
    expect.arrayContaining([
      'Während einer Störung eingegangen: 1 Anruf, 1 Nachricht. Alles ist nachgetragen. Neue Tickets: 4711',
    ]),
  );
  expect((await hotline.ticket('4711')).timeline.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['opened', 'merged', 'described']),
  );
  expect(await hotline.api(`/calls/${call.sid}`)).toMatchObject({ steps: [{ kind: 'merged' }] });
  await lookAway(hotline);
});

test('however often and by however many it is looked for, it is merged once', async () => {
  await using hotline = await openHotline();
  await using lifeboat = await abandonShip(hotline);
  await leaveMessage(hotline, hotline.phones.erika.number);
  await leaveMessage(hotline, hotline.phones.grace.number);
  await hotline.phones.anna.sendSms('?');
  later(5);
  lifeboat.back();
  const looks = Array.from({ length: 6 }, () => reconcile(hotline.app.jobDeps, new Date()));
  const found = await Promise.all(looks);
  expect(found.flatMap(({ tickets }) => tickets).sort()).toEqual(['4711', '4712']);
  expect(found.reduce((sum, { calls }) => sum + calls, 0)).toBe(2);
  expect(found.reduce((sum, { messages }) => sum + messages, 0)).toBe(1);
  expect(await reconcile(hotline.app.jobDeps, new Date())).toMatchObject({
    calls: 0,
    recordings: 0,
    messages: 0,
  });
  expect(await ticketsOf(hotline)).toHaveLength(2);
  await lookAway(hotline);
});

test('whoever hung up or was put through is a line in the missed calls, with the true time of the ring', async () => {
  await using hotline = await openHotline();
  await using lifeboat = await abandonShip(hotline);
  const stranger = await hotline.line.phone(STRANGER).dial({ from: 'anonymous' });
  const person = await (await hotline.phones.supervisor.rings()).answer();
  later(2);
  await person.hangUp();
  await stranger.hangUp();
  later(3);
  lifeboat.back();
  await comeBack(hotline);
  expect(await ticketsOf(hotline)).toEqual([]);
  expect(await callLog(hotline)).toMatchObject([
    {
      from: 'anonymous',
      customer: null,
      ticket: null,
      startedAt: new Date('2026-11-23T09:00:00Z'),
      endedAt: new Date('2026-11-23T09:02:00Z'),
    },
  ]);
  expect(hotline.phones.supervisor.newSms()).toEqual([expect.stringContaining(': 1 Anruf. Alles')]);
});

test('an unknown caller is served by the most urgent plan, and called back nowhere by us', async () => {
  await using hotline = await openHotline();
  await using lifeboat = await abandonShip(hotline);
  await leaveMessage(hotline, STRANGER);
  later(5);
  lifeboat.back();
  await comeBack(hotline);
  expect(await ticketsOf(hotline)).toMatchObject([
    { severity: 1, verified: false, customer: null, callbackNumber: null },
  ]);
  expect(hotline.line.phone(STRANGER).newSms()).toEqual([]);
  await lookAway(hotline);
});

test('after a long outage the deadline has passed: it is a miss at once, and paged all the same', async () => {
  await using hotline = await openHotline();
  await using lifeboat = await abandonShip(hotline);
  await leaveMessage(hotline, hotline.phones.erika.number);
  later(180);
  lifeboat.back();
  await comeBack(hotline);
  expect(await hotline.ticket('4711')).toMatchObject({ late: true, openedAt: '2026-11-23T09:00:00.000Z' });
  expect(hotline.phones.anna.newSms()).toEqual(
    expect.arrayContaining([expect.stringContaining('Ticket 4711')]),
  );
  await lookAway(hotline);
});

test('a call that goes on is waited for', async () => {
  await using hotline = await openHotline();
  await using lifeboat = await abandonShip(hotline);
  const call = await hotline.phones.erika.dial();
  await (await hotline.phones.supervisor.rings()).noAnswer();
  later(20);
  lifeboat.back();
  await comeBack(hotline);
  expect(await callLog(hotline)).toEqual([]);
  later(40);
  await call.record({ seconds: 30 });
  await hotline.pass({ minutes: 3 });
  expect(await ticketsOf(hotline)).toMatchObject([{ openedAt: new Date('2026-11-23T09:00:00Z') }]);
  await lookAway(hotline);
});

test('an order that names its case holds however late; one that does not is answered with what is open', async () => {
  await using hotline = await openHotline();
  await criticalCase(hotline.phones.erika);
  hotline.phones.anna.newSms();
  await using lifeboat = await abandonShip(hotline);
  await hotline.phones.anna.sendSms('A 4711');
  await hotline.phones.ben.sendSms('A');
  later(15);
  lifeboat.back();
  await comeBack(hotline);
  expect(await hotline.ticket('4711')).toMatchObject({ acknowledgedBy: 'anna' });
  expect(await hotline.database.query("select created_at as at from messages where body = 'A 4711'")).toEqual(
    [{ at: new Date('2026-11-23T09:00:00Z') }],
  );
  await lookAway(hotline);
});

test('when the carrier cannot be asked either, it is asked again, from where the last look ended', async () => {
  await using hotline = await openHotline();
  await using lifeboat = await abandonShip(hotline);
  await leaveMessage(hotline, hotline.phones.erika.number);
  later(5);
  lifeboat.back();
  hotline.line.failNext({ path: 'Recordings', times: 2, failure: 500 });
  await noteAlive(hotline.app.jobDeps, 'worker');
  await hotline.settle();
  expect(await ticketsOf(hotline)).toEqual([]);
  await hotline.pass({ minutes: 4 });
  expect(await ticketsOf(hotline)).toHaveLength(1);
  await lookAway(hotline);
});

test('nothing of a quiet day is found', async () => {
  await using hotline = await openHotline();
  const call = await criticalCase(hotline.phones.erika);
  expect(call.over).toBe(true);
  await hotline.phones.anna.sendSms('A 4711');
  await lookAway(hotline);
  await noteAlive(hotline.app.jobDeps, 'web');
  await hotline.pass({ minutes: 2 });
  expect(
    await hotline.database.query('select calls, recordings, messages from reconciliation_reports'),
  ).toEqual([]);
  expect(hotline.phones.supervisor.newSms()).toEqual([]);
  await lookAway(hotline);
});
