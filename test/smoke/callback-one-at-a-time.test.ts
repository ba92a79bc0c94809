import { expect, test } from 'vitest';
import { openHotline } from '../support/hotline.ts';
import { ERIKA_PIN, GRACE_PIN, openCase } from '../support/stories.ts';

test('two callbacks for one engineer wait for each other, the second follows without a pause', async () => {
  await using hotline = await openHotline();
  const { erika, grace, anna } = hotline.phones;
  await (await openCase(erika, { pin: ERIKA_PIN, severity: 2 })).hangUp();
  await (await openCase(grace, { pin: GRACE_PIN, severity: 2 })).hangUp();
  await anna.sendSms('C 4711');
  await anna.sendSms('C 4712');
  anna.sms();
  const first = await (await anna.rings()).answer();
  expect(first.heard()).toContain('4 7 1 1');
  await first.press('1');
  const customer = await (await erika.rings()).answer();
  await customer.press('1');
  await hotline.pass({ minutes: 5 });
  expect(await anna.isQuiet()).toBe(true);
  await customer.hangUp();
  await first.press('1');
  // who takes nothing back hears goodbye, and is free
  await first.silence();
  expect(first.over).toBe(true);
  expect(erika.newSms()).toEqual([expect.stringContaining('erste Antwort')]);
  const second = await (await anna.rings()).answer();
  expect(second.heard()).toContain('4 7 1 2');
  await second.press('1');
  await (await (await grace.rings()).answer()).press('1');
  expect(second.joined).toBe(true);
});

test('the carrier is slow to take the first: the second is not dialled meanwhile', async () => {
  await using hotline = await openHotline();
  const { erika, grace, anna } = hotline.phones;
  await (await openCase(erika, { pin: ERIKA_PIN, severity: 2 })).hangUp();
  await (await openCase(grace, { pin: GRACE_PIN, severity: 2 })).hangUp();
  hotline.line.failNext({ path: 'Calls', times: 1, failure: 'slow' });
  hotline.line.settle = undefined;
  for (const text of ['C 4711', 'C 4712']) await anna.sendSms(text);
  const working = hotline.doDueWork();
  await hotline.line.slowRequest();
  await hotline.app.jobDeps.carrier.callStatus('CA00000000000000000000000000000000').catch(() => null);
  const asked = await hotline.database.query(
    "select from calls where engineer = 'anna' and status <> 'planned'",
  );
  expect(asked).toHaveLength(1);
  hotline.line.answerSlowRequests();
  await working;
  hotline.line.settle = hotline.doDueWork;
  await anna.rings();
  expect(await anna.isQuiet()).toBe(true);
  anna.sms();
});
