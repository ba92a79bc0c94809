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

it('what is written about it is not said to be told to the customer before an engineer has looked', async () => {
  await using office = await openConsole();
  const { hotline } = office;
  await (await emergencyOf(hotline, { from: '+4930999001', customer: '100234' })).hangUp();
  const supervisor = await office.as('supervisor');
  const shown = async () => (await supervisor.get('/tickets/4711', { 'accept-language': 'en' })).text;
  const counted = async (said: string) => (await shown()).split(said).length - 1;
  // a landline, or whoever sent STOP, is rung up
  const told = [
    'told by SMS, or by phone where none arrives',
    'deadline by SMS, or by phone where none arrives',
    'An SMS, or a call where none arrives, tells',
  ];
  const notYet = 'nothing is sent until an engineer acknowledges';
  for (const said of told) expect(await shown()).not.toContain(said);
  // an update, a severity, an end
  expect(await counted(notYet)).toBe(3);
  await lookAway(hotline);
  const update = async (text: string) => {
    const { location } = await supervisor.post('/tickets/4711/progress', { text });
    return (await supervisor.get(location ?? '', { 'accept-language': 'en' })).text;
  };
  const untold = await update('A specialist looks at it.');
  expect(untold).toContain('It is recorded. The customer is not told.');
  expect(untold).toContain('the customer was not told: unverified, and nobody had acknowledged');
  await hotline.settle();
  expect(hotline.phones.erika.newSms()).toEqual([]);
  await supervisor.post('/tickets/4711/acknowledge', { engineer: 'anna' });
  for (const said of told) expect(await shown()).toContain(said);
  expect(await counted(notYet)).toBe(0);
  expect(await update('She has found the cause.')).toContain('It is recorded, and the customer is told.');
  await hotline.database.query('update tickets set callback_number = null');
  expect(await counted('there is no number to write to')).toBe(3);
  expect(await update('It is being mended.')).toContain('It is recorded. The customer is not told.');
  await lookAway(hotline);
});
