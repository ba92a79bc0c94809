import { expect, test } from 'vitest';
import { openHotline } from '../support/hotline.ts';
import { criticalCase, GRACE_PIN, openCase } from '../support/stories.ts';

/** Anna and Ben pass one phone on to each other; Ben is on call, and Anna's key comes first. */
const openShared = () =>
  openHotline({
    directory: (usual) =>
      usual
        .replace('"+4915228817387", "+493023125017"', '"+4915228817386"')
        .replace('participants: [anna]', 'participants: [ben]'),
  });

test('engineers share a phone: what is written from it is of whoever was paged', async () => {
  await using hotline = await openShared();
  const { erika, anna: shared, supervisor } = hotline.phones;
  await criticalCase(erika);
  expect(shared.newSms()).toEqual([expect.stringContaining('CRITICAL ticket 4711')]);
  await shared.sendSms('A 4711');
  expect(shared.newSms()).toEqual([expect.stringContaining('Ticket 4711 is yours')]);
  expect(await hotline.ticket()).toMatchObject({ status: 'acknowledged', acknowledgedBy: 'ben' });
  await shared.sendSms(`D 4711 ${shared.code()} Restarted the relay`);
  for (const phone of [shared, erika, supervisor]) phone.newSms();
  expect(await hotline.ticket()).toMatchObject({ status: 'answered', answeredBy: 'ben' });
});

test('whoever calls in from it hears what they were paged about', async () => {
  await using hotline = await openShared();
  const { erika, anna: shared } = hotline.phones;
  await criticalCase(erika);
  shared.newSms();
  const call = await shared.dial();
  expect(call.state).toBe('engineer-case');
  expect(call.heard()).toContain('Ticket 4 7 1 1');
  await call.press('2');
  expect(await hotline.ticket()).toMatchObject({ acknowledgedBy: 'ben' });
  await call.hangUp();
});

test('both have something open: the number, and the code of the page, tell whose order it is', async () => {
  await using hotline = await openShared();
  const { erika, grace, anna: shared, supervisor } = hotline.phones;
  await criticalCase(erika);
  const code = shared.code();
  await shared.sendSms('A 4711');
  await hotline.app.database.query(
    `update schedules set definition = replace(definition::text, 'ben', 'anna')::jsonb`,
  );
  await (await openCase(grace, { pin: GRACE_PIN, severity: 2 })).hangUp();
  shared.newSms();
  await shared.sendSms('A');
  expect(shared.newSms()).toEqual([expect.stringMatching(/4711.*4712/)]);
  await shared.sendSms('A 4712');
  expect(shared.newSms()).toEqual([expect.stringContaining('Ticket 4712 gehört Ihnen')]);
  expect(await hotline.ticket('4712')).toMatchObject({ acknowledgedBy: 'anna' });
  await shared.sendSms(`D 4711 ${code} Restarted the relay`);
  for (const phone of [shared, erika, supervisor]) phone.newSms();
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered', answeredBy: 'ben' });
});
