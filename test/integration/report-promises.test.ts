import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { countAttainment } from '../../src/domain/attainment/attainment-store.ts';
import { allOf, missesOf, STANDINGS } from '../../src/domain/attainment/standing.ts';
import type { MonthlyReport } from '../../src/domain/monthly-reports/monthly-report.ts';
import { markMissed } from '../../src/domain/ticket-operations/mark-missed.ts';
import { objectToSignature } from '../../src/domain/ticket-operations/signature/customer-verdict.ts';
import { lockTicket } from '../../src/domain/tickets/ticket-store.ts';
import { changePlan } from '../support/change-rule.ts';
import { anOpenTicket, type Office, openOffice } from './api-office.ts';

const MINUTE_MS = 60_000;
const MONTHS = ['2026-10', '2026-11', '2026-12', '2027-01'];
const CUSTOMER = '100234';

/** What becomes of the contract in the middle of it, perhaps twice on one day, or at midnight. */
const CONTRACT = {
  ends: `update customers set valid_until = '2026-10-31' where number = $1`,
  'is renewed': `update customers set valid_until = '2027-12-31' where number = $1`,
  'has another plan': `update customers set plan = 'standard' where number = $1`,
  'has its plan again': `update customers set plan = 'enhanced' where number = $1`,
  'has more seats': `update customers set seats = seats + 1 where number = $1`,
  leaves: 'update customers set retired_at = now() where number = $1',
  'comes back': 'update customers set retired_at = null where number = $1',
} as const;

const anyStep = fc.record({
  minutes: fc.oneof(fc.integer({ min: 0, max: 90 }), fc.constantFrom(1_440, 1_980, 8_640)),
  what: fc.constantFrom('answer', 'release', 'object', 'object', 'contract', 'reopen'),
  contract: fc.constantFrom(...(Object.keys(CONTRACT) as (keyof typeof CONTRACT)[])),
});

/** In business hours, before the night in which the clocks are put back, and before the last one of the month. */
const anyBegin = fc.constantFrom('2026-10-23T15:30:00.000Z', '2026-10-30T15:30:00.000Z');

const EVENING = '2026-10-30T15:30:00.000Z';
const step = (what: 'answer' | 'release' | 'object' | 'contract', minutes: number) =>
  ({ what, minutes, contract: 'has another plan' }) as const;
/** Missed and objected to in October; the promise of then is missed over the month's end, and the next one kept. */
const OBJECTED_TWICE = [
  ...[step('answer', 40), step('release', 0), step('contract', 0), step('object', 1_860)],
  ...[step('answer', 60), step('release', 0), step('object', 10), step('answer', 10)],
];

const MORE: Record<string, object> = {
  release: { stage: 'released', version: '1' },
  answer: { delivered: true },
};

async function play(
  office: Office,
  begin: string,
  steps: readonly (typeof anyStep extends fc.Arbitrary<infer One> ? One : never)[],
) {
  office.at = begin;
  const number = await anOpenTicket(office, { severity: 1, kind: 'signature', signature: 'false-positive' });
  const watch = () =>
    office.database.transaction((tx) =>
      markMissed({ tx, hotline: office.deps.hotline, now: new Date(office.at) }, number),
    );
  for (const { minutes, what, contract } of steps) {
    office.at = new Date(Date.parse(office.at) + minutes * MINUTE_MS).toISOString();
    await watch();
    if (what === 'contract') await office.database.query(CONTRACT[contract], [CUSTOMER]);
    else if (what === 'object')
      await office.database.transaction(async (tx) => {
        const ticket = await lockTicket(tx, number);
        if (ticket?.status !== 'answered' || ticket.signatureStage !== 'released') return;
        await objectToSignature({ tx, hotline: office.deps.hotline, now: new Date(office.at) }, ticket);
      });
    else {
      const path = what === 'release' ? 'progress' : what;
      const more = MORE[what] ?? {};
      await office.post(`/tickets/${number}/${path}`, { by: 'anna', text: 'so it is', ...more });
    }
  }
  office.at = '2027-02-03T09:00:00.000Z';
  await watch();
  return number;
}

/** What is counted is what is listed, and credited by what was promised; the figures of the console say the same. */
async function holdMonth(office: Office, report: MonthlyReport): Promise<void> {
  const { month, figures, tickets, credit, earlierCredits = [] } = report;
  const counted = tickets.filter(({ dueIn, standing }) => dueIn === month && standing !== null);
  for (const standing of STANDINGS)
    expect(counted.filter((one) => one.standing === standing)).toHaveLength(figures[standing]);
  const misses = missesOf(figures);
  expect(counted.filter(({ miss }) => miss !== null)).toHaveLength(misses);
  const credited = [credit, ...earlierCredits].reduce((sum, each) => sum + (each?.misses ?? 0), 0);
  expect(credited).toBe(misses);
  const told = tickets.flatMap(({ reopenings }) => reopenings.map(({ at }) => at));
  expect(told, 'no objection is told twice').toEqual([...new Set(told)]);
  const span = { from: new Date(report.from), until: new Date(report.until) };
  const filter = { ...span, severity: null, plan: null, customer: CUSTOMER, grain: 'month' as const };
  const rows = await countAttainment(office.database, filter, report.zone, new Date(office.at));
  const all = rows.find(({ part }) => part === 'all');
  for (const standing of STANDINGS) expect(all?.[standing] ?? 0).toBe(figures[standing]);
}

test('each promise counts in one month, whatever the customer objects to and becomes of the contract', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-10-20T09:00:00Z') });
  onTestFinished(() => void vi.useRealTimers());
  await using office = await openOffice({ at: '2026-10-20T09:00:00.000Z' });
  const { database } = office;
  for (const plan of ['enhanced', 'standard'])
    await changePlan(database, plan, (usual) => ({ ...usual, credit: { perMiss: '10%' } }));
  await fc.assert(
    fc.asyncProperty(anyBegin, fc.array(anyStep, { maxLength: 12 }), async (begin, steps) => {
      await database.query('truncate tickets cascade');
      await database.query(
        `update customers set plan = 'enhanced', retired_at = null, valid_until = '2027-12-31' where number = $1`,
        [CUSTOMER],
      );
      const number = await play(office, begin, steps);
      const reports: MonthlyReport[] = [];
      for (const month of MONTHS)
        reports.push((await office.get(`/customers/${CUSTOMER}/reports/${month}`)).body);
      for (const report of reports) await holdMonth(office, report);
      const [given] = await database.query<{ count: number }>(
        `select 1 + count(*)::int as count from ticket_events where ticket_number = $1 and detail ? 'promiseBefore'`,
        [number],
      );
      expect(reports.reduce((sum, { figures }) => sum + allOf(figures), 0)).toBe(given?.count);
      if (steps === OBJECTED_TWICE) expect(given?.count).toBe(3);
    }),
    { numRuns: Number(process.env.RUNS ?? 15), examples: [[EVENING, OBJECTED_TWICE]] },
  );
}, 120_000);
