import { expect, test } from 'vitest';
import { openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

test('a machine twice, then a person: a message is left each time, and the key proves the person', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('C');
  for (const pause of [6, 5]) {
    const engineer = await (await anna.rings()).answer();
    await engineer.press('1');
    const machine = await (await erika.rings()).machine();
    expect(machine.heardInAll()).toContain('zurückrufen');
    expect(machine.over).toBe(true);
    expect(erika.newSms()).toEqual([expect.stringContaining('nicht erreicht')]);
    expect(engineer.heard()).toContain('nicht zu erreichen');
    expect(engineer.over).toBe(true);
    await hotline.pass({ minutes: pause });
  }
  const engineer = await (await anna.rings()).answer();
  await engineer.press('1');
  const person = await (await erika.rings()).answer();
  expect(engineer.joined).toBe(false);
  await person.press('1');
  expect([person.joined, engineer.joined]).toEqual([true, true]);
  const { data } = await hotline.api<{ data: { attempts: { outcome: string | null }[] }[] }>(
    '/callbacks?ticket=4711',
  );
  expect(data[0]?.attempts.map(({ outcome }) => outcome)).toEqual([
    'customer-not-reached',
    'customer-not-reached',
    null,
  ]);
  anna.sms();
});
