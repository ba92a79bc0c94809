import { expect, test } from 'vitest';
import { openHotline } from '../support/hotline.ts';
import { ERIKA_PIN, openCase } from '../support/stories.ts';

/** The house works by Indian time; everybody’s phone is German. */
const inIndia = (usual: string) => usual.replace(/(munich:\n {4}timezone:) \S+/, '$1 Asia/Kolkata');

test('a deadline by the clock of Kolkata is told to Germans with its place, by phone and by SMS', async () => {
  await using hotline = await openHotline({ at: '2026-11-23T08:00:00+01:00', directory: inIndia });
  const { erika, anna } = hotline.phones;
  const call = await openCase(erika, { pin: ERIKA_PIN, severity: 3 });
  expect(call.heard()).toContain('Dienstag, 24. November, um 9:30 Uhr, Ortszeit Kolkata');
  await call.hangUp();
  expect(anna.newSms().join()).toMatch(/bis Di 24\.11\. 09:30 \(Kolkata\)/);
  await anna.sendSms('A 4711');
  expect(anna.newSms().join()).toContain('Di 24.11. 09:30 (Kolkata)');
  await anna.sendSms('?');
  expect(anna.newSms().join()).toContain('09:30 (Kolkata)');
});
