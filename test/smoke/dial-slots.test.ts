import { expect, test, vi } from 'vitest';
import { markMissed } from '../../src/domain/ticket-operations/mark-missed.ts';
import { createLogger } from '../../src/platform/log.ts';
import { runInvariants } from '../../src/worker/watchdog/run-invariants.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { BY_PHONE, openTicket } from '../support/many-tickets.ts';

const WAITING = 38;
const severe = { customerNumber: '200415', severity: 2, secondsAgo: 0 } as const;
const critical = { customerNumber: '100234', severity: 1, secondsAgo: 600 } as const;

/** Wanted calls to one phone, at a line that begins one call a second. */
async function withWaiting(hotline: Hotline, count: number): Promise<void> {
  hotline.line.settle = undefined;
  for (let index = 0; index < count; index += 1) await openTicket(hotline, severe);
  hotline.line.settle = hotline.doDueWork;
}

async function seconds(hotline: Hotline): Promise<number[]> {
  const rows = await hotline.database.query<{ at: Date }>(
    'select dialled_at as at from calls where dialled_at is not null order by dialled_at',
  );
  return rows.map(({ at }) => (at.getTime() - (rows[0]?.at.getTime() ?? 0)) / 1_000);
}

async function lookAtAll({ phones }: Hotline): Promise<void> {
  phones.supervisor.sms();
  while (!(await phones.supervisor.isQuiet())) await phones.supervisor.rings();
  phones.tessa.sms();
}

test('after an outage the calls that waited go out one a second, the most urgent first', async () => {
  await using hotline = await openHotline({ directory: BY_PHONE, callsPerSecond: 1 });
  await withWaiting(hotline, WAITING);
  await hotline.pass({ seconds: 5 });
  expect(await seconds(hotline)).toEqual([0, 1, 2, 3, 4, 5]);

  // nobody works for 24 seconds
  hotline.line.settle = undefined;
  vi.setSystemTime(Date.now() + 24_000);
  const late = await openTicket(hotline, critical);
  hotline.line.settle = hotline.doDueWork;
  await hotline.settle();
  await hotline.pass({ seconds: 3 });
  expect(await seconds(hotline)).toEqual([0, 1, 2, 3, 4, 5, 29, 30, 31, 32]);
  const [first] = await hotline.database.query<{ number: string }>(
    'select ticket_number as number from calls order by dialled_at nulls last offset 6 limit 1',
  );
  expect(first?.number).toBe(late.number);
  await hotline.pass({ seconds: 40 });
  const all = await seconds(hotline);
  expect(all).toHaveLength(WAITING + 1);
  expect(all.at(-1)).toBe(29 + WAITING - 6);
  await lookAtAll(hotline);
});

test('a host whose clock was an hour ahead for a while has stopped no call, and somebody is told', async () => {
  const lines: string[] = [];
  const log = createLogger('error', {
    readable: false,
    destination: { write: (line) => void lines.push(line) },
  });
  await using hotline = await openHotline({ directory: BY_PHONE, callsPerSecond: 1, log });
  await withWaiting(hotline, 4);
  const onGateReset = vi.fn();
  Object.assign(hotline.app.jobDeps, { onGateReset });
  // what that host left behind: a gate that is shut, and timers that ring, in an hour
  await hotline.database.query(`update dial_gate set free_at = $1`, [new Date(Date.now() + 3_601_000)]);
  await hotline.database.query(`update timers set due_at = $1 where kind = 'place-call'`, [
    new Date(Date.now() + 3_600_000),
  ]);
  await runInvariants(hotline.app.jobDeps);
  await hotline.pass({ seconds: 5 });
  expect(await seconds(hotline)).toEqual([0, 1, 2, 3]);
  expect(onGateReset.mock.calls).toEqual([['calls']]);
  expect(lines.filter((line) => line.includes('a wrong clock had blocked'))).toHaveLength(1);
  expect(lines.filter((line) => line.includes('scheduled too far ahead'))).toHaveLength(1);
  await lookAtAll(hotline);
});

test('what waits in a long line is not taken for what a wrong clock has put off', async () => {
  await using hotline = await openHotline({ directory: BY_PHONE, callsPerSecond: 1 });
  await withWaiting(hotline, 150);
  await hotline.pass({ seconds: 2 });
  expect(await runInvariants(hotline.app.jobDeps)).toBe(true);
  await hotline.pass({ seconds: 150 });
  await lookAtAll(hotline);
});

test('a deadline that a wrong clock has marked as missed counts again, until it passes', async () => {
  await using hotline = await openHotline({ directory: BY_PHONE });
  await withWaiting(hotline, 1);
  hotline.line.settle = undefined;
  const [ticket] = await hotline.tickets();
  const respondBy = new Date(ticket?.respondBy ?? '');
  await hotline.database.transaction((tx) =>
    markMissed(
      { tx, hotline: hotline.app.hotline, now: new Date(respondBy.getTime() + 60_000) },
      ticket?.number ?? '',
    ),
  );
  await hotline.database.query(`delete from timers where kind = 'deadline'`);
  expect(await hotline.ticket()).toMatchObject({ late: true });
  await runInvariants(hotline.app.jobDeps);
  expect(await hotline.ticket()).toMatchObject({ late: false });
  const kinds = async () =>
    (await hotline.ticket()).timeline.map(({ kind }) => kind).filter((kind) => /miss/.test(kind));
  expect(await kinds()).toEqual(['deadline-missed', 'miss-taken-back']);
  const [watch] = await hotline.database.query(`select due_at from timers where kind = 'deadline'`);
  expect(watch).toEqual({ due_at: respondBy });
  hotline.line.settle = hotline.doDueWork;
  await hotline.settle();
  await lookAtAll(hotline);
});

test('a deadline that has passed stays missed', async () => {
  await using hotline = await openHotline({ directory: BY_PHONE });
  await withWaiting(hotline, 1);
  hotline.line.settle = undefined;
  const [ticket] = await hotline.tickets();
  vi.setSystemTime(new Date(ticket?.respondBy ?? ''));
  await hotline.database.transaction((tx) =>
    markMissed({ tx, hotline: hotline.app.hotline, now: new Date() }, ticket?.number ?? ''),
  );
  await runInvariants(hotline.app.jobDeps);
  expect(await hotline.ticket()).toMatchObject({ late: true });
  await lookAtAll(hotline);
});
