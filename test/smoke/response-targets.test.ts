import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openHotline } from '../support/hotline.ts';
import { ERIKA_PIN } from '../support/stories.ts';

const SHIPPED = readFileSync(join(import.meta.dirname, '../../directory.sample.yaml'), 'utf8');
const MONDAY = '2026-11-23T10:00:00+01:00';
const SUNDAY_NIGHT = '2026-11-22T03:00:00+01:00';

const DEFINITIONS = {
  1: 'Kritisch: Betrieb steht, Absturz oder Datenverlust, 1.',
  2: 'Hoch: Funktion gestört, 2.',
  3: 'Mittel: teilweise gestört oder eine Anfrage, 3.',
  4: 'Niedrig: kaum spürbar, 4.',
};

test.each([
  [1, MONDAY, '2026-11-23T10:30:00+01:00'],
  [2, MONDAY, '2026-11-23T14:00:00+01:00'],
  [3, MONDAY, '2026-11-23T16:00:00+01:00'],
  [4, MONDAY, '2026-11-23T18:00:00+01:00'],
  [1, SUNDAY_NIGHT, '2026-11-22T03:30:00+01:00'],
  [2, SUNDAY_NIGHT, '2026-11-22T07:00:00+01:00'],
  [3, SUNDAY_NIGHT, '2026-11-23T15:00:00+01:00'],
  [4, SUNDAY_NIGHT, '2026-11-23T17:00:00+01:00'],
] as const)('when an answer is due: severity %i, rung at %s', async (severity, at, due) => {
  await using hotline = await openHotline({ at, directory: () => SHIPPED });
  const { erika } = hotline.phones;
  const call = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '1']) await call.press(keys);
  expect(call.heard()).toContain(DEFINITIONS[severity]);
  await call.press(String(severity));
  if (severity === 1) await call.press('1');
  for (const keys of ['2', '1']) await call.press(keys);
  expect(await hotline.ticket('4711')).toMatchObject({ severity, respondBy: new Date(due).toISOString() });
  await call.hangUp();
  await hotline.settle();
  for (const phone of Object.values(hotline.phones)) phone.sms();
});
