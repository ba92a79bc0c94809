import { expect, test } from 'vitest';
import { type Browser, type Office, openConsole } from '../support/console.ts';
import { drain, inTalkWithKlara } from '../support/stories.ts';

const LISTEN = '/tickets/4711/listen-in';
const ANNOUNCED = 'Ein Supervisor hört ab jetzt zu.';
const ALLOWED = { env: { LISTENING_IN: 'on' } };

async function leave({ hotline }: Office): Promise<void> {
  await drain(hotline);
  for (const phone of Object.values(hotline.phones)) phone.newSms();
}

/** Anna and Klara talk, and a supervisor has picked up the phone that was rung for them to listen. */
async function aboutToListen(office: Office) {
  const { engineer, customer } = await inTalkWithKlara(office.hotline);
  const supervisor = await office.as('supervisor');
  expect((await wish(supervisor)).location).toContain('done=listener-rung');
  const listener = await (await office.hotline.phones.supervisor.rings()).answer();
  return { engineer, customer, supervisor, listener };
}

const wish = (supervisor: Browser) => supervisor.post(LISTEN, {});

async function kinds({ hotline }: Office): Promise<string[]> {
  return (await hotline.ticket()).timeline
    .map(({ kind }) => kind)
    .filter((kind) => kind.includes('listener'));
}

test('a supervisor listens, muted, after both were told, and leaves without ending the talk', async () => {
  await using office = await openConsole(ALLOWED);
  const { engineer, customer, supervisor, listener } = await aboutToListen(office);
  expect(listener.heard()).toContain('Sie möchten beim Gespräch mit Kanzlei Nord zuhören, Ticket 4 7 1 1');
  expect(engineer.heard() + customer.heard()).not.toContain(ANNOUNCED);
  await listener.press('1');
  expect([engineer.heard(), customer.heard()]).toEqual([
    expect.stringContaining(ANNOUNCED),
    expect.stringContaining(ANNOUNCED),
  ]);
  expect([listener.room, listener.muted]).toEqual([engineer.room, true]);
  expect([engineer.muted, customer.muted]).toEqual([false, false]);
  await listener.hangUp();
  expect([engineer.over, customer.over]).toEqual([false, false]);
  expect(await kinds(office)).toEqual(['listener-joined', 'listener-left']);
  expect((await supervisor.get('/tickets/4711')).text).toContain('The supervisor is listening to the call');
  const trail = (await (await office.as('auditor')).get('/audit')).text;
  expect(trail).toContain('had themselves rung to listen to a call');
  expect(trail).toContain('listened to a call');
  await customer.hangUp();
  await leave(office);
});

test('when the talk ends, so does listening; the TAM may be in it as well', async () => {
  await using office = await openConsole(ALLOWED);
  const { engineer, supervisor, listener } = await aboutToListen(office);
  await supervisor.post('/tickets/4711/call-in-tam', {});
  const tam = await (await office.hotline.phones.tessa.rings()).answer();
  await tam.press('1');
  await listener.press('1');
  expect(new Set([engineer.room, tam.room, listener.room]).size).toBe(1);
  expect(tam.heardInAll()).toContain(ANNOUNCED);
  await engineer.hangUp();
  expect([tam.over, listener.over]).toEqual([true, true]);
  expect(listener.heard()).toContain('Sie hören nicht mehr zu');
  expect(await kinds(office)).toEqual(['listener-joined', 'listener-left']);
  await leave(office);
});

test('whoever hangs up before the announcement was made has not listened, and can be rung again', async () => {
  await using office = await openConsole(ALLOWED);
  const { customer, supervisor, listener } = await aboutToListen(office);
  office.hotline.line.holdBack('/voice/conference');
  await listener.press('1');
  expect(listener.room).toBeUndefined();
  await listener.hangUp();
  await office.hotline.line.deliverLate();
  expect(await kinds(office)).toEqual([]);
  expect((await wish(supervisor)).location).toContain('done=listener-rung');
  await (await office.hotline.phones.supervisor.rings()).busy();
  expect((await wish(supervisor)).location).toContain('done=listener-rung');
  await customer.hangUp();
  await leave(office);
});

test('the customer leaves while it is announced: whoever waited hears that the talk is over', async () => {
  await using office = await openConsole(ALLOWED);
  const { customer, listener } = await aboutToListen(office);
  office.hotline.line.holdBack('/voice/conference');
  await listener.press('1');
  expect(listener.heard()).toContain('Beiden wird gesagt, dass Sie zuhören');
  await customer.hangUp();
  await office.hotline.line.deliverLate();
  expect(listener.heard()).toContain('Das Gespräch ist schon zu Ende');
  expect(await kinds(office)).toEqual([]);
  await leave(office);
});

test('whoever picks up after the talk hears that it is over, and nobody is told anything', async () => {
  await using office = await openConsole(ALLOWED);
  const { customer } = await inTalkWithKlara(office.hotline);
  await wish(await office.as('supervisor'));
  const ring = await office.hotline.phones.supervisor.rings();
  await customer.hangUp();
  const late = await ring.answer();
  expect(late.heard()).toContain('Das Gespräch ist schon zu Ende');
  expect(customer.heardInAll()).not.toContain(ANNOUNCED);
  await leave(office);
});

test('two who wish it at once: one is rung, the other hears that somebody listens', async () => {
  await using office = await openConsole(ALLOWED);
  const { customer } = await inTalkWithKlara(office.hotline);
  const [one, other] = [await office.as('supervisor'), await office.as('administrator')];
  const wishes = await Promise.all([wish(one), wish(other)]);
  const said = wishes.map(({ location }) => location?.split('?')[1] ?? '').sort();
  expect(said).toEqual(['done=listener-rung', 'refused=listened']);
  await (await office.hotline.phones.supervisor.rings()).noAnswer();
  await customer.hangUp();
  await leave(office);
});

test('nobody joins where the carrier refuses the announcement, and they are told', async () => {
  await using office = await openConsole(ALLOWED);
  const { engineer, customer, listener } = await aboutToListen(office);
  office.hotline.line.failNext({ path: 'Conferences/CF', failure: 400 });
  await listener.press('1');
  expect(listener.heard()).toContain('Die Ansage war nicht möglich, deshalb können Sie nicht zuhören.');
  expect([listener.over, engineer.joined, customer.joined]).toEqual([true, true, true]);
  expect(engineer.heardInAll() + customer.heardInAll()).not.toContain(ANNOUNCED);
  expect(await kinds(office)).toEqual(['listener-refused']);
  await customer.hangUp();
  await leave(office);
});

test('a carrier that fails once is asked again; one that keeps failing is not waited for', async () => {
  await using office = await openConsole(ALLOWED);
  const { customer, supervisor, listener } = await aboutToListen(office);
  office.hotline.line.failNext({ path: 'Conferences.json', times: 3, failure: 500 });
  await listener.press('1');
  for (let second = 0; second < 10; second += 2) await office.hotline.pass({ seconds: 2 });
  expect(listener.heard()).toContain('Die Ansage war nicht möglich');
  await wish(supervisor);
  const again = await (await office.hotline.phones.supervisor.rings()).answer();
  office.hotline.line.failNext({ path: 'Conferences.json', times: 1, failure: 500 });
  await again.press('1');
  expect(again.room).toBeUndefined();
  for (let second = 0; second < 6; second += 2) await office.hotline.pass({ seconds: 2 });
  expect(again.muted).toBe(true);
  await customer.hangUp();
  await leave(office);
});

test('an announcement of whose end nothing is heard lets nobody in', async () => {
  await using office = await openConsole(ALLOWED);
  const { customer, listener } = await aboutToListen(office);
  office.hotline.line.holdBack('/voice/conference');
  await listener.press('1');
  await listener.silence();
  expect(listener.heard()).toContain('Einen Moment bitte');
  await office.hotline.pass({ seconds: 45 });
  await listener.silence();
  expect(listener.heard()).toContain('Die Ansage war nicht möglich');
  await office.hotline.line.deliverLate();
  expect(await kinds(office)).toEqual(['listener-refused']);
  await customer.hangUp();
  await leave(office);
});

test('what the carrier reports and asks twice counts once', async () => {
  await using office = await openConsole(ALLOWED);
  const { customer, listener } = await aboutToListen(office);
  await listener.press('1');
  const { line } = office.hotline;
  const told = line.webhooks.filter(({ url }) => /\/voice\/(conference|announcement)/.test(url));
  expect(told).toHaveLength(2);
  for (const webhook of told) expect((await line.replay(webhook)).status).toBe(200);
  expect(listener.muted).toBe(true);
  expect(await kinds(office)).toEqual(['listener-joined']);
  await customer.hangUp();
  await leave(office);
});

test('whoever is let in is tied to the engineer of this talk: the carrier lets nobody into another one', async () => {
  await using office = await openConsole(ALLOWED);
  const { engineer, customer, listener } = await aboutToListen(office);
  await listener.press('1');
  const twiml = office.hotline.line.webhooks
    .map(({ answer }) => answer?.body ?? '')
    .filter((body) => body.includes('muted="true"'));
  expect(twiml).toEqual([expect.stringContaining(`coach="${engineer.sid}"`)]);
  await customer.hangUp();
  await leave(office);
});

test('who presses nothing, and a mailbox, do not listen', async () => {
  await using office = await openConsole(ALLOWED);
  const { engineer, customer } = await inTalkWithKlara(office.hotline);
  const supervisor = await office.as('supervisor');
  await wish(supervisor);
  await (await office.hotline.phones.supervisor.rings()).machine();
  expect([engineer.heardInAll().includes(ANNOUNCED), await kinds(office)]).toEqual([false, []]);
  expect((await wish(supervisor)).location).toContain('done=listener-rung');
  await (await office.hotline.phones.supervisor.rings()).unreachable();
  await customer.hangUp();
  await leave(office);
});

test('a program asks for it in the name of somebody whose role allows it', async () => {
  await using office = await openConsole(ALLOWED);
  const path = '/tickets/4711/listen-in';
  const { api, phones } = office.hotline;
  const { customer } = await inTalkWithKlara(office.hotline);
  expect(await api(path, { by: 'engineer' })).toMatchObject({ status: 422 });
  expect(await api(path, { by: 'supervisor', phone: '+4915228817399' })).toMatchObject({ status: 422 });
  expect(await api('/tickets/4999/listen-in', { by: 'supervisor' })).toMatchObject({ status: 404 });
  expect(await api(path, { by: 'Supervisor' })).toEqual({ outcome: 'ringing' });
  expect(await api(path, { by: 'supervisor' })).toMatchObject({
    type: '/problems/listening-not-possible',
    status: 409,
  });
  const listener = await (await phones.supervisor.rings()).answer();
  await listener.press('1');
  expect(listener.muted).toBe(true);
  await customer.hangUp();
  await leave(office);
});

test('it is off unless it was switched on, and only for those whose role allows it', async () => {
  await using office = await openConsole();
  const { customer } = await inTalkWithKlara(office.hotline);
  const supervisor = await office.as('supervisor');
  expect((await supervisor.get('/tickets/4711')).text).not.toContain('listen-in');
  expect((await wish(supervisor)).location).toContain('refused=listening-off');
  for (const role of ['engineer', 'auditor'] as const)
    expect((await wish(await office.as(role))).status).toBe(403);
  await customer.hangUp();
  await leave(office);
});

test('only a phone of the directory is rung, and none of those who talk', async () => {
  await using office = await openConsole(ALLOWED);
  const supervisor = await office.as('supervisor');
  expect((await wish(supervisor)).status).toBe(404);
  const { customer } = await inTalkWithKlara(office.hotline);
  await office.hotline.database.query("update users set engineer = 'anna' where login = 'administrator'");
  const administrator = await office.as('administrator');
  expect((await administrator.get('/tickets/4711')).text).toContain('+4915228817386');
  expect((await administrator.post(LISTEN, {})).location).toContain('refused=in-talk');
  expect((await administrator.post(LISTEN, { phone: '+4915228817399' })).location).toContain(
    'refused=no-number',
  );
  await customer.hangUp();
  await leave(office);
});
