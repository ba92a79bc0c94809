import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { allOf, missesOf, STANDINGS } from '../../src/domain/attainment/standing.ts';
import type { MonthlyReport } from '../../src/domain/monthly-reports/monthly-report.ts';
import { markMissed } from '../../src/domain/ticket-operations/mark-missed.ts';
import { changePlan } from '../support/change-rule.ts';
import { anOpenTicket, MONDAY_MORNING, type Office, openOffice } from './api-office.ts';

const MINUTE_MS = 60_000;
const MONTHS = ['2026-11', '2026-12', '2027-01'];

/** What somebody does to one of the tickets, some time after what was done before. */
const anyStep = fc.record({
  minutes: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 6_000 })),
  ticket: fc.nat(2),
  what: fc.constantFrom('acknowledge', 'answer', 'reopen', 'severity', 'severity', 'close', 'progress'),
  severity: fc.integer({ min: 1, max: 4 }),
  stage: fc.constantFrom('in-analysis', 'built', 'released'),
});

const anyHistory = fc.record({
  opened: fc.array(fc.record({ severity: fc.integer({ min: 1, max: 4 }), isSignature: fc.boolean() }), {
    minLength: 1,
    maxLength: 3,
  }),
  steps: fc.array(anyStep, { maxLength: 14 }),
  /** nobody marks what is missed while it is away */
  workerIsAway: fc.boolean(),
});

type History = typeof anyHistory extends fc.Arbitrary<infer One> ? One : never;

/** Plays a history through the API, hour by hour. @returns the numbers of its tickets */
async function play(office: Office, { opened, steps, workerIsAway }: History): Promise<string[]> {
  office.at = MONDAY_MORNING;
  const numbers: string[] = [];
  for (const { severity, isSignature } of opened)
    numbers.push(
      await anOpenTicket(office, {
        severity,
        ...(isSignature ? { kind: 'signature', signature: 'false-positive' } : {}),
      }),
    );
  for (const { minutes, ticket, what, severity, stage } of steps) {
    office.at = new Date(Date.parse(office.at) + minutes * MINUTE_MS).toISOString();
    if (!workerIsAway) await watch(office, numbers);
    const number = numbers[ticket % numbers.length] ?? '';
    const more = {
      ...(what === 'severity' ? { severity } : {}),
      ...(what === 'answer' ? { delivered: true } : {}),
      ...(what === 'progress' ? { stage } : {}),
    };
    const { status } = await office.post(`/tickets/${number}/${what}`, {
      by: 'anna',
      text: 'so it is',
      ...more,
    });
    expect([200, 409]).toContain(status);
  }
  office.at = '2027-02-03T09:00:00.000Z';
  await watch(office, numbers);
  return numbers;
}

async function watch({ database, deps, at }: Office, numbers: readonly string[]): Promise<void> {
  for (const number of numbers)
    await database.transaction((tx) => markMissed({ tx, hotline: deps.hotline, now: new Date(at) }, number));
}

/** A ticket is told the same wherever it is told, as its own page has it, and counts in one month. */
async function holdTicket(office: Office, number: string, reports: readonly MonthlyReport[]): Promise<void> {
  const own = (await office.get(`/tickets/${number}`)).body;
  const told = reports.flatMap(({ tickets }) => tickets.filter((one) => one.number === number));
  const countedIn = reports.filter(({ month, tickets }) =>
    tickets.some((one) => one.number === number && one.dueIn === month),
  );
  expect(countedIn).toHaveLength(1);
  const [first] = told;
  for (const one of told) expect(one).toEqual(first);
  const { severity, openedAt, respondBy, answeredAt, late } = own;
  expect(first).toMatchObject({ severity, openedAt, respondBy, answeredAt });
  const isMiss = first?.standing === 'late' || first?.standing === 'unanswered';
  expect([number, isMiss, first?.miss !== null]).toEqual([number, late, late]);
  const due = Date.parse(first?.missedAt ?? respondBy);
  const until = Date.parse(answeredAt ?? first?.closedAt ?? office.at);
  expect(first?.lateMs).toBe(late ? Math.max(0, until - due) : null);
  const took = answeredAt === null ? null : Date.parse(answeredAt) - Date.parse(openedAt);
  expect(first?.answeredAfterMs).toBe(took);
  const severities = first?.severityChanges ?? [];
  expect(severities.slice(1).map(({ from }) => from)).toEqual(severities.slice(0, -1).map(({ to }) => to));
  expect(severities.at(-1)?.to ?? severity).toBe(severity);
}

/** What is counted is what is listed, and credited. */
function holdMonth({ month, figures, bySeverity, tickets, credit }: MonthlyReport): void {
  const counted = tickets.filter(({ dueIn, standing }) => dueIn === month && standing !== null);
  const count = (wanted: string, of = counted) => of.filter(({ standing }) => standing === wanted).length;
  expect(allOf(figures)).toBe(counted.length);
  for (const standing of STANDINGS) {
    expect(figures[standing]).toBe(count(standing));
    const each = bySeverity.map(({ severity }) =>
      count(
        standing,
        counted.filter((one) => one.severity === severity),
      ),
    );
    expect(bySeverity.map((row) => row[standing])).toEqual(each);
  }
  const misses = missesOf(figures);
  expect(credit).toMatchObject({
    misses,
    due: { hundredths: Math.min(3_333 * misses, 5_000), unit: '%' },
    isCapped: misses > 1,
  });
}

test('what a report counts, and how late it says each answer was, is what the tickets themselves tell', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-02T09:00:00Z') });
  onTestFinished(() => void vi.useRealTimers());
  await using office = await openOffice({ at: '2026-11-02T09:00:00.000Z' });
  await changePlan(office.database, 'enhanced', (usual) => ({
    ...usual,
    credit: { perMiss: '33.33%', atMost: '50%' },
  }));
  await fc.assert(
    fc.asyncProperty(anyHistory, async (history) => {
      await office.database.query('truncate tickets cascade');
      const numbers = await play(office, history);
      const reports: MonthlyReport[] = [];
      for (const month of MONTHS) reports.push((await office.get(`/customers/100234/reports/${month}`)).body);
      for (const number of numbers) await holdTicket(office, number, reports);
      for (const report of reports) holdMonth(report);
    }),
    { numRuns: Number(process.env.RUNS ?? 25) },
  );
}, 120_000);
