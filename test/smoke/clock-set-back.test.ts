import { expect, test, vi } from 'vitest';
import { timerDueAt } from '../../src/platform/timers/timer-store.ts';
import { noteAlive } from '../../src/worker/jobs/reconcile.ts';
import { runInvariants } from '../../src/worker/watchdog/run-invariants.ts';
import { lookAway, ticketsOf } from '../support/caller-ways.ts';
import { openHotline } from '../support/hotline.ts';
import { abandonShip } from '../support/lifeboat.ts';

const NEXT_YEAR = new Date('2027-11-23T09:00:00Z');

test('what a clock that was a year ahead has put off is done now, and not in a year', async () => {
  await using hotline = await openHotline();
  const { database, app } = hotline;
  const put = (kind: string, subject: string, dueAt: Date) =>
    database.query('insert into timers (kind, subject, due_at) values ($1, $2, $3)', [kind, subject, dueAt]);
  for (const kind of ['tend-data', 'plan-reports', 'check-coverage', 'check-readiness', 'shift-change'])
    await put(kind, 'all', NEXT_YEAR);
  await put('erase-at-carrier', 'SM1', NEXT_YEAR);
  await put('keep-recording', 'RE1', NEXT_YEAR);
  await put('reconcile', 'carrier', new Date('2026-11-24T09:00:00Z'));
  expect(await runInvariants(app.jobDeps)).toBe(false);
  const late = await database.query('select kind from timers where due_at > $1', [new Date()]);
  expect(late).toEqual([]);
  expect(await runInvariants(app.jobDeps)).toBe(true);
  await database.query('delete from timers');
});

test('what is set for the next night, or for a morning after long holidays, stays where it is', async () => {
  await using hotline = await openHotline();
  const { database, app } = hotline;
  const night = new Date('2026-11-24T02:00:00Z');
  const january = new Date('2026-12-28T08:00:00Z');
  await database.query(
    `insert into timers (kind, subject, due_at) values ('tend-data', 'all', $1), ('check-readiness', 'all', $2)`,
    [night, january],
  );
  expect(await runInvariants(app.jobDeps)).toBe(true);
  expect(await timerDueAt(database, 'tend-data')).toEqual(night);
  expect(await timerDueAt(database, 'check-readiness')).toEqual(january);
  await database.query('delete from timers');
});

test('a message that came while the record had been looked through to next year is found all the same', async () => {
  await using hotline = await openHotline();
  const { database, phones, app } = hotline;
  await noteAlive(app.jobDeps, 'web');
  await using lifeboat = await abandonShip(hotline);
  const call = await phones.erika.dial();
  await (await phones.supervisor.rings()).noAnswer();
  await call.record({ seconds: 20 });
  vi.setSystemTime(Date.now() + 10 * 60_000);
  lifeboat.back();
  await database.query('update reconciliation set reached = $1, widely_at = $1', [NEXT_YEAR]);
  await noteAlive(app.jobDeps, 'web');
  await hotline.pass({ minutes: 3 });
  expect(await ticketsOf(hotline)).toMatchObject([{ severity: 1, customer: '100234' }]);
  const [progress] = await database.query<{ reached: Date; widelyAt: Date }>(
    'select reached, widely_at as "widelyAt" from reconciliation',
  );
  expect(progress?.reached.getTime()).toBeLessThanOrEqual(Date.now());
  expect(progress?.widelyAt.getTime()).toBeLessThanOrEqual(Date.now());
  await lookAway(hotline);
});
