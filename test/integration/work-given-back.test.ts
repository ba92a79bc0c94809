import { expect, test } from 'vitest';
import { HotlineError } from '../../src/platform/errors.ts';
import { sweep } from '../../src/worker/run-timer.ts';
import { openHotline } from '../support/hotline.ts';

test('work that only the database was missing for is due again as soon as that is back, and not when its lease is over', async () => {
  await using hotline = await openHotline();
  const { jobDeps: deps } = hotline.app;
  const back = Promise.withResolvers<void>();
  const away = new HotlineError('database-unavailable', 'it was cut');
  const database = Object.create(hotline.database, {
    transaction: { value: () => Promise.reject(away) },
    whenWell: { value: () => back.promise },
  });
  await hotline.database.query(
    "insert into timers (kind, subject, due_at, priority) values ('escalate', '999', $1, 7)",
    [deps.now()],
  );
  expect(await sweep({ ...deps, database }, 10)).toBe(1);
  const dueAt = async () => (await hotline.database.query('select due_at as at, priority from timers'))[0];
  expect((await dueAt())?.at).not.toEqual(deps.now());
  back.resolve();
  await expect.poll(dueAt).toEqual({ at: deps.now(), priority: '7' });
  await hotline.settle();
});
