import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, vi } from 'vitest';
import type { Logger } from '../../src/platform/log.ts';
import { runInvariants } from '../../src/worker/watchdog/run-invariants.ts';
import { sendHeartbeat } from '../../src/worker/watchdog/send-heartbeat.ts';
import { lookAway } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { criticalCase, GRACE_PIN, openCase } from '../support/stories.ts';

/** What the auditor says of the record as it stands, before anything is done about it. */
async function ask(hotline: Hotline): Promise<{ well: boolean; said: unknown[] }> {
  const said: unknown[] = [];
  const log = {
    error: (fields: object, text: string) => said.push({ ...fields, text }),
  } as unknown as Logger;
  return { well: await runInvariants({ ...hotline.app.jobDeps, log }), said };
}

/** Erika's critical ticket, on which somebody lays hands three minutes later, while no worker is looking. */
async function tamper(hotline: Hotline, ...statements: string[]): Promise<void> {
  await criticalCase(hotline.phones.erika);
  expect(await ask(hotline)).toEqual({ well: true, said: [] });
  hotline.line.settle = undefined;
  for (const statement of statements) await hotline.database.query(statement);
}

async function workAgain(hotline: Hotline): Promise<void> {
  hotline.line.settle = hotline.doDueWork;
  await hotline.settle();
}

test('a timer that was taken away: the ticket is named, and paged again', async () => {
  await using hotline = await openHotline();
  await tamper(hotline, "delete from timers where kind in ('escalate', 'deadline')");
  expect(await ask(hotline)).toEqual({
    well: false,
    said: [{ tickets: ['4711'], text: 'tickets had no next step: paging starts again now' }],
  });
  await workAgain(hotline);
  expect(await ask(hotline)).toEqual({ well: true, said: [] });
  await lookAway(hotline);
});

test('a ticket that cannot be mended is named, and holds up no other', async () => {
  await using hotline = await openHotline();
  await (await openCase(hotline.phones.grace, { pin: GRACE_PIN, severity: 2 })).hangUp();
  await tamper(
    hotline,
    "delete from timers where kind in ('escalate', 'deadline')",
    "alter table timers add constraint broken check (subject <> '4712')",
  );
  const { well, said } = await ask(hotline);
  expect(well).toBe(false);
  expect(said).toEqual([
    { tickets: ['4712', '4711'], text: 'tickets had no next step: paging starts again now' },
    expect.objectContaining({
      tickets: ['4712'],
      text: 'the watchdog could not mend this; it tries again in a minute',
    }),
  ]);
  const mended = await hotline.database.query(`select kind from timers where subject = '4711' order by kind`);
  expect(mended).toEqual([{ kind: 'deadline' }, { kind: 'escalate' }]);
  await hotline.database.query('alter table timers drop constraint broken');
  await ask(hotline);
  await workAgain(hotline);
  expect(await ask(hotline)).toEqual({ well: true, said: [] });
  await lookAway(hotline);
});

test('what is mended keeps its place in line, whatever was lost', async () => {
  await using hotline = await openHotline();
  await criticalCase(hotline.phones.erika);
  hotline.line.settle = undefined;
  const { database } = hotline;
  await database.query(
    "update messages set status = 'planned', created_at = created_at - interval '5 minutes' where page_id is not null",
  );
  await database.query(
    `insert into timers (kind, subject, due_at, priority)
     select 'send-message', id::text, created_at, urgency from messages where page_id is not null`,
  );
  const inLine = () =>
    database.query(
      `select kind, subject, priority from timers
       where kind in ('escalate', 'deadline', 'send-message') order by kind, subject`,
    );
  const before = await inLine();
  expect(before).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'send-message' })]));
  await database.query('delete from timers');
  expect(await ask(hotline)).toMatchObject({ well: false });
  expect(await inLine()).toEqual(before);
  await workAgain(hotline);
  await lookAway(hotline);
});

test('a step that is overdue is named for as long as nobody takes it', async () => {
  await using hotline = await openHotline();
  await tamper(hotline);
  vi.setSystemTime(Date.now() + 10 * 60_000);
  expect(await ask(hotline)).toMatchObject({
    well: false,
    said: [
      { overdue: expect.arrayContaining([expect.objectContaining({ kind: 'escalate', subject: '4711' })]) },
    ],
  });
  await workAgain(hotline);
  expect(await ask(hotline)).toEqual({ well: true, said: [] });
  await lookAway(hotline);
});

test('a page whose message was stopped: it is named as lost, and the next step is taken at once', async () => {
  await using hotline = await openHotline();
  await tamper(
    hotline,
    "update pages set status = 'planned', planned_at = planned_at - interval '5 minutes'",
    "update messages set status = 'withdrawn' where page_id is not null",
  );
  expect(await ask(hotline)).toMatchObject({
    well: false,
    said: [{ tickets: ['4711'], pages: [expect.any(String)] }],
  });
  await workAgain(hotline);
  expect(await hotline.phones.anna.rings()).toMatchObject({ status: 'ringing' });
  expect(await ask(hotline)).toEqual({ well: true, said: [] });
  await lookAway(hotline);
});

test('a message that nobody would send any more is sent', async () => {
  await using hotline = await openHotline();
  await tamper(
    hotline,
    "update messages set status = 'planned', created_at = created_at - interval '5 minutes' where audience = 'customer'",
  );
  hotline.phones.erika.sms();
  expect(await ask(hotline)).toMatchObject({ well: false, said: [{ messages: [expect.any(String)] }] });
  await workAgain(hotline);
  expect(hotline.phones.erika.newSms()).toEqual([expect.stringContaining('4711')]);
  await lookAway(hotline);
});

test('a leg that nobody would dial or ask about is dialled, and asked about', async () => {
  await using hotline = await openHotline();
  await criticalCase(hotline.phones.erika);
  await hotline.pass({ minutes: 5 });
  const ring = await hotline.phones.anna.rings();
  await hotline.database.query("delete from timers where kind = 'check-call'");
  expect(await ask(hotline)).toMatchObject({ well: false, said: [{ calls: [expect.any(String)] }] });
  await ring.noAnswer();
  await hotline.database.query(
    `update calls set status = 'planned', sid = null, ended_at = null, started_at = started_at - interval '5 minutes'
     where engineer = 'anna'`,
  );
  await hotline.database.query("delete from timers where kind in ('check-call', 'place-call')");
  expect((await ask(hotline)).said).toMatchObject([
    {
      calls: [expect.any(String)],
      text: 'calls had no timer and would never have been placed: placing them now',
    },
    { calls: [expect.any(String)] },
  ]);
  await hotline.settle();
  await (await hotline.phones.anna.rings()).busy();
  await lookAway(hotline);
});

test('a customer whom nobody would call back is promised it anew', async () => {
  await using hotline = await openHotline();
  await tamper(hotline, "update callbacks set status = 'withdrawn'");
  expect(await ask(hotline)).toMatchObject({ well: false, said: [{ tickets: ['4711'] }] });
  await workAgain(hotline);
  expect(await ask(hotline)).toEqual({ well: true, said: [] });
  await lookAway(hotline);
});

test('a callback that both parties have left is tried again', async () => {
  await using hotline = await openHotline();
  const { anna, erika } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('C 4711');
  const engineer = await (await anna.rings()).answer();
  await engineer.press('1');
  await (await erika.rings()).noAnswer();
  if (!engineer.over) await engineer.hangUp();
  await hotline.database.query(
    "update callback_attempts set stage = 'customer', outcome = null, ended_at = null",
  );
  vi.setSystemTime(Date.now() + 3 * 60_000);
  await hotline.settle();
  expect(await ask(hotline)).toMatchObject({ well: false, said: [{ tickets: ['4711'] }] });
  await hotline.settle();
  expect(await ask(hotline)).toEqual({ well: true, said: [] });
  await lookAway(hotline);
});

test('the heart beats to an address outside; one that refuses or is silent does no harm', async () => {
  const beats: (string | undefined)[] = [];
  let status = 200;
  const server = createServer((request, response) => {
    beats.push(request.method);
    response.writeHead(status).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret-name`;
  const said: object[] = [];
  const log = { warn: (fields: object) => said.push(fields) } as unknown as Logger;
  await sendHeartbeat(url, log);
  expect([beats, said]).toEqual([['POST'], []]);
  status = 503;
  await sendHeartbeat(url, log);
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  await sendHeartbeat(url, log);
  expect(said).toEqual([
    { reason: 'it answered 503' },
    { reason: expect.stringContaining('it gave no answer') },
  ]);
  expect(JSON.stringify(said)).not.toContain('secret-name');
});
