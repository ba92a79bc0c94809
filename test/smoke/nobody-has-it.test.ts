import { expect, test } from 'vitest';
import { openConsole } from '../support/console.ts';
import { criticalCase } from '../support/stories.ts';

/** Everybody is called at once, Anna first, then Ben. */
const ONLY_CALLS = (usual: string) =>
  usual.replace(
    / {4}steps:\n(?: {6}.*\n)+/,
    `    steps:
      - { at: 0%, page: [schedule:front], by: [call] }
      - { at: 20%, page: [schedule:back], by: [call] }
`,
  );

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
  const reach = async () => (await hotline.api<{ data: { reach: unknown }[] }>('/tickets')).data[0]?.reach;

  await criticalCase(erika);
  const annaRings = await anna.rings();
  expect(await headline()).toBe('fine: Every promise is being kept.');
  expect(await reach()).toEqual({ state: 'calm', since: null, steps: 0 });

  await annaRings.unreachable();
  expect(await reach()).toMatchObject({ state: 'amber', since: new Date().toISOString(), steps: 1 });
  expect(await headline()).toMatch(/^near: 1 critical ticket, nobody reached, \d+:\d\d left$/);

  for (const phone of [ben, benAtHome]) await (await phone.rings()).unreachable();
  expect(await reach()).toMatchObject({ state: 'red', steps: 2 });
  expect(await headline()).toMatch(/^missed: 1 critical ticket, nobody reached, \d+:\d\d left$/);
  const { text } = await browser.get('/');
  expect(text).toMatch(/class="case fine reach-red"/);
  expect(text).toContain('2 steps failed');

  await hotline.pass({ minutes: 4 });
  await (await (await anna.rings()).answer()).press('2');
  expect(await reach()).toBeNull();
  expect(await headline()).toBe('fine: Every promise is being kept.');
  for (const phone of [supervisor, anna, ben]) phone.newSms();
});
