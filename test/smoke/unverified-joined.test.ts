import { describe, expect, test } from 'vitest';
import { lookAway, ticketsOf } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import type { Call } from '../support/phone.ts';
import { emergencyOf, type Stranger, strangerOf } from '../support/strangers.ts';

const MOBILE = '+4915228817301';
const OTHER_MOBILE = '+4915228817302';
const THERE_ALREADY = 'Ihr Notfall liegt uns schon vor';

const numbersOf = async (hotline: Hotline) => (await ticketsOf(hotline)).map(({ number }) => number);
const kindsOf = async (hotline: Hotline, number: string) =>
  (await hotline.ticket(number)).timeline.map(({ kind }) => kind);

describe('a further call about an open emergency', () => {
  test('of the same customer is joined to it, told so, and adds its message', async () => {
    await using hotline = await openHotline();
    const first = await emergencyOf(hotline, { from: MOBILE, customer: '100234' });
    expect(first.heard()).not.toContain(THERE_ALREADY);
    await first.hangUp();
    const pages = (await kindsOf(hotline, '4711')).filter((kind) => kind === 'page');
    const second = await emergencyOf(hotline, { from: OTHER_MOBILE, customer: '100234' });
    expect(second.state).toBe('consent');
    expect(second.heard()).toContain(THERE_ALREADY);
    await second.press('1');
    await second.record({ seconds: 12 });
    expect(second.heard()).toContain('Bitte bleiben Sie in der Leitung');
    expect(second.heardInAll()).not.toMatch(/4 ?7 ?1 ?1|Musterwerk|Uhr/);
    const { timeline } = await hotline.ticket('4711');
    expect(await numbersOf(hotline)).toEqual(['4711']);
    expect(timeline.filter(({ kind }) => kind === 'page').map(({ kind }) => kind)).toEqual(pages);
    expect(timeline).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'call-joined', detail: { call: second.sid } }),
        expect.objectContaining({ kind: 'caller-message', detail: expect.objectContaining({ seconds: 12 }) }),
      ]),
    );
    expect(await hotline.api(`/calls/${second.sid}`)).toMatchObject({ ticket: '4711' });
    await lookAway(hotline);
  });

  test('from the same number is joined whatever customer number it made up', async () => {
    await using hotline = await openHotline();
    for (const customer of ['999999', '999998', undefined, '12345', '999999']) {
      const call = await emergencyOf(hotline, {
        from: MOBILE,
        ...(customer === undefined ? {} : { customer }),
      });
      await call.hangUp();
    }
    expect(await numbersOf(hotline)).toEqual(['4711']);
    await lookAway(hotline);
  });

  test('from two registered phones of one customer is one ticket', async () => {
    await using hotline = await openHotline();
    await (await emergencyOf(hotline, { from: '+493023125101', phone: '+493023125101' })).hangUp();
    const second = await emergencyOf(hotline, { from: '+493023125102', phone: '+493023125102' });
    expect(second.heard()).toContain(THERE_ALREADY);
    expect(await numbersOf(hotline)).toEqual(['4711']);
    await lookAway(hotline);
  });

  test('reaches the engineer who looks for the caller, when the first caller has gone', async () => {
    await using hotline = await openHotline();
    const { anna } = hotline.phones;
    await (await emergencyOf(hotline, { from: MOBILE, customer: '999999' })).hangUp();
    const again = await emergencyOf(hotline, { from: MOBILE, customer: '999999' });
    await again.press('2');
    await hotline.pass({ minutes: 3 });
    const engineer = await (await anna.rings()).answer();
    await engineer.press('1');
    expect([engineer.joined, again.joined]).toEqual([true, true]);
    await lookAway(hotline);
  });

  test('gives an engineer who has it one text in ten minutes, however often it comes', async () => {
    await using hotline = await openHotline();
    const { anna } = hotline.phones;
    await (await emergencyOf(hotline, { from: MOBILE, customer: '999999' })).hangUp();
    await anna.sendSms('A 4711');
    anna.newSms();
    for (let round = 0; round < 4; round += 1) {
      const call = await emergencyOf(hotline, { from: MOBILE, customer: '999999' });
      await call.press('1');
      await call.record({ seconds: 3 });
      await call.hangUp();
    }
    expect(anna.newSms()).toHaveLength(1);
    expect((await kindsOf(hotline, '4711')).filter((kind) => kind === 'caller-message')).toHaveLength(4);
    await lookAway(hotline);
  });

  test('opens a ticket of its own again once the first is answered or closed', async () => {
    await using hotline = await openHotline();
    await (await emergencyOf(hotline, { from: MOBILE, customer: '100234' })).hangUp();
    await hotline.api('/tickets/4711/close', { by: 'anna', text: 'a joke' });
    const again = await emergencyOf(hotline, { from: MOBILE, customer: '100234' });
    expect(again.heard()).not.toContain(THERE_ALREADY);
    expect(await numbersOf(hotline)).toEqual(['4711', '4712']);
    await lookAway(hotline);
  });

  test('is not that of a verified caller: they have a ticket of their own, and hear of no other', async () => {
    await using hotline = await openHotline();
    const { erika } = hotline.phones;
    await (await emergencyOf(hotline, { from: MOBILE, customer: '100234' })).hangUp();
    const call = await erika.dial();
    for (const keys of ['471108#', '1', '1', '1', '2']) await call.press(keys);
    expect(call.heardInAll()).not.toContain(THERE_ALREADY);
    expect(await ticketsOf(hotline)).toMatchObject([
      { number: '4711', verified: false },
      { number: '4712', verified: true },
    ]);
    await lookAway(hotline);
  });
});

test('two who call at the same instant make one ticket', async () => {
  await using hotline = await openHotline();
  const callers = [MOBILE, OTHER_MOBILE, '+4915228817303', '+4915228817304'];
  const calls: Call[] = [];
  for (const from of callers)
    calls.push(await strangerOf(hotline, { from, customer: '100234', phone: from }));
  hotline.line.settle = undefined;
  await Promise.all(calls.map((call) => call.press('1')));
  hotline.line.settle = hotline.doDueWork;
  await hotline.settle();
  expect(await numbersOf(hotline)).toEqual(['4711']);
  expect((await kindsOf(hotline, '4711')).filter((kind) => kind === 'call-joined')).toHaveLength(3);
  await lookAway(hotline);
});

describe('callers who show no number', () => {
  const WITHHELD = ['anonymous', 'Restricted', '+266696687', '+86282452253', 'unavailable'];

  test('have tickets of their own, up to a bound; then they join the newest and are told so', async () => {
    await using hotline = await openHotline({ env: { UNVERIFIED_WITHHELD: '3' } });
    const calls: Call[] = [];
    for (const [index, from] of WITHHELD.entries())
      calls.push(await emergencyOf(hotline, { from, customer: `99990${index}` }));
    expect(await numbersOf(hotline)).toEqual(['4711', '4712', '4713']);
    expect(calls.map((call) => call.heard().includes(THERE_ALREADY))).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
    expect((await kindsOf(hotline, '4713')).filter((kind) => kind === 'call-joined')).toHaveLength(2);
    await lookAway(hotline);
  });

  test('of a customer there is have that customer’s ticket, also beyond the bound', async () => {
    await using hotline = await openHotline({ env: { UNVERIFIED_WITHHELD: '1' } });
    await emergencyOf(hotline, { from: 'anonymous', customer: '999999' });
    await emergencyOf(hotline, { from: 'anonymous', customer: '100234' });
    await emergencyOf(hotline, { from: 'anonymous', customer: '100234' });
    expect(await ticketsOf(hotline)).toMatchObject([{ customer: null }, { customer: '100234' }]);
    await lookAway(hotline);
  });
});

/** Goes on until the call is over: no recording, and waits. */
async function toTheEnd(hotline: Hotline, call: Call): Promise<string> {
  if (call.state === 'consent') await call.press('2');
  for (let rounds = 0; !call.over && rounds < 30; rounds += 1) {
    await hotline.pass({ seconds: 30 });
    if (!call.over) await call.silence();
  }
  return call.heardInAll();
}

describe('what is said in the unverified lane is the same whether or not there is such a customer', () => {
  const KNOWN = '100234';
  const OTHER_PLAN = '200415';
  const ENDED = '200999';
  const MADE_UP = '999999';

  /** What the last of some callers hears, from the first word to the last. */
  async function heardByLast(strangers: Stranger[], finish: 'waits' | 'wants-callback'): Promise<string> {
    await using hotline = await openHotline({ env: { UNVERIFIED_WITHHELD: '2' } });
    for (const stranger of strangers.slice(0, -1)) await (await emergencyOf(hotline, stranger)).hangUp();
    const call = await emergencyOf(hotline, strangers.at(-1) as Stranger);
    if (finish === 'wants-callback') {
      await call.press('2');
      await call.press('2');
    }
    const heard = await toTheEnd(hotline, call);
    await lookAway(hotline);
    return heard;
  }

  test.each(['waits', 'wants-callback'] as const)('to the first caller, who %s', async (finish) => {
    const heard = new Set<string>();
    for (const customer of [KNOWN, OTHER_PLAN, ENDED, MADE_UP])
      heard.add(await heardByLast([{ from: 'anonymous', customer }], finish));
    expect([...heard]).toHaveLength(1);
    expect([...heard][0]).not.toMatch(/Musterwerk|Beispiel|Uhr|10:30|enhanced/);
  });

  test.each([
    ['again from another phone', [{ from: MOBILE }, { from: OTHER_MOBILE }]],
    ['again from the same phone', [{ from: MOBILE }, { from: MOBILE }]],
    ['again without a number', [{ from: 'anonymous' }, { from: 'anonymous' }]],
  ] as const)('to whoever calls %s', async (_how, callers) => {
    const heard = new Set<string>();
    for (const customer of [KNOWN, OTHER_PLAN, MADE_UP]) {
      const strangers = callers.map(({ from }) => ({ from, customer }));
      heard.add(await heardByLast(strangers, 'waits'));
    }
    expect([...heard]).toHaveLength(1);
    expect([...heard][0]).toContain(THERE_ALREADY);
  });

  test.each([
    ['a made-up number before', [{ from: MOBILE, customer: MADE_UP }, { from: MOBILE }]],
    [
      'two without a number before',
      [
        { from: 'anonymous', customer: '999991' },
        { from: 'anonymous', customer: '999992' },
        { from: 'anonymous' },
      ],
    ],
    [
      'the same customer’s registered phone before',
      [{ from: '+493023125101', phone: '+493023125101' }, { from: OTHER_MOBILE }],
    ],
  ] as const)('to whoever has %s', async (_what, callers) => {
    const heard = new Set<string>();
    for (const customer of [KNOWN, OTHER_PLAN, '999990']) {
      const strangers = callers.map((caller, index) =>
        index === callers.length - 1 ? { ...caller, customer } : caller,
      );
      // tickets have numbers in the order they are opened
      heard.add((await heardByLast(strangers as Stranger[], 'waits')).replaceAll(/\d( \d){3}/g, 'N'));
    }
    expect([...heard]).toHaveLength(1);
  });
});

describe('an emergency is closed while its callers wait', () => {
  test('each hears what is true of it, and nothing of where it stands', async () => {
    await using hotline = await openHotline();
    const first = await emergencyOf(hotline, { from: MOBILE, customer: '100234' });
    await first.press('2');
    const second = await emergencyOf(hotline, { from: OTHER_MOBILE, customer: '100234' });
    await second.press('2');
    await hotline.api('/tickets/4711/close', { by: 'Sue' });
    for (const call of [first, second]) {
      await call.silence();
      expect(call.over).toBe(true);
    }
    expect(first.heard()).toContain('Wir haben Ihren Anruf unter Ticket 4 7 1 1 notiert');
    expect(second.heard()).toContain('Ihr Notfall liegt uns vor');
    for (const call of [first, second]) expect(call.heard()).not.toMatch(/offen|bearbeitet|erledigt/);
    await lookAway(hotline);
  });
});

describe('the contract’s phone', () => {
  test('gets no text about an unverified emergency before an engineer has looked', async () => {
    await using hotline = await openHotline();
    const call = await emergencyOf(hotline, { from: 'anonymous', customer: '100234' });
    await call.press('2');
    await call.hangUp();
    await hotline.pass({ minutes: 45 });
    expect(hotline.phones.erika.newSms()).toEqual([]);
    expect(hotline.line.phone('+493023125102').newSms()).toEqual([]);
    await lookAway(hotline);
  });
});
