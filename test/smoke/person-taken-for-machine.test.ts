import { expect, test } from 'vitest';
import type { Webhook } from '../../src/telephony/simulator/webhook.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import type { Call, Phone, Ring } from '../support/phone.ts';
import { criticalCase } from '../support/stories.ts';

/** The carrier's guesses about one leg, kept back: the story decides when they come, how often, and what they say. */
async function pickUpUnheard(hotline: Hotline, ring: Ring): Promise<{ call: Call; report: Report }> {
  const { line } = hotline;
  line.holdBack('/twilio/voice/machine');
  const call = await ring.mistakenForMachine();
  const [guess] = line.carrier.webhooks.releaseHeldBack();
  if (!guess) throw new Error('the carrier made no guess');
  return { call, report: reporter(hotline, guess) };
}

type Report = (answeredBy: string) => Promise<void>;

/** Nothing that follows from the report is done yet when it has been taken: the carrier has not been told to ask again. */
function reporter({ line }: Hotline, guess: Webhook): Report {
  return async (answeredBy) => {
    const { kind, url, method } = guess;
    const answer = await line.carrier.send({
      kind,
      url,
      method,
      params: { ...guess.params, AnsweredBy: answeredBy },
    });
    expect(answer.status).toBe(200);
  };
}

/** Anna's phone rings about Erika's critical ticket. */
async function annaIsPaged(hotline: Hotline): Promise<Ring> {
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  anna.sms();
  await hotline.pass({ minutes: 3 });
  return anna.rings();
}

/** Erika's phone rings, since Anna waits for her. */
async function erikaIsCalledBack(hotline: Hotline): Promise<{ engineer: Call; ring: Ring }> {
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('C');
  anna.sms();
  const engineer = await (await anna.rings()).answer();
  await engineer.press('1');
  return { engineer, ring: await erika.rings() };
}

function callsAbout(hotline: Hotline, engineer: string) {
  return hotline.database.query<{ status: string; reason: string | null }>(
    `select status, reason from pages where engineer = $1 and channel = 'call' order by planned_at`,
    [engineer],
  );
}

async function ignore(...phones: Phone[]): Promise<void> {
  for (const phone of phones) {
    phone.sms();
    while (!(await phone.isQuiet())) await phone.rings();
  }
}

test('an engineer is taken for a machine while the text is read: the key acknowledges and connects', async () => {
  await using hotline = await openHotline();
  const { erika, anna, ben } = hotline.phones;
  const call = await (await annaIsPaged(hotline)).mistakenForMachine();
  expect(call.heard()).toContain('Bitte antworten Sie auf unsere SMS');
  expect(call.state).toBe('page');
  // whom the carrier takes for a machine is not waited for
  const next = await ben.rings();
  await call.press('1');
  expect(await hotline.ticket()).toMatchObject({ status: 'acknowledged', acknowledgedBy: 'anna' });
  expect(next.status).toBe('canceled');
  expect(await callsAbout(hotline, 'anna')).toMatchObject([{ status: 'acknowledged', reason: null }]);
  const customer = await (await erika.rings()).answer();
  await customer.press('1');
  expect([call.joined, customer.joined]).toEqual([true, true]);
  await ignore(anna, ben);
});

test.each([
  ['2', 'acknowledged', 'anna', 'acknowledged'],
  ['3', 'open', null, 'passed-on'],
])('the key %s of somebody taken for a machine means what it means', async (key, status, by, page) => {
  await using hotline = await openHotline();
  const { anna, ben, benAtHome } = hotline.phones;
  const call = await (await annaIsPaged(hotline)).mistakenForMachine();
  await call.press(key);
  expect(call.over).toBe(true);
  expect(await hotline.ticket()).toMatchObject({ status, acknowledgedBy: by });
  expect(await callsAbout(hotline, 'anna')).toMatchObject([{ status: page, reason: null }]);
  await ignore(anna, ben, benAtHome);
});

test('a key that means nothing proves a person, too: the question is asked again in its own words', async () => {
  await using hotline = await openHotline();
  const { anna, ben } = hotline.phones;
  const { call, report } = await pickUpUnheard(hotline, await annaIsPaged(hotline));
  await report('machine_start');
  await hotline.settle();
  await call.press('7');
  expect(call.heard()).toContain('Übernehmen und jetzt verbinden');
  expect(call.heard()).not.toContain('SMS');
  await report('machine_end_beep');
  await hotline.settle();
  await call.press('2');
  expect(await hotline.ticket()).toMatchObject({ acknowledgedBy: 'anna' });
  await ignore(anna, ben);
});

test.each([
  ['comes while the key is under way', ['machine_start']],
  ['comes twice while the key is under way', ['machine_start', 'machine_start']],
  ['says fax', ['fax']],
  ['says unknown', ['unknown']],
  ['says human after all', ['machine_start', 'human']],
])('a report %s: the key counts as the answer to the question that was heard', async (_what, reports) => {
  await using hotline = await openHotline();
  const { erika, anna, ben } = hotline.phones;
  const { call, report } = await pickUpUnheard(hotline, await annaIsPaged(hotline));
  for (const answeredBy of reports) await report(answeredBy);
  await call.press('1');
  expect(await hotline.ticket()).toMatchObject({ acknowledgedBy: 'anna' });
  const customer = await (await erika.rings()).answer();
  await customer.press('1');
  expect([call.joined, customer.joined]).toEqual([true, true]);
  await ignore(anna, ben);
});

test('a report after the key, late and twice, changes nothing', async () => {
  await using hotline = await openHotline();
  const { erika, anna, ben } = hotline.phones;
  const { call, report } = await pickUpUnheard(hotline, await annaIsPaged(hotline));
  await call.press('1');
  const ring = await erika.rings();
  for (const answeredBy of ['machine_start', 'fax']) await report(answeredBy);
  const customer = await ring.answer();
  await customer.press('1');
  expect([call.joined, customer.joined]).toEqual([true, true]);
  await customer.hangUp();
  expect(call.state).toBe('outcome');
  await report('machine_end_silence');
  await hotline.settle();
  await call.press('1');
  await report('machine_end_silence');
  expect(await hotline.ticket()).toMatchObject({ status: 'answered', answeredBy: 'anna' });
  await ignore(anna, ben, erika);
});

test('a report that is quicker than the first word: the mailbox hears its message, a person may press', async () => {
  await using hotline = await openHotline();
  const { anna, ben } = hotline.phones;
  const ring = await annaIsPaged(hotline);
  const [leg] = await hotline.database.query<{ id: string }>(`select id from calls where party = 'engineer'`);
  await hotline.line.carrier.send({
    kind: 'voice-status',
    url: `${hotline.url}/twilio/voice/machine?leg=${leg?.id}`,
    method: 'POST',
    params: { AccountSid: hotline.line.accountSid, CallSid: ring.sid, AnsweredBy: 'machine_start' },
  });
  expect(await hotline.ticket()).toMatchObject({ status: 'open' });
  const call = await ring.answer();
  expect(call.heard()).toContain('Bitte antworten Sie auf unsere SMS');
  expect(call.heard()).not.toContain('Noch');
  await ben.rings();
  await call.press('2');
  expect(await hotline.ticket()).toMatchObject({ acknowledgedBy: 'anna' });
  await ignore(anna, ben);
});

test('silence to the question that was asked before is no answer: the mailbox is still left its message', async () => {
  await using hotline = await openHotline();
  const { anna, ben, benAtHome } = hotline.phones;
  const { call, report } = await pickUpUnheard(hotline, await annaIsPaged(hotline));
  await report('machine_start');
  await call.silence();
  expect(call.over).toBe(false);
  expect(call.heard()).toContain('Bitte antworten Sie auf unsere SMS');
  await call.silence();
  expect(call.over).toBe(true);
  expect(await callsAbout(hotline, 'anna')).toMatchObject([{ status: 'not-reached', reason: 'machine' }]);
  await ignore(anna, ben, benAtHome);
});

test('a customer who is called back is taken for a machine: the key connects', async () => {
  await using hotline = await openHotline();
  const { engineer, ring } = await erikaIsCalledBack(hotline);
  const customer = await ring.mistakenForMachine();
  expect(customer.heard()).toContain('Dann drücken Sie die 1');
  expect(customer.state).toBe('callback-answer');
  await customer.press('1');
  expect([customer.joined, engineer.joined]).toEqual([true, true]);
});

test('a customer presses the key in the moment of the report: both are joined, and stay so', async () => {
  await using hotline = await openHotline();
  const { engineer, ring } = await erikaIsCalledBack(hotline);
  const { call: customer, report } = await pickUpUnheard(hotline, ring);
  await report('machine_start');
  await customer.press('1');
  await report('machine_start');
  await hotline.settle();
  expect([customer.joined, engineer.joined]).toEqual([true, true]);
});

test('whatever is said after a report stands between keys, on both legs', async () => {
  await using hotline = await openHotline();
  const { engineer, ring } = await erikaIsCalledBack(hotline);
  const customer = await ring.mistakenForMachine();
  expect(hotline.line.lastTwiml()).toMatch(/^<\?xml[^>]*><Response><Gather .*<\/Gather><Redirect /);
  await customer.silence();
  expect(customer.heard()).toBe('');
  expect([customer.over, engineer.over]).toEqual([true, true]);
  expect(hotline.phones.erika.newSms()).toEqual([expect.stringContaining('nicht erreicht')]);
});

test('whoever is asked on the phone whether they wrote the answer, and is taken for a machine, still says so by key', async () => {
  await using hotline = await openHotline();
  const { erika, anna, supervisor } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('A 4711');
  await anna.sendSms('D 4711 Lizenz erneuert');
  const call = await (await anna.rings()).mistakenForMachine();
  expect(call.state).toBe('written');
  await call.press('1');
  expect(await hotline.ticket()).toMatchObject({ status: 'answered', answeredBy: 'anna' });
  await ignore(anna, erika, supervisor);
});
