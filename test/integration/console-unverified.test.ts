import { expect, it } from 'vitest';
import { lookAway } from '../support/caller-ways.ts';
import { openConsole } from '../support/console.ts';
import { emergencyOf } from '../support/strangers.ts';

const FLAG = { en: '<span class="flag">unverified</span>', de: '<span class="flag">unbestätigt</span>' };

it('a ticket of somebody who only said whose call it is says so wherever it is looked at', async () => {
  await using office = await openConsole();
  await (await emergencyOf(office.hotline, { from: '+4930999001', customer: '100234' })).hangUp();
  const [supervisor, engineer] = [await office.as('supervisor'), await office.as('engineer')];
  const views = [
    [supervisor, '/tickets/4711'],
    [supervisor, '/tickets'],
    [supervisor, '/search?q=4711'],
    [engineer, '/mine'],
    [engineer, '/mine/tickets/4711'],
  ] as const;
  for (const language of ['en', 'de'] as const)
    for (const [browser, path] of views) {
      const { text } = await browser.get(path, { 'accept-language': language });
      expect(text.includes('Musterwerk AG'), path).toBe(true);
      expect(text.includes(FLAG[language]), `${path} ${language}`).toBe(true);
    }
  await lookAway(office.hotline);
});
