import { describe, expect, test } from 'vitest';
import { comeTo, inAllLanguages, lookAway, take, ticketsOf } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';

test('a severity that is raised has a new deadline, counted from the first ring', async () => {
  await using hotline = await openHotline();
  const first = await comeTo(hotline, 'promise');
  await first.hangUp();
  await hotline.pass({ minutes: 10 });
  const call = await hotline.phones.erika.dial();
  for (const step of ['471108#', '2', '3', '4711#', '2', '1', '1']) await take(call, step);
  expect(call.heard()).toMatch(/^Das Ticket ist jetzt kritisch\. .* 10:30 Uhr\. Ticket 4 7 1 1/);
  expect(await ticketsOf(hotline)).toMatchObject([
    { severity: 1, respondBy: new Date('2026-11-23T09:30:00Z') },
  ]);
  for (const step of ['2', '3']) await take(call, step);
  expect(call.heard()).toMatch(/^Der Schweregrad bleibt, wie er war\./);
  await call.hangUp();
  expect(await ticketsOf(hotline)).toHaveLength(1);
  await lookAway(hotline);
});

test('a time that has passed is promised to nobody: neither who raises a severity late nor who waits on', async () => {
  await using hotline = await openHotline();
  const { erika } = hotline.phones;
  await (await comeTo(hotline, 'promise')).hangUp();
  await hotline.pass({ minutes: 40 });
  const call = await erika.dial();
  for (const step of ['471108#', '2', '3', '4711#', '2', '1', '1']) await take(call, step);
  expect(call.heard()).toMatch(
    /^Das Ticket ist jetzt kritisch\. Unsere Antwort kommt so bald wie möglich\. /,
  );
  for (const step of ['3', '2']) await take(call, step);
  expect(call.heard()).toMatch(/^Wir rufen Sie zurück, so bald wie möglich\. /);
  const again = await erika.dial();
  await again.press('471108#');
  expect(again.heard()).toMatch(/Rückruf zu Ticket 4 7 1 1\. Er kommt so bald wie möglich\. Jetzt verbinden/);
  await again.hangUp();
  await lookAway(hotline);
});

test('a message reaches whoever has the case, and the caller hears who that is', async () => {
  await using hotline = await openHotline();
  await (await comeTo(hotline, 'promise')).hangUp();
  await hotline.phones.anna.sendSms('A 4711');
  await lookAway(hotline);
  const call = await hotline.phones.erika.dial();
  for (const step of ['471108#', '2', '3', '4711#']) await take(call, step);
  expect(call.heard()).toMatch(
    /^Um dieses Ticket kümmert sich Anna Weber\. Ticket 4 7 1 1 ist in Arbeit\. Schweregrad hoch\./,
  );
  await call.press('1');
  await call.press('1');
  await call.record({ seconds: 15 });
  expect(call.heard()).toMatch(/^Danke\. Ihre Nachricht ist beim Ticket\./);
  expect(hotline.phones.anna.newSms()).toEqual([
    expect.stringContaining('Neue Nachricht vom Kunden zu Ticket 4711'),
  ]);
  await lookAway(hotline);
});

describe('a message that is left by phone, as one that is written,', () => {
  const leaveMessage = async ({ phones }: Hotline) => {
    const call = await phones.erika.dial();
    for (const step of ['471108#', ...(call.state === 'open-case' ? ['2'] : [])]) await take(call, step);
    if (call.state === 'open-case') await call.press('2');
    for (const step of ['3', '4711#', '1', '1', { speaks: 9 }]) await take(call, step);
    expect(call.heard()).toMatch(/^Danke\. Ihre Nachricht ist beim Ticket\./);
    await call.hangUp();
  };
  const told = [expect.stringContaining('Neue Nachricht vom Kunden zu Ticket 4711')];

  test('is read by whoever is being paged, as long as nobody has the ticket', async () => {
    await using hotline = await openHotline();
    await (await comeTo(hotline, 'promise')).hangUp();
    hotline.phones.anna.sms();
    await leaveMessage(hotline);
    expect(hotline.phones.anna.newSms()).toEqual(told);
    await lookAway(hotline);
  });

  test('is read by the supervisors once the ticket is closed', async () => {
    await using hotline = await openHotline();
    await (await comeTo(hotline, 'promise')).hangUp();
    await hotline.api('/tickets/4711/close', { by: 'Sue' });
    await leaveMessage(hotline);
    expect(hotline.phones.supervisor.newSms()).toEqual(told);
    await lookAway(hotline);
  });

  test('is read by the supervisors where whoever has the ticket has left', async () => {
    await using hotline = await openHotline();
    await (await comeTo(hotline, 'promise')).hangUp();
    await hotline.api('/tickets/4711/acknowledge', { by: 'ben' });
    await hotline.database.query(`update engineers set retired_at = now() where key = 'ben'`);
    await leaveMessage(hotline);
    expect(hotline.phones.supervisor.newSms()).toEqual(told);
    await hotline.phones.erika.sendSms('4711 Es ist schlimmer geworden');
    expect(hotline.phones.supervisor.newSms()).toEqual([expect.stringContaining('schlimmer geworden')]);
    expect(hotline.phones.ben.newSms()).toEqual([]);
    await lookAway(hotline);
  });

  test('is read by the supervisors where one of them has the ticket', async () => {
    await using hotline = await openHotline({
      directory: (usual) =>
        usual.replace('page: [schedule:front], by: [sms]', 'page: [supervisors], by: [sms]'),
    });
    const { supervisor } = hotline.phones;
    await (await comeTo(hotline, 'promise')).hangUp();
    await supervisor.sendSms(`A 4711 ${supervisor.code()}`);
    expect(await hotline.ticket()).toMatchObject({ acknowledgedBy: 'supervisors' });
    supervisor.sms();
    await leaveMessage(hotline);
    expect(supervisor.newSms()).toEqual(told);
    await lookAway(hotline);
  });
});

test("another customer's case is not found, nor told from one that is not there", async () => {
  await using hotline = await openHotline();
  await (await comeTo(hotline, 'promise')).hangUp();
  const call = await hotline.phones.grace.dial();
  await call.press('614020#');
  await call.press('3');
  await call.press('4711#');
  const others = call.heard();
  expect(others).toContain('I cannot find that ticket among yours');
  await call.press('4712#');
  expect(call.heard()).toBe(others);
  await lookAway(hotline);
});

test('who waits for a callback and calls again is offered the engineer who has it', async () => {
  await using hotline = await openHotline();
  await (await comeTo(hotline, 'promise')).hangUp();
  await hotline.phones.anna.sendSms('A 4711');
  await lookAway(hotline);
  const call = await hotline.phones.erika.dial();
  await call.press('471108#');
  expect(call.state).toBe('open-case');
  expect(call.heard()).toMatch(
    /^Sie warten auf unseren Rückruf zu Ticket 4 7 1 1, spätestens heute um 14 Uhr\./,
  );
  await call.press('1');
  expect(call.state).toBe('waiting');
  const engineer = await (await hotline.phones.anna.rings()).answer();
  await engineer.press('1');
  expect(call.joined).toBe(true);
  expect(engineer.joined).toBe(true);
  await call.hangUp();
  await lookAway(hotline);
});

test('who waits for a callback of the next business hours is not left to wait for somebody who is not called', async () => {
  await using hotline = await openHotline({ at: '2026-11-27T19:30:00+01:00' });
  const { erika, anna } = hotline.phones;
  const asked = await erika.dial();
  for (const step of ['471108#', '1', '3', '2', '1']) await take(asked, step);
  await asked.hangUp();
  const call = await erika.dial();
  await call.press('471108#');
  expect(call.state).toBe('open-case');
  for (const key of ['1', '3']) {
    await call.press(key);
    expect(call.state).toBe('ticket-menu');
    expect(call.heard()).toMatch(
      /^Zu diesem Ticket rufen wir Sie in der Geschäftszeit zurück\..*Ticket 4 7 1 1 ist offen\. .* Frist Montag, 30\. November, um 15 Uhr/s,
    );
  }
  await call.press('2');
  expect(call.state).toBe('severity');
  await call.hangUp();
  // whoever has taken it is rung at any hour
  await hotline.api('/tickets/4711/acknowledge', { by: 'anna' });
  const again = await erika.dial();
  for (const keys of ['471108#', '1']) await again.press(keys);
  expect(again.state).toBe('waiting');
  await (await (await anna.rings()).answer()).press('1');
  expect(again.joined).toBe(true);
  await again.hangUp();
  await lookAway(hotline);
});

test('several requests in one call are several tickets, each with its own severity', async () => {
  await using hotline = await openHotline();
  const call = await comeTo(hotline, 'promise');
  await call.press('2');
  expect(call.state).toBe('menu');
  // a false positive that does not stop anything: severity 3
  for (const step of ['2', '2', '1', '3', '2', '1']) await take(call, step);
  expect(call.state).toBe('promise');
  expect(call.heard()).toContain('4 7 1 2');
  await call.press('2');
  await call.press('1');
  await call.press('4');
  await call.hangUp();
  expect(await ticketsOf(hotline)).toMatchObject([
    { number: '4711', severity: 2, kind: 'problem', abandoned: false },
    { number: '4712', severity: 3, kind: 'signature', signature: 'false-positive', abandoned: false },
    { number: '4713', severity: 4, kind: 'problem', signature: null, abandoned: true },
  ]);
  await lookAway(hotline);
});

test('severity 3 on a Friday evening: the deadline is a weekday and a time in business hours', async () => {
  await using hotline = await openHotline({ at: '2026-11-27T19:30:00+01:00' });
  const call = await hotline.phones.erika.dial();
  for (const step of ['471108#', '1', '3', '2', '1']) await take(call, step);
  expect(call.heard()).toContain('Sie hören von uns spätestens Montag, 30. November, um 15 Uhr.');
  expect(hotline.phones.erika.newSms()).toEqual([expect.stringContaining('Mo 30.11. 15:00')]);
  await call.hangUp();
  await lookAway(hotline);
});

test('English is chosen by key, and everything is English from there on', async () => {
  await using hotline = await openHotline();
  const call = await hotline.phones.grace.dial({ from: 'anonymous' });
  expect(call.heard()).toBe(inAllLanguages(hotline, 'welcome', 'language'));
  const menu = call.heard();
  for (const step of ['2', '100871#', '614020#', '1', '2', '2', '1']) await take(call, step);
  expect(call.state).toBe('promise');
  expect(call.heardInAll().replace(menu, '')).not.toMatch(/[äöüß]|Bitte|Ihre/);
  expect(call.heard()).toContain('today at 14:00');
  expect(hotline.phones.grace.newSms()).toEqual([
    expect.stringContaining('You will hear from us by Mon 23 Nov 14:00'),
  ]);
  await call.hangUp();
  await lookAway(hotline);
});

test.each([
  ['leaves a message', ['471108#', '2', '3', '4711#', '1', '1', { speaks: 4 }]],
  ['raises the severity', ['471108#', '2', '3', '4711#', '2', '1', '1']],
  ['hears that it is under way, and hangs up', ['471108#']],
])('whoever calls about a ticket and %s is listed with it when the call is over', async (_what, steps) => {
  await using hotline = await openHotline();
  await (await comeTo(hotline, 'promise')).hangUp();
  const listed = async () =>
    (await hotline.api<{ data: { callSid: string }[] }>('/calls?ticket=4711')).data.map(
      ({ callSid }) => callSid,
    );
  const before = await listed();
  await hotline.pass({ minutes: 1 });
  const call = await hotline.phones.erika.dial();
  for (const step of steps) await take(call, step);
  if (!call.over) await call.hangUp();
  expect(await listed()).toEqual([call.sid, ...before]);
  expect(await ticketsOf(hotline)).toHaveLength(1);
  await lookAway(hotline);
});

test('whoever hears of their ticket and asks for something new is listed with the new one', async () => {
  await using hotline = await openHotline();
  await (await comeTo(hotline, 'promise')).hangUp();
  const call = await hotline.phones.erika.dial();
  for (const step of ['471108#', '2', '1', '3']) await take(call, step);
  await call.hangUp();
  expect(await hotline.api(`/calls/${call.sid}`)).toMatchObject({ ticket: '4712' });
  await lookAway(hotline);
});
