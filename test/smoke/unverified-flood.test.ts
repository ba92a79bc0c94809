import { describe, expect, test } from 'vitest';
import { lookAway, ticketsOf } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { criticalCase, GRACE_PIN, openCase } from '../support/stories.ts';
import { emergencyOf, type Stranger, strangerOf } from '../support/strangers.ts';

const FAKES = 100;
const KNOWN = ['100234', '200415', '100871', '300100', '200999'];
const mobile = (index: number) => `+49152288${String(20_000 + index)}`;

/** All kinds of fakes in turn: one number again and again, many numbers, none, customers there are and there are not. */
function fake(index: number): Stranger {
  const madeUp = String(900_000 + index);
  const known = KNOWN[Math.floor(index / 5) % KNOWN.length] as string;
  const kinds: Stranger[] = [
    { from: mobile(0), customer: madeUp },
    { from: mobile(index), customer: madeUp },
    { from: 'anonymous', customer: madeUp },
    { from: mobile(index), customer: known },
    { from: 'anonymous', customer: known },
  ];
  return kinds[index % kinds.length] as Stranger;
}

async function flood(hotline: Hotline, from: number, until: number): Promise<void> {
  for (let index = from; index < until; index += 1) {
    const call = await emergencyOf(hotline, fake(index));
    if (index % 3 === 0) await call.hangUp();
  }
}

interface Sent {
  ticket: string;
  verified: boolean;
  /** from when it was wanted to when the carrier was asked, seconds */
  waited: number;
}

/** Calls to engineers that the carrier was asked for, in that order. */
const dialled = (hotline: Hotline) =>
  hotline.database.query<Sent>(
    `select ticket_number as ticket, verified, extract(epoch from dialled_at - started_at)::float as waited
     from calls join tickets on tickets.number = ticket_number
     where calls.party = 'engineer' and dialled_at is not null order by dialled_at`,
  );
/** Texts about pages that the carrier was given, in that order. */
const texted = (hotline: Hotline) =>
  hotline.database.query<Sent>(
    `select ticket_number as ticket, verified, extract(epoch from sent_at - messages.created_at)::float as waited
     from messages join tickets on tickets.number = ticket_number
     where page_id is not null and sent_at is not null order by sent_at`,
  );
const textsTo = (hotline: Hotline, audience: string) =>
  hotline.database.query<{ body: string; ticket: string | null }>(
    'select body, ticket_number as ticket from messages where audience = $1 and sid is not null order by ticket_number',
    [audience],
  );

test('a hundred fake calls: a genuine critical one in their midst, or after them, is paged as if they were not there', async () => {
  await using hotline = await openHotline({ callsPerSecond: 1 });
  const { erika, grace, anna } = hotline.phones;
  await flood(hotline, 0, FAKES / 2);
  await criticalCase(erika);
  const [amid] = (await ticketsOf(hotline)).filter(({ verified }) => verified);
  expect(anna.newSms()).toContainEqual(
    expect.stringMatching(`^KRITISCH Ticket ${amid?.number} Musterwerk AG, `),
  );
  await flood(hotline, FAKES / 2, FAKES);
  const call = await openCase(grace, { pin: GRACE_PIN, severity: 1 });
  await call.press('2');
  const verified = (await ticketsOf(hotline)).filter((ticket) => ticket.verified);
  expect(anna.newSms()).toContainEqual(
    expect.stringMatching(`^KRITISCH Ticket ${verified[1]?.number} Northwind Instruments Ltd., `),
  );

  // at a tenth of their windows all of them are to be rung about
  await hotline.pass({ minutes: 3, seconds: 2 });
  for (const { number } of verified) {
    const engineer = await (await anna.rings()).answer();
    expect(engineer.heard()).toContain(`Ticket ${[...number].join(' ')}. `);
    await engineer.press('2');
    await hotline.pass({ seconds: 3 });
  }
  const engineer = await (await anna.rings()).answer();
  // one a known customer, one a number of its own, five without a number
  const fakes = KNOWN.length + FAKES / 5 + 1 + 5;
  // for a customer of the standard plan a tenth of the window is later
  const due = fakes - 1;
  expect(engineer.heard()).toContain(`${due} unbestätigte Tickets, das erste von heute um 10`);
  expect((await dialled(hotline)).map(({ ticket, verified: isTrue }) => [ticket, isTrue])).toEqual([
    ...verified.map(({ number }) => [number, true]),
    ['4711', false],
  ]);
  const genuine = [...(await dialled(hotline)), ...(await texted(hotline))].filter((one) => one.verified);
  expect(Math.max(...genuine.map(({ waited }) => waited))).toBeLessThanOrEqual(6);
  await engineer.press('2');
  expect(engineer.heard()).toContain(`Alle ${due} Tickets gehören Ihnen`);

  const tickets = await ticketsOf(hotline);
  const unverified = tickets.filter((ticket) => !ticket.verified);
  expect(unverified).toHaveLength(fakes);
  expect(unverified.filter(({ status }) => status === 'acknowledged')).toHaveLength(due);
  expect((await textsTo(hotline, 'customer')).map(({ ticket }) => ticket)).toEqual(
    verified.map(({ number }) => number),
  );
  const alarms = (await textsTo(hotline, 'supervisor')).filter(({ body }) =>
    body.includes('Notfälle in einer Stunde'),
  );
  expect(alarms).toHaveLength(1);
  await lookAway(hotline);
}, 300_000);

/** So many strangers, each from a number of their own, say that it is an emergency and hang up. */
async function strangers(hotline: Hotline, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1)
    await (await emergencyOf(hotline, { from: mobile(index), customer: '999999' })).hangUp();
}

const statesOf = async (hotline: Hotline) => (await ticketsOf(hotline)).map(({ status }) => status);
const textsWith = (texts: readonly string[], part: string) => texts.filter((text) => text.includes(part));

describe('one call tells an engineer of several unverified tickets', () => {
  const SEVEN = 7;

  async function annaHears(hotline: Hotline) {
    await strangers(hotline, SEVEN);
    await hotline.pass({ minutes: 3 });
    const { anna } = hotline.phones;
    const engineer = await (await anna.rings()).answer();
    anna.newSms();
    return engineer;
  }

  test('one key takes them all, and connects the first', async () => {
    await using hotline = await openHotline();
    const first = await emergencyOf(hotline, { from: mobile(50), customer: '999999' });
    await first.press('2');
    const engineer = await annaHears(hotline);
    await engineer.press('1');
    expect([engineer.joined, first.joined]).toEqual([true, true]);
    expect(await statesOf(hotline)).toEqual(Array.from({ length: SEVEN + 1 }, () => 'acknowledged'));
    await lookAway(hotline);
  });

  test('one key takes them all, also where the first has gone', async () => {
    await using hotline = await openHotline();
    const engineer = await annaHears(hotline);
    expect(engineer.state).toBe('pages');
    expect(engineer.heard()).toContain('7 unbestätigte Tickets, das erste von heute um 10 Uhr');
    await engineer.press('1');
    expect(await statesOf(hotline)).toEqual(Array.from({ length: SEVEN }, () => 'acknowledged'));
    expect(await hotline.phones.anna.isQuiet()).toBe(true);
    expect(await hotline.api('/pages?ticket=4716')).toMatchObject({
      data: expect.arrayContaining([expect.objectContaining({ channel: 'call', status: 'acknowledged' })]),
    });
    await lookAway(hotline);
  });

  test('passed on, all of them go to the next person', async () => {
    await using hotline = await openHotline();
    const engineer = await annaHears(hotline);
    await engineer.press('3');
    const ben = await (await hotline.phones.ben.rings()).answer();
    expect(ben.heard()).toContain('7 unverified tickets, the first from today at 10:00');
    expect(await statesOf(hotline)).toEqual(Array.from({ length: SEVEN }, () => 'open'));
    await lookAway(hotline);
  });

  test('nobody answers, or a machine does: the next person hears of all of them', async () => {
    await using hotline = await openHotline();
    await strangers(hotline, SEVEN);
    await hotline.pass({ minutes: 3 });
    await (await hotline.phones.anna.rings()).noAnswer();
    const mailbox = await (await hotline.phones.ben.rings()).machine();
    if (!mailbox.over) await mailbox.hangUp();
    const home = await (await hotline.phones.benAtHome.rings()).answer();
    expect(home.heard()).toContain('7 unverified tickets');
    await lookAway(hotline);
  });

  test('those that others have meanwhile are left out, and the last one is told by itself', async () => {
    await using hotline = await openHotline();
    await strangers(hotline, 3);
    await hotline.pass({ minutes: 3 });
    const ring = await hotline.phones.anna.rings();
    await hotline.api('/tickets/4711/acknowledge', { by: 'carla' });
    await hotline.api('/tickets/4713/close', { by: 'carla', text: 'a joke' });
    expect(ring.status).toBe('ringing');
    const engineer = await ring.answer();
    expect(engineer.state).toBe('page');
    expect(engineer.heard()).toContain('Ticket 4 7 1 2. ');
    await engineer.press('2');
    expect(await statesOf(hotline)).toEqual(['acknowledged', 'acknowledged', 'closed']);
    await lookAway(hotline);
  });

  test('the first is taken by somebody else while they listen: the others are theirs', async () => {
    await using hotline = await openHotline();
    const engineer = await annaHears(hotline);
    await hotline.api('/tickets/4711/acknowledge', { by: 'carla' });
    await engineer.press('2');
    expect(engineer.heard()).toContain('Alle 6 Tickets gehören Ihnen');
    expect(await hotline.ticket('4711')).toMatchObject({ acknowledgedBy: 'carla' });
    expect(await statesOf(hotline)).toEqual(Array.from({ length: SEVEN }, () => 'acknowledged'));
    await lookAway(hotline);
  });

  test('when all are taken, the phone stops ringing', async () => {
    await using hotline = await openHotline();
    await strangers(hotline, 2);
    await hotline.pass({ minutes: 3 });
    const ring = await hotline.phones.anna.rings();
    for (const ticket of ['4711', '4712'])
      await hotline.api(`/tickets/${ticket}/acknowledge`, { by: 'carla' });
    expect(ring.status).toBe('canceled');
    await lookAway(hotline);
  });

  test('who took them all is reminded of all in one call, and loses them all if they do not answer', async () => {
    await using hotline = await openHotline();
    const engineer = await annaHears(hotline);
    await engineer.press('2');
    await hotline.pass({ minutes: 8 });
    const reminder = await hotline.phones.anna.rings();
    expect(await hotline.phones.anna.isQuiet()).toBe(true);
    await reminder.noAnswer();
    expect(await statesOf(hotline)).toEqual(Array.from({ length: SEVEN }, () => 'open'));
    await lookAway(hotline);
  });

  test('who asks for one is rung about that one', async () => {
    await using hotline = await openHotline();
    const engineer = await annaHears(hotline);
    await engineer.press('2');
    const { anna } = hotline.phones;
    await anna.sendSms('C 4713');
    const call = await (await anna.rings()).answer();
    expect(call.heard()).toContain('Ticket 4 7 1 3. ');
    await lookAway(hotline);
  });
});

test('a phone that rings about unverified tickets stops when a verified one comes, and rings about them afterwards', async () => {
  await using hotline = await openHotline({ callsPerSecond: 1 });
  const { anna, erika } = hotline.phones;
  await strangers(hotline, 3);
  await criticalCase(erika);
  await hotline.database.query(
    `update timers set due_at = due_at - interval '1 minute'
     where kind = 'escalate' and subject <> (select number::text from tickets where verified)`,
  );
  await hotline.pass({ minutes: 2 });
  const fake = await anna.rings();
  expect(fake.status).toBe('ringing');
  await hotline.pass({ minutes: 1, seconds: 2 });
  expect(fake.status).toBe('canceled');
  const engineer = await (await anna.rings()).answer();
  expect(engineer.heard()).toContain('Musterwerk AG. ');
  await engineer.press('2');
  await hotline.pass({ seconds: 3 });
  expect((await (await anna.rings()).answer()).heard()).toContain('3 unbestätigte Tickets');
  await lookAway(hotline);
});

test('pages by SMS about verified tickets and others never go out in one text', async () => {
  await using hotline = await openHotline();
  const { anna, erika } = hotline.phones;
  await strangers(hotline, 4);
  await criticalCase(erika);
  await hotline.pass({ minutes: 2 });
  const texts = anna.newSms();
  expect(textsWith(texts, 'Musterwerk AG')).toEqual([
    expect.stringMatching(/^KRITISCH Ticket 4715 Musterwerk AG, /),
  ]);
  expect(textsWith(texts, '3 Tickets warten: 4712')).toHaveLength(1);
  await lookAway(hotline);
});

describe('above a rate', () => {
  const settings = { env: { UNVERIFIED_PER_HOUR: '5' } };

  test('the supervisors are told of a flood once, and once when it is over', async () => {
    await using hotline = await openHotline(settings);
    const { supervisor } = hotline.phones;
    await strangers(hotline, 5);
    expect(textsWith(supervisor.newSms(), 'Notfälle in einer Stunde')).toEqual([]);
    await strangersFrom(hotline, 5, 15);
    expect(textsWith(supervisor.newSms(), '6 unbestätigte Notfälle in einer Stunde')).toHaveLength(1);
    for (const { number } of await ticketsOf(hotline))
      await hotline.api(`/tickets/${number}/close`, { by: 'carla', text: 'jokes' });
    await hotline.pass({ minutes: 59 });
    expect(textsWith(supervisor.newSms(), 'Flut')).toEqual([]);
    await hotline.pass({ minutes: 20 });
    expect(
      textsWith(supervisor.newSms(), 'Flut unbestätigter Notfälle ist vorbei. Noch offen: 0'),
    ).toHaveLength(1);
    await hotline.pass({ hours: 5 });
    expect(textsWith(supervisor.newSms(), 'Flut')).toEqual([]);
    await lookAway(hotline);
  });

  test('nobody is rung or written to again and again, and a missed deadline is not one text a ticket', async () => {
    await using hotline = await openHotline(settings);
    await strangers(hotline, 20);
    const { anna, ben, benAtHome, supervisor } = hotline.phones;
    await hotline.pass({ minutes: 35 });
    const rung = await hotline.database.query<{ count: number }>(
      `select count(*)::int as count from calls where party = 'engineer' group by to_number`,
    );
    for (const { count } of rung) expect(count).toBeLessThanOrEqual(4);
    for (const phone of [anna, ben, benAtHome, supervisor])
      expect(phone.newSms().length).toBeLessThanOrEqual(12);
    expect(textsWith(supervisor.sms(), 'Frist verpasst')).toEqual([]);
    await lookAway(hotline);
  });

  test('the TAM is not told of each', async () => {
    await using hotline = await openHotline(settings);
    await strangers(hotline, 6);
    await (await emergencyOf(hotline, { from: mobile(99), customer: '300100' })).hangUp();
    expect(hotline.phones.tessa.newSms()).toEqual([]);
    await lookAway(hotline);
  });
});

test('messages that strangers leave are all kept; the supervisors are told of some of them', async () => {
  await using hotline = await openHotline();
  for (let index = 0; index < 25; index += 1) {
    const call = await strangerOf(hotline, { from: mobile(index), customer: '999999' });
    for (const key of ['2', '1']) await call.press(key);
    await call.record({ seconds: 4 });
    await call.hangUp().catch(() => {});
  }
  expect(await hotline.database.query('select from recordings')).toHaveLength(25);
  expect(textsWith(hotline.phones.supervisor.newSms(), 'Nachricht auf der Hotline')).toHaveLength(7);
  await lookAway(hotline);
});

async function strangersFrom(hotline: Hotline, from: number, until: number): Promise<void> {
  for (let index = from; index < until; index += 1)
    await (await emergencyOf(hotline, { from: mobile(index), customer: String(990_000 + index) })).hangUp();
}
