import { expect, test, vi } from 'vitest';
import { claimDueTimers, releaseTimer } from '../../src/platform/timers/claimed-timers-store.ts';
import { practiceBoard } from '../../src/web/practice/practice-data-store.ts';
import { lookAway as lookAwayFromAll } from '../support/caller-ways.ts';
import { openConsole } from '../support/console.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { pagedBy } from '../support/paging-steps.ts';
import { criticalCase } from '../support/stories.ts';

/** Everybody is called at once, Anna first, then Ben. */
const ONLY_CALLS = pagedBy(
  '{ at: 0%, page: [schedule:front], by: [call] }',
  '{ at: 20%, page: [schedule:back], by: [call] }',
);

/** How the only ticket stands, as the API tells it. */
const reachOf = async (hotline: Hotline) =>
  (await hotline.api<{ data: { reach: { state: string; steps: number } | null }[] }>('/tickets')).data[0]
    ?.reach;

test('the board says so from the first failed step, is red after the round, and calm once somebody has it', async () => {
  await using office = await openConsole({ directory: ONLY_CALLS });
  const { hotline } = office;
  const { erika, anna, ben, benAtHome, supervisor } = hotline.phones;
  const browser = await office.as('supervisor');
  const headline = async () => {
    const { text } = await browser.get('/');
    const [, alarm, said] = /id="verdict" class="verdict (\w+)"[^>]*>(.*?)<\/p>/s.exec(text) ?? [];
    return `${alarm}: ${said?.replaceAll(/<[^>]+>/g, '')}`;
  };

  await criticalCase(erika);
  const annaRings = await anna.rings();
  expect(await headline()).toBe('fine: Every promise is being kept.');
  expect(await reachOf(hotline)).toEqual({ state: 'calm', since: null, steps: 0 });

  await annaRings.unreachable();
  expect(await reachOf(hotline)).toMatchObject({ state: 'amber', since: new Date().toISOString(), steps: 1 });
  expect(await headline()).toMatch(/^near: 1 critical ticket, nobody reached, \d+:\d\d left$/);

  for (const phone of [ben, benAtHome]) await (await phone.rings()).unreachable();
  expect(await reachOf(hotline)).toMatchObject({ state: 'red', steps: 2 });
  expect(await headline()).toMatch(/^missed: 1 critical ticket, nobody reached, \d+:\d\d left$/);
  const { text } = await browser.get('/');
  expect(text).toMatch(/class="case fine reach-red"/);
  expect(text).toContain('2 steps failed');

  await hotline.pass({ minutes: 4 });
  await (await (await anna.rings()).answer()).press('2');
  expect(await reachOf(hotline)).toBeNull();
  expect(await headline()).toBe('fine: Every promise is being kept.');
  for (const phone of [supervisor, anna, ben]) phone.newSms();
});

const lookAway = ({ phones }: Hotline) => {
  for (const phone of Object.values(phones)) phone.newSms();
};

test('by SMS only: amber when the plan has gone on without an answer, red when it begins anew', async () => {
  await using hotline = await openHotline({
    directory: pagedBy(
      '{ at: 0%, page: [schedule:front], by: [sms] }',
      '{ at: 20%, page: [schedule:back], by: [sms] }',
    ),
  });
  await criticalCase(hotline.phones.erika);
  await hotline.pass({ minutes: 5 });
  expect(await reachOf(hotline)).toMatchObject({ state: 'calm' });
  await hotline.pass({ minutes: 1 });
  expect(await reachOf(hotline)).toMatchObject({ state: 'amber', steps: 1 });
  await hotline.pass({ minutes: 3 });
  expect(await reachOf(hotline)).toMatchObject({ state: 'red', steps: 2 });
  await hotline.phones.ben.sendSms('A 4711');
  expect(await reachOf(hotline)).toBeNull();
  lookAway(hotline);
});

test('nobody is on call: amber at once, since the step found nobody', async () => {
  await using hotline = await openHotline({
    directory: (usual) =>
      usual.replace(
        'layers: [{ participants: [anna], rotate: P7D, from: 2026-01-05T08:00 }]',
        'layers: [{ participants: [anna], rotate: P7D, from: 2026-12-05T08:00 }]',
      ),
  });
  await criticalCase(hotline.phones.erika);
  expect(await reachOf(hotline)).toMatchObject({ state: 'amber', steps: 1 });
  const rings = await hotline.phones.supervisor.rings();
  await (await rings.answer()).press('2');
  expect(await reachOf(hotline)).toBeNull();
  lookAway(hotline);
});

test('the practice line tells of its ticket as the board does', async () => {
  await using hotline = await openHotline({ directory: ONLY_CALLS });
  const { erika, anna, ben, benAtHome } = hotline.phones;
  const told = async () => (await practiceBoard(hotline.database, new Date()))[0]?.reach;
  await criticalCase(erika);
  const annaRings = await anna.rings();
  expect(await told()).toEqual({ state: 'calm', steps: 0 });
  await annaRings.unreachable();
  expect(await told()).toEqual({ state: 'amber', steps: 1 });
  for (const phone of [ben, benAtHome]) await (await phone.rings()).unreachable();
  expect(await told()).toEqual({ state: 'red', steps: 2 });
  await hotline.pass({ minutes: 4 });
  await (await (await anna.rings()).answer()).press('2');
  expect(await told()).toBeUndefined();
  lookAway(hotline);
});

test('whoever had it passes it on: amber, since nobody has it any more', async () => {
  await using hotline = await openHotline();
  await criticalCase(hotline.phones.erika);
  await hotline.phones.anna.sendSms('A 4711');
  expect(await reachOf(hotline)).toBeNull();
  lookAway(hotline);
  await hotline.phones.anna.sendSms('P 4711');
  expect(await reachOf(hotline)).toMatchObject({ state: 'amber' });
  await (await (await hotline.phones.ben.rings()).answer()).press('2');
  expect(await reachOf(hotline)).toBeNull();
  lookAway(hotline);
});

test('a step that is being taken in the last seconds is still to come: the ticket is not given up while it is', async () => {
  const lateStep = pagedBy(
    '{ at: 0%, page: [schedule:front], by: [sms] }',
    '{ at: 99%, page: [schedule:back], by: [call] }',
  );
  await using hotline = await openHotline({ directory: lateStep });
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  anna.newSms();
  await hotline.pass({ minutes: 29, seconds: 41 });
  const before = await reachOf(hotline);
  vi.setSystemTime(Date.now() + 1_000);
  const taken = await claimDueTimers(hotline.database, new Date(), 10);
  expect(taken).toMatchObject([{ kind: 'escalate' }]);
  expect(await reachOf(hotline)).toEqual(before);
  for (const timer of taken) await releaseTimer(hotline.database, timer, new Date());
  await hotline.pass({ seconds: 1 });
  await lookAwayFromAll(hotline);
});

test('the last resort is the account manager of a customer who has none: the supervisors are called', async () => {
  await using hotline = await openHotline({
    directory: (usual) =>
      usual
        .replace('last-resort: [supervisors]', 'last-resort: [tam]')
        .replaceAll('from: 2026-01-05T08:00', 'from: 2027-01-05T08:00'),
  });
  const { erika, supervisor } = hotline.phones;
  await criticalCase(erika);
  expect(supervisor.newSms()).toEqual([expect.stringContaining('Ticket 4711')]);
  await (await (await supervisor.rings()).answer()).press('2');
  expect(await hotline.ticket()).toMatchObject({ status: 'acknowledged', acknowledgedBy: 'supervisors' });
});
