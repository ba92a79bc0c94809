import { expect, test, vi } from 'vitest';
import { recordOptOut } from '../../src/domain/messages/opt-out-store.ts';
import { createAbsence } from '../../src/domain/paging/save-absence.ts';
import { askForTest, type TestRequest } from '../../src/domain/readiness/ask-for-test.ts';
import { OPERATOR } from '../../src/domain/users/operator.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

interface TestRow {
  engineer: string;
  channel: string;
  outcome: string | null;
  reason: string | null;
  planned_at: Date | null;
  sent_at: Date | null;
  delivered_at: Date | null;
  ended_at: Date | null;
}

const testsOf = ({ database }: Hotline) =>
  database.query<TestRow>('select * from test_pages order by asked_at, channel');

/** Somebody else asks, as the console and the terminal do. */
async function ask(hotline: Hotline, request: Partial<TestRequest>) {
  const wanted = {
    engineer: 'anna',
    channel: 'sms',
    isOwn: false,
    how: 'console',
    by: 'The supervisor',
    ...request,
  } as const;
  const answer = await hotline.database.transaction((tx) => askForTest({ tx, now: new Date() }, wanted));
  await hotline.settle();
  return answer;
}

const codeIn = (text: string | undefined) => /\bT (\d{4})\b/.exec(text ?? '')?.[1] ?? '';
const linkIn = (text: string | undefined) => /https?:\/\/\S+/.exec(text ?? '')?.[0] ?? '';

test('an engineer writes T: a text and a call come, both are answered, and it is known how long each took', async () => {
  await using hotline = await openHotline();
  const { anna, supervisor } = hotline.phones;
  await anna.sendSms('T');
  const [reply, text] = anna.newSms();
  expect(reply).toBe(
    'Ihr Test kommt: eine SMS und ein Anruf. Bitte antworten Sie auf die SMS, und drücken Sie im Anruf die 1.',
  );
  expect(text).toMatch(/^Test der Hotline, es ist nichts passiert\. Angekommen\? Antworten Sie T \d{4} oder/);
  const call = await (await anna.rings()).answer();
  expect(call.heard()).toContain('Das ist nur ein Test');
  await hotline.pass({ seconds: 4 });
  await call.press('1');
  expect(call.heard()).toContain('Der Test hat Sie erreicht');
  await hotline.pass({ seconds: 8 });
  await anna.sendSms(`T ${codeIn(text)}`);
  expect(anna.newSms()).toEqual(['Danke, der Test hat Sie erreicht.']);
  const tests = await testsOf(hotline);
  expect(tests).toMatchObject([
    { channel: 'call', outcome: 'confirmed' },
    { channel: 'sms', outcome: 'confirmed' },
  ]);
  const took = tests.map(({ sent_at, ended_at }) => Number(ended_at) - Number(sent_at));
  expect(took).toEqual([4_000, 12_000]);
  for (const { planned_at, delivered_at } of tests) expect([planned_at, delivered_at]).not.toContain(null);
  await hotline.pass({ hours: 1 });
  expect([...anna.newSms(), ...supervisor.newSms()]).toEqual([]);
});

test('the link of the text confirms it with one press, and looking at it confirms nothing', async () => {
  await using hotline = await openHotline();
  await ask(hotline, {});
  const link = linkIn(hotline.phones.anna.newSms()[0]);
  const looked = await fetch(link, { headers: { 'accept-language': 'en' } });
  expect(looked.status).toBe(200);
  expect(await looked.text()).toContain('Yes, it arrived');
  expect(await testsOf(hotline)).toMatchObject([{ outcome: null }]);
  const press = () =>
    fetch(link, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin', 'accept-language': 'en' } });
  for (let time = 0; time < 2; time += 1) {
    const pressed = await press();
    expect(pressed.status).toBe(200);
    expect(await pressed.text()).toContain('Thank you');
  }
  expect(await testsOf(hotline)).toMatchObject([{ outcome: 'confirmed' }]);
  for (const wrong of ['AAAAAAAAAAAAAAAA', 'x', '%00', 'AAAA%2F..%2F']) {
    const lost = await fetch(new URL(wrong, link), { headers: { accept: 'text/html' } });
    expect([404, 400], wrong).toContain(lost.status);
  }
});

test('a test that nobody answers has failed: its engineer and the supervisors hear of it, each once', async () => {
  await using hotline = await openHotline();
  const { anna, supervisor } = hotline.phones;
  await ask(hotline, {});
  anna.newSms();
  await hotline.pass({ minutes: 11 });
  expect(await testsOf(hotline)).toMatchObject([{ outcome: 'failed', reason: 'unanswered' }]);
  expect(anna.newSms()).toEqual([
    expect.stringContaining('Die Test-SMS von Mo 23.11. 10:00 haben Sie nicht bestätigt'),
  ]);
  expect(supervisor.newSms()).toEqual([
    expect.stringMatching(
      /^Anna Weber ist womöglich nicht erreichbar: Test-SMS nicht bestätigt\. Bereitschaft front/,
    ),
  ]);
  await ask(hotline, {});
  anna.newSms();
  await hotline.pass({ minutes: 11 });
  expect(anna.newSms()).toHaveLength(1);
  expect(supervisor.newSms()).toEqual([]);
});

test.each(['noAnswer', 'decline', 'unreachable'] as const)(
  'a test call that is not answered (%s) has failed at once',
  async (how) => {
    await using hotline = await openHotline();
    const { anna, supervisor } = hotline.phones;
    await ask(hotline, { channel: 'call' });
    await (await anna.rings())[how]();
    expect(await testsOf(hotline)).toMatchObject([{ outcome: 'failed' }]);
    expect(anna.newSms()).toEqual([expect.stringContaining('Den Testanruf von')]);
    expect(supervisor.newSms()).toEqual([expect.stringContaining('Testanruf nicht bestätigt')]);
  },
);

test('a mailbox that answers a test call is nobody', async () => {
  await using hotline = await openHotline();
  const { anna, supervisor } = hotline.phones;
  await ask(hotline, { channel: 'call' });
  await (await anna.rings()).machine();
  expect(await testsOf(hotline)).toMatchObject([{ outcome: 'failed', reason: 'no-key' }]);
  for (const phone of [anna, supervisor]) expect(phone.newSms()).toHaveLength(1);
});

test('a quiet phone: whoever only saw it light up says so, and reads what to do', async () => {
  await using hotline = await openHotline();
  const { anna, supervisor } = hotline.phones;
  await ask(hotline, { channel: 'call', quiet: true });
  const call = await (await anna.rings()).answer();
  expect(call.heard()).toContain('Hat es laut geklingelt?');
  await call.press('2');
  expect(await testsOf(hotline)).toMatchObject([{ outcome: 'failed' }]);
  expect(anna.newSms()).toEqual([expect.stringContaining('blieb im Test von Mo 23.11. 10:00 stumm')]);
  expect(supervisor.newSms()).toEqual([expect.stringContaining('das Telefon bleibt stumm')]);
  await hotline.pass({ minutes: 2 });
  await ask(hotline, { channel: 'call', quiet: true });
  await (await (await anna.rings()).answer()).press('1');
  expect(await testsOf(hotline)).toMatchObject([{ outcome: 'failed' }, { outcome: 'confirmed' }]);
});

test('what is no answer to a test: wrong numbers, old ones, those of others', async () => {
  await using hotline = await openHotline();
  const { anna, ben, supervisor } = hotline.phones;
  await ask(hotline, {});
  const code = codeIn(anna.newSms()[0]);
  await ben.sendSms(`T ${code}`);
  expect(ben.newSms()).toEqual([expect.stringContaining(`${code} is not the number of a test of yours`)]);
  const wrong = code === '1234' ? '1235' : '1234';
  for (let time = 0; time < 3; time += 1) await anna.sendSms(`T ${wrong}`);
  for (const text of anna.newSms()) expect(text).toContain('gehört zu keinem Test von Ihnen');
  // who guesses has guessed enough
  await anna.sendSms(`T ${code}`);
  expect(anna.newSms()).toEqual([expect.stringContaining('gehört zu keinem Test')]);
  await hotline.pass({ minutes: 11 });
  expect(await testsOf(hotline)).toMatchObject([{ outcome: 'failed' }]);
  anna.newSms();
  await anna.sendSms(`T ${code}`);
  expect(anna.newSms()).toEqual([expect.stringContaining('zu spät')]);
  await supervisor.sendSms('T');
  expect(supervisor.newSms().at(-1)).toContain('Tests gibt es für die Techniker');
  await anna.sendSms('T heute bitte nicht');
  expect(anna.newSms()).toEqual([expect.stringContaining('Nicht verstanden')]);
});

test('a test for nobody, for a stranger’s phone, for somebody away, and twice in a minute', async () => {
  await using hotline = await openHotline();
  expect(await ask(hotline, { engineer: 'nobody' })).toEqual({ refused: 'unknown' });
  expect(await ask(hotline, { engineer: "x' or 1=1" })).toEqual({ refused: 'unknown' });
  expect(await ask(hotline, { number: '+493023125101' })).toEqual({ refused: 'not-theirs' });
  expect(await ask(hotline, { engineer: 'ben', number: hotline.phones.benAtHome.number })).toEqual({
    refused: 'landline',
  });
  await hotline.database.transaction((tx) =>
    createAbsence({ tx, now: new Date() }, OPERATOR, {
      engineer: 'anna',
      from: '2026-11-23',
      until: '2026-11-24',
    }),
  );
  expect(await ask(hotline, {})).toEqual({ refused: 'away' });
  expect(hotline.phones.supervisor.newSms()).toEqual([expect.stringContaining('abwesend')]);
  expect((await ask(hotline, { isOwn: true })).test).toBeDefined();
  expect(await ask(hotline, { isOwn: true })).toEqual({ refused: 'soon' });
  hotline.phones.anna.sms();
  await hotline.phones.anna.sendSms('T');
  // the text is under way, the call is not
  expect(hotline.phones.anna.newSms()).toEqual([expect.stringContaining('Ihr Test kommt: ein Anruf')]);
  await (await (await hotline.phones.anna.rings()).answer()).press('1');
  await hotline.phones.anna.sendSms('T');
  expect(hotline.phones.anna.newSms()).toEqual([expect.stringContaining('lief vor einer Minute')]);
});

test('whoever has opted out of texts is told so, and called', async () => {
  await using hotline = await openHotline();
  const { anna, supervisor } = hotline.phones;
  await recordOptOut(hotline.database, anna.number, null);
  expect(await ask(hotline, {})).toEqual({ refused: 'opted-out' });
  await anna.sendSms('T');
  expect(anna.newSms()).toEqual([expect.stringContaining('keine SMS, Ihr Test ist daher ein Anruf')]);
  await (await (await anna.rings()).answer()).press('1');
  expect(await testsOf(hotline)).toMatchObject([{ channel: 'call', outcome: 'confirmed' }]);
  expect(supervisor.newSms()).toEqual([]);
});

test('a text that the carrier cannot deliver fails the test without waiting', async () => {
  await using hotline = await openHotline();
  const { anna, supervisor } = hotline.phones;
  anna.refuseSms();
  await ask(hotline, {});
  expect(await testsOf(hotline)).toMatchObject([
    { outcome: 'failed', reason: 'not-delivered', delivered_at: null },
  ]);
  anna.undelivered();
  expect(supervisor.newSms()).toEqual([expect.stringContaining('Test-SMS nicht bestätigt')]);
});

test('nobody is tested while they are paged: the test waits, and is given up after an hour', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  anna.newSms();
  await ask(hotline, { channel: 'call' });
  expect(await anna.isQuiet()).toBe(true);
  await anna.sendSms('A 4711');
  anna.newSms();
  await hotline.pass({ minutes: 5 });
  const ring = await anna.rings();
  await (await ring.answer()).hangUp();
  const [test] = await testsOf(hotline);
  expect(test?.planned_at?.getTime()).toBeGreaterThan(Date.parse('2026-11-23T09:04:00Z'));
  for (const phone of Object.values(hotline.phones)) phone.sms();
});

test.each(['ringing', 'answered'] as const)(
  'a page that comes while a test call is %s does not wait for it',
  async (state) => {
    await using hotline = await openHotline();
    const { erika, anna, supervisor } = hotline.phones;
    await ask(hotline, { channel: 'call' });
    const ring = await anna.rings();
    const testCall = state === 'answered' ? await ring.answer() : null;
    anna.refuseSms();
    await criticalCase(erika);
    anna.undelivered();
    await hotline.pass({ seconds: 1 });
    if (testCall) expect(testCall.heardInAll()).toContain('Für Sie kommt gerade ein Alarm');
    const page = await (await anna.rings()).answer();
    expect(page.heard()).toContain('Ticket 4 7 1 1');
    await page.press('2');
    expect(await testsOf(hotline)).toMatchObject([{ outcome: 'withdrawn', reason: 'paged' }]);
    expect(supervisor.newSms()).toEqual([]);
    for (const phone of [erika, anna]) phone.sms();
  },
);

test.each([
  ['sms', 'Messages'],
  ['call', 'Calls'],
] as const)(
  'what the carrier does not take for ten minutes (%s) is called off: it shows nothing of the phone, and comes no more',
  async (channel, path) => {
    await using hotline = await openHotline();
    const { anna, supervisor } = hotline.phones;
    hotline.line.failNext({ path, times: 1_000, failure: 429 });
    await ask(hotline, { channel });
    // as after an outage: of the tries in between none is of interest
    vi.setSystemTime(Date.now() + 11 * 60_000);
    await hotline.settle();
    expect(await testsOf(hotline)).toMatchObject([{ outcome: 'withdrawn', reason: 'not-sent' }]);
    await hotline.pass({ seconds: 40 });
    const waiting = await hotline.database.query(
      `select id from messages where status in ('planned', 'sending') union all select id from calls where ended_at is null`,
    );
    expect(waiting, 'what would still go out').toEqual([]);
    expect([...anna.newSms(), ...supervisor.newSms()]).toEqual([]);
    expect(await anna.isQuiet()).toBe(true);
  },
);

test('whoever has confirmed by the link may allow the weekly test there, for an hour and at a time people work', async () => {
  await using hotline = await openHotline();
  await ask(hotline, {});
  const link = linkIn(hotline.phones.anna.newSms()[0]);
  const send = (path: string, fields: Record<string, string>) =>
    fetch(`${link}${path}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { 'sec-fetch-site': 'same-origin', 'accept-language': 'en' },
    });
  const tuesday = { day: '2', time: '10:00' };
  // not before it is confirmed
  expect((await send('/weekly', tuesday)).status).toBe(404);
  expect(await (await send('', {})).text()).toContain('Weekly test');
  for (const wrong of [
    {},
    { day: '0', time: '10:00' },
    { day: '2', time: 'noon' },
    { day: '7', time: '10:00' },
  ])
    expect((await send('/weekly', wrong as Record<string, string>)).status).toBe(422);
  const allowed = await send('/weekly', tuesday);
  expect(await allowed.text()).toContain('Each Tuesday at 10:00');
  const [timer] = await hotline.database.query<{ due_at: Date }>(
    "select due_at from timers where kind = 'weekly-test' and subject = 'anna'",
  );
  expect(timer?.due_at.toISOString()).toBe('2026-11-24T09:00:00.000Z');
  const entries = await hotline.database.query<{ action: string }>('select action from audit_entries');
  expect(entries.map(({ action }) => action)).toEqual(['weekly-test-set']);
  await hotline.pass({ hours: 1 });
  expect((await send('/weekly', tuesday)).status).toBe(404);
});
