import { expect, test } from 'vitest';
import { lookAway } from '../support/caller-ways.ts';
import { openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

test.each(['4915228817386', '015228817386', '004915228817386'])(
  'an order from a phone that the carrier shows as %s is of its engineer',
  async (from) => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    await criticalCase(erika);
    anna.newSms();
    await hotline.line.carrier.sendText(from, 'A 4711');
    await hotline.settle();
    expect(await hotline.ticket()).toMatchObject({ acknowledgedBy: 'anna' });
    expect(anna.newSms()).toEqual([expect.stringContaining('Ticket 4711 gehört Ihnen')]);
    await lookAway(hotline);
  },
);

test('an engineer whose mobile is shown without a plus is greeted as one when they call', async () => {
  await using hotline = await openHotline();
  const call = await hotline.phones.anna.dial({ from: '4915228817386' });
  expect(call.heard()).toContain('Für Sie ist nichts offen.');
  await call.hangUp();
});

test.each(['whatsapp:+4915228817386', '228817386', 'ANNA', '+112', 'client:anna', ''])(
  'an order from %j, which is no number of hers, changes nothing and is not answered',
  async (from) => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    await criticalCase(erika);
    anna.newSms();
    await hotline.line.carrier.sendText(from, 'A 4711');
    await hotline.settle();
    expect(await hotline.ticket()).toMatchObject({ status: 'open' });
    expect(anna.newSms()).toEqual([]);
    await lookAway(hotline);
  },
);
