import { describe, expect, test } from 'vitest';
import { lookAway } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { annaConnects, criticalCase, ERIKA_PIN } from '../support/stories.ts';

test('answered otherwise while the customer is being rung: their phone stops, and the engineer is not left in the music', async () => {
  await using hotline = await openHotline();
  const { erika, anna, supervisor } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('C');
  const engineer = await (await anna.rings()).answer();
  await engineer.press('1');
  const ring = await erika.rings();
  await anna.sendSms(`D 4711 ${anna.code()} per Mail geklärt`);
  expect(ring.status).toBe('canceled');
  expect(engineer.heard()).toContain('Ticket 4 7 1 1 ist schon erledigt');
  expect(engineer.over).toBe(true);
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered', answeredBy: 'anna' });
  await hotline.pass({ hours: 1 });
  expect(await erika.isQuiet()).toBe(true);
  expect(erika.newSms()).toEqual([expect.stringContaining('per Mail geklärt')]);
  for (const phone of [anna, supervisor]) phone.sms();
});

test('closed by a supervisor while two talk: they are not torn apart', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('C');
  const engineer = await (await anna.rings()).answer();
  await engineer.press('1');
  const customer = await (await erika.rings()).answer();
  await customer.press('1');
  await hotline.api('/tickets/4711/close', { by: 'Vera Aufsicht' });
  expect([engineer.joined, customer.joined]).toEqual([true, true]);
  await customer.hangUp();
  expect(engineer.heard()).toContain('Ticket 4 7 1 1 ist schon erledigt');
  expect(engineer.over).toBe(true);
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'closed' });
  expect(erika.newSms()).toEqual([expect.stringContaining('Ticket 4711 geschlossen')]);
  anna.sms();
});

describe('whoever is having the customer rung passes the ticket on', () => {
  /** Anna, who wants Erika, is on the line. */
  async function wanted(hotline: Hotline) {
    await criticalCase(hotline.phones.erika);
    return annaConnects(hotline.phones);
  }

  async function annaPassesOn({ phones }: Hotline): Promise<string[]> {
    for (const phone of [phones.anna, phones.ben]) phone.sms();
    await phones.anna.sendSms('P 4711');
    return phones.anna.newSms();
  }

  test('it rings: it stops, they hear so, and the next person calls', async () => {
    await using hotline = await openHotline();
    const { erika, ben } = hotline.phones;
    const engineer = await wanted(hotline);
    const ring = await erika.rings();
    expect(await annaPassesOn(hotline)).toEqual([expect.stringContaining('geht an die nächste Person')]);
    expect(ring.status).toBe('canceled');
    expect(engineer.heard()).toContain('Der Alarm geht an die nächste Person');
    expect(engineer.over).toBe(true);
    expect(ben.newSms()).toHaveLength(1);
    const { timeline } = await hotline.ticket('4711');
    expect(timeline).toContainEqual(
      expect.objectContaining({ kind: 'callback-ended', actor: 'anna', detail: { outcome: 'withdrawn' } }),
    );
    const next = await (await ben.rings()).answer();
    await next.press('1');
    const customer = await (await erika.rings()).answer();
    await customer.press('1');
    expect([next.joined, customer.joined]).toEqual([true, true]);
    expect(await hotline.ticket('4711')).toMatchObject({ acknowledgedBy: 'ben' });
    await lookAway(hotline);
  });

  test.each([
    ['has picked up', []],
    ['talks to them', ['1']],
  ])('the customer %s: it stays theirs until the end, and nobody is paged', async (_how, keys) => {
    await using hotline = await openHotline();
    const { erika, ben } = hotline.phones;
    const engineer = await wanted(hotline);
    const customer = await (await erika.rings()).answer();
    for (const key of keys) await customer.press(key);
    expect(await annaPassesOn(hotline)).toEqual([
      expect.stringMatching(/gerade am Telefon.*danach gibt P 4711/),
    ]);
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'acknowledged', acknowledgedBy: 'anna' });
    expect(ben.newSms()).toEqual([]);
    if (keys.length === 0) await customer.press('1');
    expect([engineer.joined, customer.joined]).toEqual([true, true]);
    await customer.hangUp();
    expect(engineer.state).toBe('outcome');
    expect(await annaPassesOn(hotline)).toEqual([expect.stringContaining('geht an die nächste Person')]);
    expect(ben.newSms()).toHaveLength(1);
    await lookAway(hotline);
  });

  test('the customer has called themselves, and not said yet what about: they go on, and are not hung up on', async () => {
    await using hotline = await openHotline();
    const { erika, ben } = hotline.phones;
    await criticalCase(erika);
    const call = await erika.dial();
    for (const keys of [`${ERIKA_PIN}#`, '2', '3']) await call.press(keys);
    const engineer = await annaConnects(hotline.phones);
    await annaPassesOn(hotline);
    expect([engineer.over, call.state]).toEqual([true, 'ticket-number']);
    await ben.rings();
    await call.press('4711#');
    await call.press('3');
    expect(call.state).toBe('waiting');
    await lookAway(hotline);
  });
});
