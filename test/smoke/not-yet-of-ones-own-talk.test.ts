import { expect, test } from 'vitest';
import { type Office, openConsole } from '../support/console.ts';
import type { Call, Ring } from '../support/phone.ts';
import { criticalCase } from '../support/stories.ts';

/** @returns the query of the address that the console leads to */
async function handOver(office: Office, to: string): Promise<string> {
  const supervisor = await office.as('supervisor');
  const { location, text } = await supervisor.post('/tickets/4711/hand-over', { to });
  await office.hotline.settle();
  return location ?? text;
}

/** Anna, who says that she has talked with Erika, is asked what came of it; meanwhile a supervisor gives the ticket to Carla. */
async function annaIsAsked(office: Office): Promise<{ asked: Call; carlaRings: Ring }> {
  const { erika, anna, carla } = office.hotline.phones;
  await criticalCase(erika);
  await office.hotline.pass({ minutes: 3 });
  const asked = await (await anna.rings()).answer();
  await asked.press('4');
  expect(await handOver(office, 'carla')).toContain('done=handed-over');
  for (const phone of [anna, carla]) phone.sms();
  return { asked, carlaRings: await carla.rings() };
}

test('a "not yet" does not end the talk that a colleague has with the customer by then', async () => {
  await using office = await openConsole();
  const { erika, carla } = office.hotline.phones;
  const { asked, carlaRings } = await annaIsAsked(office);
  const engineer = await carlaRings.answer();
  await engineer.press('1');
  const customer = await (await erika.rings()).answer();
  await customer.press('1');
  await asked.press('3');
  const { timeline } = await office.hotline.ticket();
  expect(timeline.at(-1)).toMatchObject({ kind: 'outcome', actor: 'anna', detail: { outcome: 'not-yet' } });
  expect(await handOver(office, 'ben')).not.toContain('done=');
  await customer.hangUp();
  await engineer.hangUp();
  // she is asked what came of it, as after every talk
  expect(carla.newSms()).toEqual([expect.stringContaining('4711')]);
});

test('nor does it plan a next try of a ticket that is somebody else’s', async () => {
  await using office = await openConsole();
  const { asked, carlaRings } = await annaIsAsked(office);
  await asked.press('3');
  expect(asked.heard()).toBe('Danke. Die Uhr läuft weiter.');
  const { timeline } = await office.hotline.ticket();
  expect(timeline.at(-1)).toMatchObject({ kind: 'outcome', actor: 'anna' });
  await (await carlaRings.answer()).press('2');
  expect(await office.hotline.ticket()).toMatchObject({ status: 'acknowledged', acknowledgedBy: 'carla' });
});
