import { expect, test } from 'vitest';
import { lookAtLine } from '../../src/cli/doctor/look-at-line.ts';
import type { Drill } from '../../src/domain/drill/drill.ts';
import { findLastDrill } from '../../src/domain/drill/drill-store.ts';
import { DRILL_SUBJECT } from '../../src/domain/drill/end-drill.ts';
import { readReport } from '../../src/domain/monthly-reports/read-report.ts';
import { reconcile } from '../../src/domain/reconciliation/reconcile.ts';
import { HotlineError } from '../../src/platform/errors.ts';
import { setTimer } from '../../src/platform/timers/timer-store.ts';
import { viewOf } from '../../src/web/practice/call-view.ts';
import { TENDING_SUBJECT } from '../../src/worker/jobs/nightly-maintenance.ts';
import { sweep } from '../../src/worker/run-timer.ts';
import { DRILL_NUMBER } from '../support/carrier.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';

const EVERY_HOUR = { env: { DRILL_NUMBER, DRILL_MINUTES: '60' } };

/** A service that tries its own line, the first time now. */
async function openDrilled(): Promise<Hotline> {
  const hotline = await openHotline(EVERY_HOUR);
  await tryNow(hotline);
  return hotline;
}

async function tryNow({ app }: Hotline): Promise<void> {
  const timer = { kind: 'drill' as const, subject: DRILL_SUBJECT, dueAt: new Date() };
  await app.database.transaction((tx) => setTimer(tx, timer));
}

async function last({ app }: Hotline): Promise<Drill | null> {
  return findLastDrill(app.database);
}

/** Where the number leads at the carrier; music instead of the hotline, as after a slip in its settings. */
function lead({ line, url }: Hotline, to: 'incoming' | 'wait'): void {
  line.carrier.settings.voiceUrl = `${url}/twilio/voice/${to}`;
}

async function isUntouched({ app, tickets }: Hotline): Promise<boolean> {
  const calls = await app.database.query('select from calls');
  return calls.length === 0 && (await tickets()).length === 0;
}

test('the hotline rings itself, hears its own keys, and tells nobody: its line is open', async () => {
  await using hotline = await openDrilled();
  await hotline.settle();
  const drill = await last(hotline);
  expect(drill).toMatchObject({ fault: null, told: false });
  expect([drill?.placedAt, drill?.rangAt, drill?.endedAt]).not.toContain(null);
  expect(await isUntouched(hotline)).toBe(true);
  const [left] = await hotline.app.database.query('select from drills where digits is not null');
  expect(left).toBeUndefined();
});

test('it does so every hour, and the report of the month tells how long the line was open', async () => {
  await using hotline = await openDrilled();
  await hotline.pass({ hours: 3, minutes: 30 });
  expect(await hotline.app.database.query('select from drills where fault is null')).toHaveLength(4);
  lead(hotline, 'wait');
  await hotline.pass({ minutes: 31 });
  lead(hotline, 'incoming');
  await hotline.pass({ hours: 1, minutes: 59 });
  expect(hotline.phones.supervisor.newSms()).toEqual([]);
  const report = await readReport(hotline.app.database, { customer: '100234', month: '2026-11' }, new Date());
  // since ten o'clock: six hours, of which the three minutes from two until the next one tell of no open line
  const availability = { share: 0.9916, drills: 7, failed: 1, unknownMinutes: (22 * 24 + 10) * 60 };
  expect(report).toMatchObject({ line: { availability } });
});

test('one that does not come through is tried again; the second tells the supervisors, once, and so does the way back', async () => {
  await using hotline = await openDrilled();
  const { supervisor } = hotline.phones;
  lead(hotline, 'wait');
  await hotline.pass({ minutes: 1 });
  expect(await last(hotline)).toMatchObject({ fault: 'not-rung', told: false });
  expect(supervisor.newSms()).toEqual([]);
  await hotline.pass({ minutes: 4 });
  expect(supervisor.newSms()).toEqual([
    'Hotline: Unsere Probeanrufe kommen seit Mo 23.11. 10:00 nicht durch: bei uns klingelte es nicht. Kunden erreichen uns vielleicht nicht. Bitte sofort nachsehen.',
  ]);
  const { config, database } = hotline.app;
  expect(await lookAtLine(database, config, new Date())).toMatchObject([
    {
      verdict: 'fault',
      message: 'no drill call since 2026-11-23 10:00 has come through: it never rang here',
    },
  ]);
  await hotline.pass({ minutes: 6 });
  expect(supervisor.newSms()).toEqual([]);
  lead(hotline, 'incoming');
  await hotline.pass({ minutes: 4 });
  expect(supervisor.newSms()).toEqual([
    'Hotline: Unsere Probeanrufe kommen seit Mo 23.11. 10:12 wieder durch.',
  ]);
  await hotline.pass({ hours: 2 });
  expect(supervisor.newSms()).toEqual([]);
});

test('drills that were off for weeks and fail again are told anew, and so is the way back however late', async () => {
  await using hotline = await openDrilled();
  const { supervisor } = hotline.phones;
  const { database, config } = hotline.app;
  lead(hotline, 'wait');
  await hotline.pass({ minutes: 5 });
  expect(supervisor.newSms()).toEqual([expect.stringContaining('kommen seit Mo 23.11. 10:00 nicht durch')]);
  const turnOff = () => database.query(`delete from timers where kind = 'drill'`);
  await turnOff();
  await hotline.pass({ hours: 16 * 24 });
  await tryNow(hotline);
  await hotline.pass({ minutes: 1 });
  expect(await lookAtLine(database, config, new Date())).toMatchObject([{ verdict: 'warning' }]);
  expect(supervisor.newSms()).toEqual([]);
  await hotline.pass({ minutes: 4 });
  expect(supervisor.newSms()).toEqual([expect.stringContaining('kommen seit Mi 9.12. 10:05 nicht durch')]);
  await turnOff();
  await hotline.pass({ hours: 24 });
  lead(hotline, 'incoming');
  await tryNow(hotline);
  await hotline.pass({ minutes: 1 });
  expect(supervisor.newSms()).toEqual([expect.stringContaining('wieder durch')]);
});

test('a call that the carrier does not take has failed at once', async () => {
  await using hotline = await openDrilled();
  hotline.line.failNext({ path: 'Calls', failure: 400 });
  await hotline.settle();
  expect(await last(hotline)).toMatchObject({ fault: 'not-placed', placedAt: null });
});

test('a carrier that is too busy with calls of ours says nothing of the way in: it is asked again', async () => {
  await using hotline = await openDrilled();
  for (const failure of [429, 429]) {
    hotline.line.failNext({ path: 'Calls', failure });
    await hotline.pass({ minutes: 1 });
  }
  await hotline.pass({ minutes: 1 });
  expect(await hotline.app.database.query('select fault from drills')).toEqual([{ fault: null }]);
  expect(hotline.phones.supervisor.newSms()).toEqual([]);
});

test('a carrier that refuses late does not end the drill that was begun meanwhile', async () => {
  await using hotline = await openDrilled();
  lead(hotline, 'wait');
  const { jobDeps } = hotline.app;
  const begun: (Drill | null)[] = [];
  const startCall = async () => {
    begun.push(await last(hotline));
    await hotline.pass({ minutes: 1 });
    begun.push(await last(hotline));
    throw new HotlineError('carrier-refused', 'no');
  };
  await sweep({ ...jobDeps, carrier: { ...jobDeps.carrier, startCall } }, 1);
  const [first, next] = begun;
  expect(next?.id).not.toBe(first?.id);
  expect(await last(hotline)).toEqual(next);
  expect(next).toMatchObject({ endedAt: null });
});

test('a clock that is set back leaves no drill under way for ever', async () => {
  await using hotline = await openDrilled();
  await hotline.settle();
  await hotline.app.database.query(
    `update drills set begun_at = begun_at + interval '8 minutes', due_again_at = begun_at + interval '1 minute'`,
  );
  lead(hotline, 'wait');
  await hotline.pass({ minutes: 1 });
  await tryNow(hotline);
  await hotline.pass({ minutes: 1 });
  expect(await hotline.app.database.query('select from drills where ended_at is null')).toEqual([]);
  expect(await hotline.app.database.query('select from drills where fault is not null')).toHaveLength(1);
});

test('drills are kept for as long as tickets, also where none are made any more', async () => {
  await using hotline = await openHotline({ env: { RETENTION_TICKETS: 'P2Y' } });
  const { database } = hotline.app;
  await database.query(
    `insert into drills (id, number, begun_at, due_again_at, ended_at)
     select gen_random_uuid(), $2, at, at, at from unnest($1::timestamptz[]) as at`,
    [['2024-11-01T00:00:00Z', '2025-01-01T00:00:00Z'], DRILL_NUMBER],
  );
  const timer = { kind: 'tend-data' as const, subject: TENDING_SUBJECT, dueAt: new Date() };
  await database.transaction((tx) => setTimer(tx, timer));
  await hotline.settle();
  expect(await database.query('select begun_at as at from drills')).toEqual([
    { at: new Date('2025-01-01T00:00:00Z') },
  ]);
});

test('a month into which only the last drill before it reaches is not measured', async () => {
  await using hotline = await openHotline();
  const { database } = hotline.app;
  await database.query(
    `insert into drills (id, number, begun_at, due_again_at, ended_at)
     select gen_random_uuid(), $2, at, at + interval '1 hour', at from unnest($1::timestamptz[]) as at`,
    [['2026-10-31T22:30:00Z'], DRILL_NUMBER],
  );
  const month = async (name: string) => readReport(database, { customer: '100234', month: name }, new Date());
  expect(await month('2026-10')).toMatchObject({ line: { availability: { drills: 1 } } });
  expect(await month('2026-11')).toMatchObject({ line: { availability: null } });
});

test('whoever forges its number is hung up on, opens nothing, and proves nothing by any keys', async () => {
  await using hotline = await openHotline(EVERY_HOUR);
  const stranger = hotline.line.phone(DRILL_NUMBER);
  const early = await stranger.dial();
  expect(early.over).toBe(true);
  lead(hotline, 'wait');
  await tryNow(hotline);
  await hotline.settle();
  lead(hotline, 'incoming');
  const during = await stranger.dial();
  await during.press('123456');
  expect(during.over).toBe(true);
  await hotline.pass({ minutes: 1 });
  expect(await last(hotline)).toMatchObject({ fault: 'not-keyed' });
  expect(await isUntouched(hotline)).toBe(true);
});

test.each(['00493023125098', '493023125098', '03023125098'])(
  'its number is known also where the network shows it as %s',
  async (from) => {
    await using hotline = await openHotline(EVERY_HOUR);
    const call = await hotline.line.phone(DRILL_NUMBER).dial({ from });
    expect(call.over).toBe(true);
    expect(await isUntouched(hotline)).toBe(true);
  },
);

test('a drill that meets a fault of ours is put through to nobody', async () => {
  await using hotline = await openHotline(EVERY_HOUR);
  await hotline.app.database.query('alter table drills rename to away');
  const call = await hotline.line.phone(DRILL_NUMBER).dial();
  expect(call.over).toBe(true);
  expect(call.heardInAll()).toBe('');
});

test('no drill is taken for a call that was lost, however it fared', async () => {
  await using hotline = await openDrilled();
  await hotline.settle();
  lead(hotline, 'wait');
  await hotline.pass({ hours: 1, minutes: 1 });
  lead(hotline, 'incoming');
  await hotline.pass({ minutes: 9 });
  const { calls, tickets } = await reconcile(hotline.app.jobDeps, new Date());
  expect({ calls, tickets }).toEqual({ calls: 0, tickets: [] });
  expect(await isUntouched(hotline)).toBe(true);
});

test.each([undefined, '+493023125097'])(
  'nor is any of before, once drills are placed from %s',
  async (drillNumber) => {
    await using hotline = await openDrilled();
    await hotline.pass({ hours: 2, minutes: 10 });
    const { jobDeps, database } = hotline.app;
    await database.query(`update reconciliation set widely_at = widely_at - interval '1 day'`);
    const { calls } = await reconcile(
      { ...jobDeps, hotline: { ...jobDeps.hotline, drillNumber } },
      new Date(),
    );
    expect(calls).toBe(0);
    expect(await isUntouched(hotline)).toBe(true);
    expect(hotline.phones.supervisor.newSms()).toEqual([]);
  },
);

test('nobody who practises is shown its two ends, neither of which is a phone', async () => {
  await using hotline = await openDrilled();
  await hotline.settle();
  await hotline.phones.erika.dial();
  const { carrier } = hotline.line;
  expect(carrier.legs).toHaveLength(3);
  expect(viewOf(carrier).legs).toMatchObject([{ phone: hotline.phones.erika.number }]);
});

test('an installation without a number for it makes no drills, also where one was planned before', async () => {
  await using hotline = await openHotline();
  await tryNow(hotline);
  await hotline.settle();
  expect(await last(hotline)).toBeNull();
});

test.each([
  ['+493023125101', 'a phone of Erika'],
  ['+493023125000', 'a phone of the supervisors'],
])(
  'a number that somebody calls from is found: all their calls would be hung up on (%s)',
  async (number, said) => {
    await using hotline = await openHotline({ env: { DRILL_NUMBER: number } });
    const { config, database } = hotline.app;
    const [found] = await lookAtLine(database, config, new Date());
    expect(found).toMatchObject({ verdict: 'fault', message: expect.stringContaining(said) });
  },
);
