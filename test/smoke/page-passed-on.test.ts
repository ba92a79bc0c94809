import { expect, test } from 'vitest';
import { lookAway } from '../support/caller-ways.ts';
import { openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

const FIRST = '+493023125000';
const SECOND = '+493023125001';

test('passed on by key: the next person is paged at once, though the next step means the same one again', async () => {
  await using hotline = await openHotline();
  const { erika, anna, ben } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('P');
  expect(anna.sms()).toContainEqual(expect.stringContaining('nächste Person'));
  expect(ben.newSms()).toHaveLength(1);
  await (await ben.rings()).answer();
  expect(await anna.isQuiet()).toBe(true);
});

test('passed on while being rung: the next step is taken at once', async () => {
  await using hotline = await openHotline();
  const { erika, anna, ben } = hotline.phones;
  await criticalCase(erika);
  anna.sms();
  await hotline.pass({ minutes: 3 });
  const page = await (await anna.rings()).answer();
  await page.press('3');
  expect(page.heard()).toContain('nächste Person');
  expect(ben.newSms()).toHaveLength(1);
  await (await ben.rings()).answer();
});

test('passed on by SMS while the phone rings: it stops ringing, and the next person is paged', async () => {
  await using hotline = await openHotline();
  const { erika, anna, ben } = hotline.phones;
  await criticalCase(erika);
  anna.sms();
  await hotline.pass({ minutes: 3 });
  const ring = await anna.rings();
  await anna.sendSms('P');
  expect(ring.status).toBe('canceled');
  expect(anna.newSms()).toEqual([expect.stringContaining('nächste Person')]);
  expect(ben.newSms()).toHaveLength(1);
  await (await ben.rings()).answer();
});

test('one supervisor passes it on: their phone stops ringing, and another’s goes on', async () => {
  await using hotline = await openHotline({
    directory: (usual) =>
      usual.replace(/supervisors: .*/, `supervisors: { phones: ["${FIRST}", "${SECOND}"] }`),
  });
  const { erika, anna, ben } = hotline.phones;
  const [first, second] = [hotline.line.phone(FIRST), hotline.line.phone(SECOND)];
  await criticalCase(erika);
  await anna.sendSms('P');
  await ben.sendSms('P');
  await ben.rings();
  const rings = [await first.rings(), await second.rings()];
  await first.sendSms(`P 4711 ${first.code()}`);
  expect(rings.map(({ status }) => status)).toEqual(['canceled', 'ringing']);
  second.sms();
  while (!(await second.isQuiet())) await second.rings();
  await lookAway(hotline);
});

test('acknowledged, then passed on: paging begins anew, but not with whoever has said no', async () => {
  await using hotline = await openHotline();
  const { erika, anna, ben } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('A');
  anna.newSms();
  await anna.sendSms('P 4711');
  expect(await hotline.ticket()).toMatchObject({ status: 'open', acknowledgedBy: null });
  expect(anna.newSms()).toEqual([expect.stringContaining('nächste Person')]);
  expect(ben.newSms()).toHaveLength(1);
  await ben.rings();
  expect(anna.newSms()).toEqual([]);
  const { timeline } = await hotline.ticket();
  expect(timeline).toContainEqual(
    expect.objectContaining({ kind: 'step', detail: expect.objectContaining({ skipped: ['anna'] }) }),
  );
});

test('everybody has said no: the first is paged again, it says so, and the last resort is called', async () => {
  await using hotline = await openHotline();
  const { erika, anna, ben, supervisor } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('P');
  anna.newSms();
  supervisor.newSms();
  await ben.sendSms('P');
  await ben.rings();
  ben.newSms();
  expect(anna.newSms()).toEqual([expect.stringContaining('. Sonst ist niemand mehr da. http')]);
  expect(supervisor.newSms()).toEqual([expect.not.stringContaining('Sonst ist niemand')]);
  await supervisor.rings();
  const { timeline } = await hotline.ticket();
  expect(timeline).toContainEqual(
    expect.objectContaining({
      kind: 'page',
      detail: expect.objectContaining({ engineer: 'anna', reason: 'nobody else' }),
    }),
  );
  await hotline.pass({ minutes: 12 });
  expect((await (await anna.rings()).answer()).heard()).toContain('Sonst ist niemand mehr da.');
  await lookAway(hotline);
});

test('whoever passed a ticket on and takes it after all has it', async () => {
  await using hotline = await openHotline();
  const { erika, anna, ben } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('P 4711');
  await ben.rings();
  ben.sms();
  await anna.sendSms('A 4711');
  anna.sms();
  expect(await hotline.ticket()).toMatchObject({ status: 'acknowledged', acknowledgedBy: 'anna' });
});
