import { expect, test } from 'vitest';
import { openHotline } from '../support/hotline.ts';
import { pagedBy } from '../support/paging-steps.ts';
import { criticalCase } from '../support/stories.ts';

const NOBODY_IN_FRONT = (usual: string) =>
  usual.replace(
    '[{ participants: [anna], rotate: P7D, from: 2026-01-05T08:00 }]',
    '[{ participants: [anna], rotate: P7D, from: 2026-01-05T08:00, until: 2026-11-20T18:00 }]',
  );

const TWO_SUPERVISORS = (usual: string) =>
  NOBODY_IN_FRONT(usual).replace('["+493023125000"]', '["+493023125009", "+493023125000"]');

test('nobody is on call: the last resort is reached at once', async () => {
  await using hotline = await openHotline({ directory: NOBODY_IN_FRONT });
  const { erika, anna, supervisor } = hotline.phones;
  await criticalCase(erika);
  expect(supervisor.newSms()).toEqual([expect.stringContaining('KRITISCH Ticket 4711')]);
  const page = await (await supervisor.rings()).answer();
  await page.press('1');
  await (await (await erika.rings()).answer()).press('1');
  expect(page.joined).toBe(true);
  expect(await anna.isQuiet()).toBe(true);
  const { timeline } = await hotline.ticket('4711');
  expect(timeline.map(({ kind }) => kind)).toContain('nobody-found');
});

test('the last resort that a step has just paged is not paged a second time by it', async () => {
  await using hotline = await openHotline({
    directory: (usual) =>
      NOBODY_IN_FRONT(usual).replace(
        '      - { at: 10%, page: [schedule:front], by: [call] }\n',
        '      - { at: 0%, page: [supervisors], by: [sms, call] }\n',
      ),
  });
  const { erika, supervisor } = hotline.phones;
  await criticalCase(erika);
  expect(supervisor.newSms()).toEqual([expect.stringContaining('KRITISCH Ticket 4711')]);
  const { timeline } = await hotline.ticket('4711');
  expect(timeline.filter(({ kind }) => kind === 'page').map(({ detail }) => detail.channel)).toEqual([
    'sms',
    'call',
  ]);
  await (await supervisor.rings()).answer().then((leg) => leg.press('1'));
  await (await (await erika.rings()).answer()).press('1');
});

test('a supervisor who asks by SMS to be connected is rung on that phone, and then the customer', async () => {
  await using hotline = await openHotline({
    directory: TWO_SUPERVISORS,
  });
  const { erika, supervisor } = hotline.phones;
  const other = hotline.line.phone('+493023125009');
  await criticalCase(erika);
  expect(other.newSms()).toEqual([expect.stringContaining('KRITISCH Ticket 4711')]);
  const ringing = [await other.rings(), await supervisor.rings()];
  await supervisor.sendSms(`C 4711 ${supervisor.code()}`);
  expect(ringing.map(({ status }) => status)).toEqual(['canceled', 'canceled']);
  const page = await (await supervisor.rings()).answer();
  await page.press('1');
  await (await (await erika.rings()).answer()).press('1');
  expect(page.joined).toBe(true);
  supervisor.newSms();
});

test('a supervisor who took a ticket is reminded on the phone that took it, and loses it if nobody answers', async () => {
  await using hotline = await openHotline({
    directory: TWO_SUPERVISORS,
  });
  const { erika, supervisor } = hotline.phones;
  const other = hotline.line.phone('+493023125009');
  await criticalCase(erika);
  await other.rings();
  await supervisor.rings();
  await supervisor.sendSms(`A 4711 ${supervisor.code()}`);
  other.newSms();
  supervisor.newSms();
  await hotline.pass({ minutes: 14 });
  await (await supervisor.rings()).noAnswer();
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'open' });
  expect(other.newSms()).toEqual([expect.stringContaining('Ticket 4711')]);
  expect(supervisor.newSms()).toEqual([expect.stringContaining('Ticket 4711')]);
  await other.rings();
  await supervisor.rings();
});

test('a supervisor takes a case by SMS and does not call: it is paged again before the deadline', async () => {
  await using hotline = await openHotline({ directory: NOBODY_IN_FRONT });
  const { erika, supervisor } = hotline.phones;
  await criticalCase(erika);
  const ring = await supervisor.rings();
  await supervisor.sendSms(`A 4711 ${supervisor.code()}`);
  expect(supervisor.newSms().at(-1)).toContain('Ticket 4711 gehört Ihnen');
  expect(ring.status).toBe('canceled');
  expect(await hotline.ticket('4711')).toMatchObject({
    status: 'acknowledged',
    acknowledgedBy: 'supervisors',
  });
  await hotline.pass({ minutes: 14 });
  expect(supervisor.newSms()).toEqual([]);
  await (await supervisor.rings()).answer().then((leg) => leg.press('2'));
  await hotline.pass({ minutes: 2 });
  expect(supervisor.newSms()).toEqual([expect.stringContaining('Ticket 4711')]);
  expect((await supervisor.rings()).status).toBe('ringing');
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'open' });
});

test('a supervisor whom a text does not reach is rung, once, as an engineer is', async () => {
  await using hotline = await openHotline({
    directory: pagedBy('{ at: 0%, page: [supervisors], by: [sms] }'),
  });
  const { erika, supervisor } = hotline.phones;
  supervisor.refuseSms(30006);
  await criticalCase(erika);
  expect(supervisor.undelivered()).toEqual([expect.stringContaining('KRITISCH Ticket 4711')]);
  await (await (await supervisor.rings()).answer()).press('2');
  expect(await hotline.ticket()).toMatchObject({ status: 'acknowledged', acknowledgedBy: 'supervisors' });
  expect(await supervisor.isQuiet()).toBe(true);
});
