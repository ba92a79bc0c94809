import { expect, test } from 'vitest';
import { openHotline } from '../support/hotline.ts';
import { ERIKA_PIN, GRACE_PIN, openCase } from '../support/stories.ts';

test('severity 3 on Christmas Eve: the true deadline is spoken, and the page waits for the opening', async () => {
  await using hotline = await openHotline({ at: '2026-12-24T21:00:00+01:00' });
  const { erika, anna } = hotline.phones;
  const call = await openCase(erika, { pin: ERIKA_PIN, severity: 3 });
  // closed on the 24th, holidays on the 25th and 26th, then a weekend: six hours from Monday nine o'clock
  expect(call.heard()).toContain('Montag, 28. Dezember, um 15 Uhr');
  await call.hangUp();
  await hotline.pass({ hours: 83 });
  expect(anna.newSms()).toEqual([]);
  await hotline.pass({ hours: 1 });
  expect(anna.newSms()).toEqual([expect.stringContaining('MITTEL Ticket 4711')]);
});

test('requests of the night are paged one after another at the opening, the earliest deadline first', async () => {
  await using hotline = await openHotline({ at: '2026-11-23T02:00:00+01:00' });
  const { erika, grace, anna } = hotline.phones;
  await (await openCase(erika, { pin: ERIKA_PIN, severity: 4 })).hangUp();
  await (await openCase(grace, { pin: GRACE_PIN, severity: 3 })).hangUp();
  await (await openCase(erika, { pin: ERIKA_PIN, severity: 3 })).hangUp();
  await hotline.pass({ hours: 7, minutes: 1 });
  expect(anna.newSms()).toEqual([expect.stringContaining('Ticket 4712')]);
  await hotline.pass({ minutes: 2 });
  expect(anna.newSms()).toEqual([expect.stringContaining('Ticket 4713')]);
  await hotline.pass({ minutes: 2 });
  expect(anna.newSms()).toEqual([expect.stringContaining('Ticket 4711')]);
});
