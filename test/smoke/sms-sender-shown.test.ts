import { expect, test } from 'vitest';
import { erasePerson } from '../../src/domain/privacy/erase-person.ts';
import { findPerson } from '../../src/domain/privacy/person.ts';
import { OPERATOR } from '../../src/domain/users/operator.ts';
import { lookAway } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

/** Anna is paged, and takes the ticket by a text that the carrier shows so. */
async function annaOrders(hotline: Hotline, from: string): Promise<void> {
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  anna.newSms();
  await hotline.line.carrier.sendText(from, 'A 4711');
  await hotline.settle();
}

test.each(['4915228817386', '015228817386', '004915228817386'])(
  'an order from a phone that the carrier shows as %s is of its engineer',
  async (from) => {
    await using hotline = await openHotline();
    await annaOrders(hotline, from);
    expect(await hotline.ticket()).toMatchObject({ acknowledgedBy: 'anna' });
    expect(hotline.phones.anna.newSms()).toEqual([expect.stringContaining('Ticket 4711 gehört Ihnen')]);
    await lookAway(hotline);
  },
);

test('an engineer whose mobile is shown without a plus is greeted as one when they call', async () => {
  await using hotline = await openHotline();
  const call = await hotline.phones.anna.dial({ from: '4915228817386' });
  expect(call.heard()).toContain('Für Sie ist nichts offen.');
  await call.hangUp();
});

test.each(['4915228817399', '015228817399'])(
  'whoever called as %s and is erased by their number leaves none behind',
  async (shown) => {
    await using hotline = await openHotline();
    await (await hotline.line.phone('+4915228817399').dial({ from: shown })).hangUp();
    await lookAway(hotline);
    const { database } = hotline;
    const found = await findPerson(database, { number: '+4915228817399' });
    if (!('person' in found)) throw new Error('nobody is found');
    const how = { by: OPERATOR, closeOpen: true, pins: hotline.app.pins };
    await database.transaction((tx) => erasePerson({ tx, now: new Date() }, found.person, how));
    expect(await database.query('select from_number as "from" from calls')).toEqual([{ from: null }]);
    await lookAway(hotline);
  },
);

test.each(['whatsapp:+4915228817386', '228817386', 'ANNA', '+112', 'client:anna', ''])(
  'an order from %j, which is no number of hers, changes nothing and is not answered',
  async (from) => {
    await using hotline = await openHotline();
    await annaOrders(hotline, from);
    expect(await hotline.ticket()).toMatchObject({ status: 'open' });
    expect(hotline.phones.anna.newSms()).toEqual([]);
    await lookAway(hotline);
  },
);
