import { expect, test } from 'vitest';
import { openHotline } from '../support/hotline.ts';
import { ERIKA_PIN, refuse } from '../support/stories.ts';

test('a request written on a Sunday must be phoned: the code fills in the call, once, after the PIN', async () => {
  await using hotline = await openHotline({ at: '2026-11-22T11:00:00+01:00' });
  const { erika, anna } = hotline.phones;
  const refused = await refuse(hotline);
  expect(refused.type).toBe('/problems/must-be-phoned');
  expect(await hotline.tickets()).toEqual([]);

  const call = await erika.dial();
  await call.press(`${ERIKA_PIN}#`);
  expect(call.state).toBe('written-request');
  await call.press('1');
  await call.press(`${refused.dialInCode}#`);
  expect(call.state).toBe('consent');
  expect(anna.newSms()).toEqual([expect.stringContaining('HOCH Ticket 4711')]);
  expect(await hotline.ticket()).toMatchObject({
    severity: 2,
    description: { text: 'Der Export bricht ab' },
  });
  await call.hangUp();
  erika.sms();
});
