import { expect, test } from 'vitest';
import { lookAway } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { annaTalksWith, criticalCase } from '../support/stories.ts';

/** Anna has had herself connected, and Erika did not pick up. */
async function notReached(hotline: Hotline): Promise<void> {
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('C');
  const engineer = await (await anna.rings()).answer();
  await engineer.press('1');
  await (await erika.rings()).noAnswer();
  for (const phone of [erika, anna]) phone.sms();
}

test('after a try that failed the engineer says "later": reminded once more, then somebody else is paged', async () => {
  await using hotline = await openHotline();
  const { anna, ben } = hotline.phones;
  await notReached(hotline);
  await hotline.pass({ minutes: 6 });
  const second = await (await anna.rings()).answer();
  await second.press('2');
  await hotline.pass({ minutes: 6 });
  await (await (await anna.rings()).answer()).press('2');
  await hotline.pass({ minutes: 6 });
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'open', acknowledgedBy: null });
  expect(ben.newSms()).toEqual([expect.stringContaining('CRITICAL ticket 4711')]);
  await lookAway(hotline);
});

test('many tries in vain: the supervisors are told once, and the case does not rest with somebody who has given up', async () => {
  await using hotline = await openHotline();
  const { erika, anna, ben, supervisor } = hotline.phones;
  await notReached(hotline);
  for (let tries = 1; tries < 8; tries += 1) {
    while (await anna.isQuiet()) await hotline.pass({ seconds: 30 });
    const engineer = await (await anna.rings()).answer();
    await engineer.press('1');
    await (await erika.rings()).busy();
    erika.sms();
    // after the last one there is no next: an instant that is none cannot be told
    expect(engineer.heard()).toContain(
      tries < 7 ? 'Der nächste Versuch ist geplant, heute um' : 'Es ist kein weiterer Versuch geplant.',
    );
  }
  expect(supervisor.sms().filter((text) => text.includes('viele Versuche'))).toHaveLength(1);
  anna.sms();
  await hotline.pass({ minutes: 3 });
  expect(await anna.isQuiet()).toBe(true);
  await hotline.pass({ minutes: 2 });
  expect(ben.newSms()).toContainEqual(expect.stringContaining('CRITICAL ticket 4711'));
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'open' });
  await lookAway(hotline);
});

test('many talks without an answer are no tries in vain: the customer is called again', async () => {
  await using hotline = await openHotline();
  const { erika, anna, supervisor } = hotline.phones;
  await criticalCase(erika);
  for (let talks = 0; talks < 10; talks += 1) {
    const { engineer, customer } = await annaTalksWith(hotline.phones, erika);
    await customer.hangUp();
    await engineer.press('3');
    anna.sms();
  }
  expect(supervisor.newSms()).toEqual([]);
  expect((await hotline.ticket('4711')).timeline.at(-1)).toMatchObject({ kind: 'callback-planned' });
  await lookAway(hotline);
});
