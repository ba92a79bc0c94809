import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allOf, STANDINGS, sayShare } from '../../src/domain/attainment/standing.ts';
import type { MonthlyReport } from '../../src/domain/monthly-reports/monthly-report.ts';
import { monthlyWords } from '../../src/web/console/words/en/monthly.ts';
import { type Browser, openConsole } from '../support/console.ts';
import type { Hotline } from '../support/hotline.ts';

const MINUTE_MS = 60_000;
const MONTHS = { '2026-10': '2026-10-31', '2026-11': '2026-11-30', '2026-12': '2026-12-31' } as const;
const CUSTOMERS = ['100234', '200415', '700001'] as const;

/** Around the ends of months and the night in which the clocks go back, in Berlin and in UTC. */
const anyTicket = fc.record({
  customer: fc.constantFrom(...CUSTOMERS),
  due: fc
    .tuple(
      fc.constantFrom('2026-10-01T00:00+02:00', '2026-10-25T03:00+01:00', '2026-11-01T00:00+01:00'),
      fc.constantFrom(0, 30, 60),
      fc.integer({ min: -120, max: 120 }),
    )
    .map(([at, days, minutes]) => Date.parse(at) + (days * 24 * 60 + minutes) * MINUTE_MS),
  severity: fc.integer({ min: 1, max: 4 }),
  plan: fc.constantFrom('enhanced', 'standard'),
  /** minutes after the deadline; null: never, and closed or not */
  answered: fc.option(fc.integer({ min: -30, max: 90 })),
  isClosed: fc.boolean(),
  /** the worker has noted the miss */
  isNoted: fc.boolean(),
});
type AnyTicket = typeof anyTicket extends fc.Arbitrary<infer One> ? One : never;

async function store({ database }: Hotline, ticket: AnyTicket): Promise<void> {
  const at = (minutes: number) => new Date(ticket.due + minutes * MINUTE_MS);
  const answeredAt = ticket.answered === null ? null : at(ticket.answered);
  const isMissed = ticket.answered === null || ticket.answered > 0;
  await database.query(
    `insert into tickets (kind, severity, status, channel, verified, customer_number, language, plan, priority, calendar, escalation,
       opened_at, window_from, respond_by, clock, acknowledged_at, answered_at, missed_at, closed_at, paging_from)
     values ('problem', $2, $3, 'phone', true, $1, 'de', $4, 1, 'munich', 'front-line', $5, $5, $6, 'always', $7, $7, $8, $9, $5)`,
    [
      ticket.customer,
      ticket.severity,
      ticket.isClosed ? 'closed' : answeredAt ? 'answered' : 'open',
      ticket.plan,
      at(-30),
      at(0),
      answeredAt,
      isMissed && (ticket.isNoted || ticket.isClosed) ? at(0) : null,
      ticket.isClosed ? at(100) : null,
    ],
  );
}

/** The cells of a file, without its heads. */
async function cellsOf(browser: Browser, path: string): Promise<string[][]> {
  const { text, status } = await browser.get(path);
  expect(status).toBe(200);
  const [, ...lines] = text.replace(/^\ufeff/, '').split('\r\n');
  return lines.filter((line) => line !== '').map((line) => line.split(','));
}

/** A month of a customer, as the API, the pages and the files have it. */
async function holdMonth(
  { hotline, browser }: { hotline: Hotline; browser: Browser },
  customer: string,
  month: keyof typeof MONTHS,
): Promise<MonthlyReport> {
  const report = await hotline.api<MonthlyReport>(`/customers/${customer}/reports/${month}`);
  const { figures, bySeverity } = report;
  const at = `/registry/customers/${customer}/reports/${month}`;
  expect(JSON.parse((await browser.get(`${at}/report.json`)).text)).toEqual(report);
  const said = monthlyWords.monthly.kept(figures['in-time'], allOf(figures));
  for (const page of [`${at}?in=en`, `${at}/report.html?in=en`])
    expect((await browser.get(page)).text).toContain(`>${said}<`);
  const asked = `from=${month}-01&until=${MONTHS[month]}&customer=${customer}`;
  const page = (await browser.get(`/figures?${asked}`)).text;
  const share = allOf(figures) === 0 ? null : figures['in-time'] / allOf(figures);
  expect(page).toContain(`<dd><b>${sayShare(share, 'en')}</b>`);
  const due = bySeverity.filter((row) => allOf(row) > 0);
  expect(
    (await cellsOf(browser, `/figures/severity.csv?${asked}`)).map((cells) => cells.slice(0, 5)),
  ).toEqual(
    due.map((row) => [
      expect.stringMatching(new RegExp(`^${row.severity} `)),
      ...STANDINGS.map((standing) => String(row[standing])),
      String(allOf(row)),
    ]),
  );
  const own = report.tickets.filter(({ dueIn }) => dueIn === month);
  const missed = own.filter(({ miss }) => miss !== null).map(({ number }) => number);
  const files = [
    (await cellsOf(browser, `/figures/missed.csv?${asked}`)).map(([number = '']) => number),
    (await cellsOf(browser, `/tickets.csv?customer=${customer}&late=yes`))
      .map(([number = '']) => number)
      .filter((number) => own.some((ticket) => ticket.number === number)),
  ];
  for (const file of files) expect(file.toSorted()).toEqual(missed.toSorted());
  const { data } = await hotline.api<{ data: { number: string; late: boolean }[] }>(
    `/tickets?customer=${customer}`,
  );
  for (const { number, late } of data)
    if (own.some((ticket) => ticket.number === number))
      expect([number, late]).toEqual([number, missed.includes(number)]);
  return report;
}

test('a month says the same in report, figures, files, lists and API, for each customer and for all', async () => {
  await using office = await openConsole({ at: '2027-01-08T10:00:00+01:00' });
  const { hotline } = office;
  await hotline.database.query(
    `insert into customers (number, name, plan, calendar, seats, valid_from, valid_until)
     select '700001', name, plan, calendar, seats, valid_from, valid_until from customers where number = '100234'`,
  );
  const browser = await office.as('administrator');
  await fc.assert(
    fc.asyncProperty(fc.array(anyTicket, { minLength: 3, maxLength: 16 }), async (tickets) => {
      await hotline.database.query('delete from tickets');
      for (const ticket of tickets) await store(hotline, ticket);
      for (const month of Object.keys(MONTHS) as (keyof typeof MONTHS)[]) {
        const reports = [];
        for (const customer of CUSTOMERS)
          reports.push(await holdMonth({ hotline, browser }, customer, month));
        const rows = await cellsOf(browser, `/figures/customer.csv?from=${month}-01&until=${MONTHS[month]}`);
        const counted = reports.filter(({ figures }) => allOf(figures) > 0);
        expect(rows.map((cells) => cells.slice(0, 4)).toSorted()).toEqual(
          counted
            .map(({ customer: { number, name }, figures }) => [
              name === 'Musterwerk AG' ? `${name} (${number})` : name,
              ...STANDINGS.map((standing) => String(figures[standing])),
            ])
            .toSorted(),
        );
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 4) },
  );
  await hotline.database.query('delete from tickets');
}, 120_000);
