import { expect, test } from 'vitest';
import { comeTo, lookAway, WAYS } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';

/** Everything that a doubled webhook could double. */
async function onRecord(hotline: Hotline) {
  const [counted] = await hotline.database.query(
    `select (select count(*) from tickets) as tickets, (select count(*) from messages) as messages,
       (select count(*) from pages) as pages, (select count(*) from callbacks) as callbacks,
       (select count(*) from callback_attempts) as attempts, (select count(*) from calls) as calls,
       (select count(*) from timers) as timers, (select count(*) from ticket_events) as events,
       (select json_agg(visit order by started_at) from calls) as visits`,
  );
  return counted;
}

test.each(Object.keys(WAYS))(
  'every webhook on the way to %s comes again, and late: the same words, nothing twice',
  async (state) => {
    await using hotline = await openHotline();
    const { line } = hotline;
    await comeTo(hotline, state);
    const said = line.lastTwiml();
    const before = await onRecord(hotline);
    expect((await line.replayLast()).body).toBe(said);
    const calls = line.webhooks.filter(
      ({ kind, params }) => kind === 'voice' && params.CallSid === line.webhooks.at(-1)?.params.CallSid,
    );
    for (const webhook of [...calls].reverse()) {
      expect(await line.replay(webhook)).toMatchObject({ status: 200, body: said });
    }
    expect(await onRecord(hotline)).toEqual(before);
    await lookAway(hotline);
  },
);

test('all answers of a call at once: one is taken, the others are too late', async () => {
  await using hotline = await openHotline();
  const { line } = hotline;
  const call = await comeTo(hotline, 'severity');
  await call.press('2');
  const key = line.webhooks.findLast(({ kind }) => kind === 'voice');
  if (!key) throw new Error('no key was pressed');
  const answers = await Promise.all(Array.from({ length: 12 }, () => line.replay(key)));
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  expect(await hotline.database.query('select number from tickets')).toHaveLength(1);
  await lookAway(hotline);
});

test('a ring that comes twelve times at once is one call', async () => {
  await using hotline = await openHotline();
  const { line } = hotline;
  await hotline.phones.erika.dial();
  const ring = line.webhooks.at(-1);
  if (!ring) throw new Error('nobody rang');
  await hotline.database.query('delete from timers');
  await hotline.database.query('delete from call_events');
  await hotline.database.query('delete from calls');
  const answers = await Promise.all(Array.from({ length: 12 }, () => line.replay(ring)));
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  expect(await hotline.database.query('select id from calls')).toHaveLength(1);
});

test('an SMS that comes twice is obeyed once', async () => {
  await using hotline = await openHotline();
  await (await comeTo(hotline, 'consent')).hangUp();
  await hotline.phones.anna.sendSms('A 4711');
  await lookAway(hotline);
  const before = await onRecord(hotline);
  const sms = hotline.line.webhooks.findLast(({ kind }) => kind === 'sms');
  if (!sms) throw new Error('no SMS was sent');
  await Promise.all(Array.from({ length: 6 }, () => hotline.line.replay(sms)));
  expect(await onRecord(hotline)).toEqual(before);
});
