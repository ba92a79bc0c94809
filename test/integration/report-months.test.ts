import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { allOf } from '../../src/domain/attainment/standing.ts';
import { loadHeader } from '../../src/domain/customers/header-store.ts';
import { saveCustomer } from '../../src/domain/directory-changes/save-customer.ts';
import { fingerprintOf } from '../../src/domain/directory-entry/fingerprint.ts';
import { monthAfter } from '../../src/domain/duty/month-span.ts';
import type { MonthlyReport } from '../../src/domain/monthly-reports/monthly-report.ts';
import { readReport } from '../../src/domain/monthly-reports/read-report.ts';
import { changeCalendar, changePlan } from '../support/change-rule.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { hotline as command } from '../support/hotline-command.ts';

const CUSTOMER = '100234';
const CALENDARS = ['munich', 'york', 'kathmandu', 'honolulu'] as const;
const withCalendars = (usual: string) =>
  usual.replace(
    /^plans:/m,
    `  york: { timezone: America/New_York, hours: { mon-fri: "09:00-17:00" } }
  kathmandu: { timezone: Asia/Kathmandu, hours: { mon-fri: "09:00-17:00" } }
  honolulu: { timezone: Pacific/Honolulu, hours: { mon-fri: "09:00-17:00" } }
plans:`,
  );

interface Promised {
  due: string;
  calendar?: (typeof CALENDARS)[number];
  /** left out: it was missed */
  answered?: string;
}

async function store({ database }: Hotline, { due, answered, calendar = 'munich' }: Promised): Promise<void> {
  const at = new Date(due);
  await database.query(
    `insert into tickets (kind, severity, status, channel, verified, customer_number, language, plan, priority, calendar,
       escalation, opened_at, window_from, respond_by, clock, answered_at, missed_at, closed_at, paging_from)
     values ('problem', 1, 'closed', 'phone', true, $1, 'de', 'enhanced', 1, $2, 'front-line', $3, $3, $4, 'always', $5, $6, $4, $3)`,
    [
      CUSTOMER,
      calendar,
      new Date(at.getTime() - 30 * 60_000),
      at,
      answered ? new Date(answered) : null,
      answered ? null : at,
    ],
  );
}

async function reportOf({ database }: Hotline, month: string): Promise<MonthlyReport> {
  const report = await readReport(database, { customer: CUSTOMER, month }, new Date());
  if (typeof report === 'string') throw new Error(report);
  return report;
}

/** What is told of promises; by which zone times are written, and who has a PIN, is told as of now. */
async function toldOf(hotline: Hotline, month: string): Promise<Partial<MonthlyReport>> {
  const { zone, from, until, madeAt, seats, line, ...told } = await reportOf(hotline, month);
  return told;
}

const moveTo = ({ database }: Hotline, calendar: string) =>
  database.query('update customers set calendar = $2 where number = $1', [CUSTOMER, calendar]);

/** Somebody gives the customer another plan in the console. */
const givePlan = ({ database }: Hotline, plan: string) =>
  database.transaction(async (tx) => {
    const before = await loadHeader(tx, CUSTOMER);
    if (!before) throw new Error('there is no such customer');
    const entry = { ...before.header, plan };
    const edited = { entry, version: fingerprintOf(before.header) };
    expect(await saveCustomer(tx, CUSTOMER, edited, { by: 'lena', now: new Date() })).toBe('saved');
  });

test('a customer moves to New York: what was due between the midnights of there and here is told once', async () => {
  await using hotline = await openHotline({ at: '2026-11-03T10:00:00+01:00', directory: withCalendars });
  // in Munich it is November, in New York October
  await store(hotline, { due: '2026-11-01T02:00:00+01:00' });
  const october = await toldOf(hotline, '2026-10');
  expect(october).toMatchObject({ figures: { unanswered: 0 }, tickets: [] });
  await moveTo(hotline, 'york');
  await store(hotline, { due: '2026-12-01T02:00:00+01:00', calendar: 'york' });
  vi.setSystemTime('2027-01-03T10:00:00+01:00');
  expect(await toldOf(hotline, '2026-10')).toEqual(october);
  const [november, december] = [await reportOf(hotline, '2026-11'), await reportOf(hotline, '2026-12')];
  expect(november.zone).toBe('America/New_York');
  expect(november.figures.unanswered).toBe(2);
  expect(november.tickets.map(({ dueIn }) => dueIn)).toEqual(['2026-11', '2026-11']);
  expect(december.figures.unanswered).toBe(0);
});

test('there is no report: for want of a customer, or of a month that has begun', async () => {
  await using hotline = await openHotline({ at: '2026-11-03T10:00:00+01:00' });
  const env = { DATABASE_URL: hotline.database.url, SECRET_KEY: 'a secret key of the tests, long enough' };
  const asked = async (customer: string, month: string) => {
    const args = ['report', '--customer', customer, '--month', month, '--output', '/nowhere/report.json'];
    const { code, err } = await command(args, { env });
    const told = await hotline.api<{ detail: string }>(`/customers/${customer}/reports/${month}`);
    return { code, err, told: told.detail };
  };
  // the command has a clock of its own
  expect(await asked(CUSTOMER, '2099-12')).toMatchObject({
    code: 1,
    err: expect.stringMatching(
      /no report for 2099-12 yet: the month has not begun\.\n→ From its first day on/,
    ),
    told: 'The month has not begun.',
  });
  expect(await asked('999999', '2099-12')).toMatchObject({
    code: 1,
    err: expect.stringContaining('There is no customer 999999.'),
    told: 'There is no such customer.',
  });
});

test('a month is over when it is by each calendar that promised something in it', async () => {
  await using hotline = await openHotline({ at: '2026-12-01T08:00:00+01:00', directory: withCalendars });
  expect((await reportOf(hotline, '2026-11')).isOver).toBe(true);
  await store(hotline, { due: '2026-11-29T02:00:00+01:00', calendar: 'honolulu' });
  expect((await reportOf(hotline, '2026-11')).isOver).toBe(false);
  vi.setSystemTime('2026-12-01T10:59:59Z');
  expect((await reportOf(hotline, '2026-11')).isOver).toBe(true);
});

test('a month that is over is told the same, whatever becomes of plan, calendar and customer', async () => {
  const credit = (usual: string) =>
    withCalendars(usual).replace(
      /^( {2}enhanced:\n)/m,
      '$1    credit: { per-miss: "10%", at-most: "25%" }\n',
    );
  await using hotline = await openHotline({ at: '2026-11-03T10:00:00+01:00', directory: credit });
  await store(hotline, { due: '2026-11-10T10:00:00+01:00' });
  await store(hotline, { due: '2026-11-30T23:59:59+01:00' });
  await store(hotline, { due: '2026-12-01T00:00:00+01:00', answered: '2026-11-30T23:58:00+01:00' });
  vi.setSystemTime('2026-12-03T10:00:00+01:00');
  const [before, empty] = [await toldOf(hotline, '2026-11'), await toldOf(hotline, '2026-10')];
  expect(before).toMatchObject({
    figures: { 'in-time': 0, unanswered: 2 },
    credit: { misses: 2, due: { hundredths: 2_000 } },
  });
  vi.setSystemTime('2026-12-05T10:00:00+01:00');
  await changePlan(hotline.database, 'enhanced', ({ credit: _, ...usual }) => ({
    ...usual,
    title: 'Enhanced 2027',
  }));
  await changeCalendar(hotline.database, 'munich', (usual) => ({ ...usual, timezone: 'Asia/Kathmandu' }));
  await moveTo(hotline, 'honolulu');
  vi.setSystemTime('2027-01-05T10:00:00+01:00');
  expect(await toldOf(hotline, '2026-11')).toEqual(before);
  expect(await toldOf(hotline, '2026-10')).toEqual(empty);
});

test('a month tells the plan that its customer had when it ended, whichever they are given afterwards', async () => {
  await using hotline = await openHotline({
    at: '2026-11-03T10:00:00+01:00',
    directory: (usual) => usual.replace(/^( {2}enhanced:\n)/m, '$1    credit: { per-miss: "10%" }\n'),
  });
  await store(hotline, { due: '2026-11-10T10:00:00+01:00' });
  vi.setSystemTime('2026-11-20T10:00:00+01:00');
  await givePlan(hotline, 'standard');
  vi.setSystemTime('2026-11-20T10:01:00+01:00');
  await givePlan(hotline, 'enhanced');
  vi.setSystemTime('2026-12-03T10:00:00+01:00');
  const november = await toldOf(hotline, '2026-11');
  expect(november).toMatchObject({
    customer: { plan: 'enhanced' },
    credit: { misses: 1, due: { hundredths: 1_000, unit: '%' } },
  });
  await givePlan(hotline, 'standard');
  vi.setSystemTime('2027-01-05T10:00:00+01:00');
  expect(await toldOf(hotline, '2026-11')).toEqual(november);
  expect(await reportOf(hotline, '2026-10')).toMatchObject({
    customer: { plan: 'enhanced' },
    credit: { misses: 0 },
  });
  expect(await reportOf(hotline, '2026-12')).toMatchObject({ customer: { plan: 'standard' }, credit: null });
});

const ZONES = [
  'Europe/Berlin',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'America/St_Johns',
];
const START = Date.parse('2028-02-01T00:00:00Z');
/** around the ends of a leap February, of March with its change of clocks, and of April */
const anyInstant = fc
  .tuple(
    fc.constantFrom('2028-03-01', '2028-04-01', '2028-05-01'),
    fc.integer({ min: -30 * 60, max: 30 * 60 }),
  )
  .map(([day, minutes]) => Date.parse(`${day}T00:00:00Z`) + minutes * 60_000);

const anyMove = fc.record({
  at: anyInstant,
  calendar: fc.constantFrom(...CALENDARS),
  zone: fc.constantFrom(...ZONES),
});

test('every promise is counted in one month, wherever calendars and their customer move meanwhile', async () => {
  const hotline = await openHotline({ at: '2028-01-05T10:00:00+01:00', directory: withCalendars });
  const { database } = hotline;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ due: anyInstant, calendar: fc.constantFrom(...CALENDARS) }), { maxLength: 8 }),
      fc.array(anyMove, { maxLength: 4 }),
      async (promises, moves) => {
        await database.query('delete from tickets');
        for (const { due, calendar } of promises)
          await store(hotline, { due: new Date(due).toISOString(), calendar });
        for (const { at, calendar, zone } of moves.toSorted((one, other) => one.at - other.at)) {
          vi.setSystemTime(at);
          await changeCalendar(database, calendar, (usual) => ({ ...usual, timezone: zone }));
          await moveTo(hotline, calendar);
        }
        vi.setSystemTime('2028-07-01T00:00:00Z');
        const months = [0, 1, 2, 3, 4].map((by) => monthAfter(new Date(START).toISOString().slice(0, 7), by));
        const reports = await Promise.all(months.map((month) => reportOf(hotline, month)));
        expect(reports.reduce((sum, { figures }) => sum + allOf(figures), 0)).toBe(promises.length);
        for (const { month, figures, tickets } of reports)
          expect(tickets.filter(({ dueIn }) => dueIn === month)).toHaveLength(allOf(figures));
      },
    ),
    { numRuns: 20 },
  );
  await hotline.close();
});
