import { expect, test, vi } from 'vitest';
import { noteAlive } from '../../src/worker/jobs/reconcile.ts';
import { comeTo, inAllLanguages, lookAway, ticketsOf } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { loseDatabase } from '../support/outage.ts';

test('gone at the first ring: one moment, then an apology and a person; their talk is the end of it', async () => {
  await using hotline = await openHotline();
  const outage = await loseDatabase(hotline);
  const call = await hotline.phones.erika.dial();
  const oneMoment = inAllLanguages(hotline, 'one-moment');
  expect(call.heard()).toContain(
    `${oneMoment} ${oneMoment} ${oneMoment} ${inAllLanguages(hotline, 'apology')}`,
  );
  const person = await (await hotline.phones.supervisor.rings()).answer();
  await person.hangUp();
  expect(call.over).toBe(true);
  expect(call.heard()).not.toContain('nach dem Ton');
  noErrors(hotline);
  await outage.back();
});

test('gone in the middle, and nobody picks up: what the caller says is a critical case once the database is back', async () => {
  await using hotline = await openHotline();
  const call = await hotline.phones.erika.dial();
  const outage = await loseDatabase(hotline);
  await call.press('471108#');
  await (await hotline.phones.supervisor.rings()).noAnswer();
  expect(call.heard()).toContain('Bitte sagen Sie nach dem Ton, wer Sie sind');
  await outage.back();
  await call.record({ seconds: 20 });
  expect(call.heard()).toContain('Ihre Nachricht ist angekommen');
  expect(call.over).toBe(true);
  expect(hotline.phones.supervisor.newSms()).toEqual([expect.stringContaining('Mo 23.11. 10:00')]);
  expect(await ticketsOf(hotline)).toMatchObject([
    { severity: 1, verified: false, customer: '100234', recording: expect.stringMatching(/^RE/) },
  ]);
  noErrors(hotline);
  await lookAway(hotline);
});

test('gone for as long as the call: the caller hears a kind end, and what only the carrier kept is merged afterwards', async () => {
  await using hotline = await openHotline();
  const outage = await loseDatabase(hotline);
  const call = await hotline.phones.grace.dial();
  await (await hotline.phones.supervisor.rings()).busy();
  await call.record({ seconds: 5 });
  expect(call.over).toBe(true);
  expect(call.heard()).toBe(inAllLanguages(hotline, 'message-saved'));
  noErrors(hotline);
  vi.setSystemTime(Date.now() + 10 * 60_000);
  await outage.back();
  expect(await ticketsOf(hotline)).toEqual([]);
  await noteAlive(hotline.app.jobDeps, 'web');
  await hotline.settle();
  expect(await ticketsOf(hotline)).toMatchObject([
    { severity: 1, verified: false, customer: '100871', openedAt: new Date('2026-11-23T09:00:00Z') },
  ]);
  await lookAway(hotline);
});

test('gone for a moment: the caller is asked again where they stood', async () => {
  await using hotline = await openHotline();
  const call = await hotline.phones.erika.dial();
  await call.press('471108#');
  await call.press('1');
  vi.spyOn(hotline.database, 'transaction').mockRejectedValueOnce(new Error('the connection was cut'));
  await call.press('2');
  expect(call.heard()).toContain(`${inAllLanguages(hotline, 'one-moment')} Wie dringend ist es?`);
  await call.press('2');
  expect(call.state).toBe('consent');
  await call.hangUp();
  expect(await ticketsOf(hotline)).toMatchObject([{ severity: 2 }]);
  await lookAway(hotline);
});

test('the report that a caller has hung up is lost: they are found, and rescued, all the same', async () => {
  await using hotline = await openHotline();
  const call = await hotline.phones.erika.dial();
  await call.press('471108#');
  const outage = await loseDatabase(hotline);
  await call.hangUp();
  await outage.back();
  noErrors(hotline);
  expect(await ticketsOf(hotline)).toEqual([]);
  await hotline.pass({ minutes: 2 });
  expect(await ticketsOf(hotline)).toMatchObject([{ abandoned: true, severity: 2 }]);
  await lookAway(hotline);
});

test('reports that could not be noted are asked for again, and count once', async () => {
  await using hotline = await openHotline();
  await (await comeTo(hotline, 'consent')).hangUp();
  await hotline.pass({ minutes: 10 });
  const outage = await loseDatabase(hotline);
  const page = await hotline.phones.anna.rings();
  await page.noAnswer();
  const reports = hotline.line.webhooks.filter(({ answer }) => answer?.status === 503);
  expect(reports.map(({ params }) => params.CallStatus)).toEqual(['no-answer']);
  await outage.back();
  const statuses = async () =>
    hotline.database.query("select detail ->> 'status' as status from call_events where kind = 'status'");
  const before = await statuses();
  for (const report of [...reports, ...reports])
    expect(await hotline.line.replay(report)).toMatchObject({ status: 200 });
  expect(await statuses()).toEqual([...before, { status: 'no-answer' }]);
  await lookAway(hotline);
});

test('an SMS gets its 200, and whoever wrote it an answer', async () => {
  await using hotline = await openHotline();
  const outage = await loseDatabase(hotline);
  await hotline.phones.anna.sendSms('A 4711');
  expect(hotline.phones.anna.newSms()).toEqual([expect.stringContaining('nicht geklappt')]);
  noErrors(hotline);
  await outage.back();
});

/** Whatever is broken behind them: every webhook was answered with 200, but for reports, which are asked for again. */
function noErrors(hotline: Hotline): void {
  for (const { kind, url, answer } of hotline.line.webhooks) {
    const allowed = kind === 'voice' || kind === 'sms' ? [200] : [200, 503];
    expect([url, allowed]).toEqual([url, expect.arrayContaining([answer?.status])]);
  }
}
