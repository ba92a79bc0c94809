import { expect, test } from 'vitest';
import type { Logger } from '../../src/platform/log.ts';
import { runInvariants } from '../../src/worker/watchdog/run-invariants.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

/** What the service does every minute. @returns what it said at the level ERROR */
async function look(hotline: Hotline): Promise<unknown[]> {
  const said: unknown[] = [];
  const log = { error: (fields: unknown) => said.push(fields) } as unknown as Logger;
  await runInvariants({ ...hotline.app.jobDeps, log });
  await hotline.settle();
  return said;
}

test('a ticket that nothing drives on any more is found, named, paged again, and its deadline is watched', async () => {
  await using hotline = await openHotline();
  const { erika, anna, ben, supervisor } = hotline.phones;
  await criticalCase(erika);
  anna.sms();
  expect(await look(hotline)).toEqual([]);

  await hotline.database.query('delete from timers');
  await hotline.pass({ minutes: 5 });
  expect(await anna.isQuiet()).toBe(true);
  expect(await look(hotline)).toEqual([{ tickets: ['4711'] }]);
  const page = await (await anna.rings()).answer();
  await page.press('2');
  expect(await look(hotline)).toEqual([]);

  // taken, and forgotten again
  await hotline.database.query('delete from timers');
  expect(await look(hotline)).toEqual([{ tickets: ['4711'] }]);
  expect(ben.newSms()).toEqual([expect.stringContaining('CRITICAL ticket 4711')]);
  await ben.rings();
  await anna.sendSms('A 4711');
  anna.sms();
  await hotline.database.query(
    "update timers set due_at = due_at + interval '1 day' where kind <> 'deadline'",
  );
  await hotline.pass({ minutes: 26 });
  expect(supervisor.newSms()).toEqual([expect.stringContaining('Frist verpasst')]);
});

test('work that fails again and again is named', async () => {
  await using hotline = await openHotline();
  await hotline.database.query(
    `insert into timers (kind, subject, due_at, attempts) values ('escalate', '4999', now() + interval '1 day', 7)`,
  );
  expect(await look(hotline)).toEqual([{ stuck: [{ kind: 'escalate', subject: '4999', attempts: 7 }] }]);
});
