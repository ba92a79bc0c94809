import fc from 'fast-check';
import { describe, expect, it, test, vi } from 'vitest';
import { allOf } from '../../src/domain/attainment/standing.ts';
import { receiptOfTicket } from '../../src/domain/evidence/find-receipt.ts';
import { growLog } from '../../src/domain/evidence/grow-log.ts';
import { addFacts } from '../../src/domain/evidence/leaf-store.ts';
import { ledgerOf } from '../../src/domain/evidence/log-keys.ts';
import { ruleFact } from '../../src/domain/evidence/rule-fact.ts';
import { verifyProof } from '../../src/domain/evidence/verify-proof.ts';
import { type MonthlyReport, monthlyReportSchema } from '../../src/domain/monthly-reports/monthly-report.ts';
import { readReport } from '../../src/domain/monthly-reports/read-report.ts';
import { findPlan, type Plan } from '../../src/domain/plans/rule-store.ts';
import { closeMonths } from '../../src/domain/proofs/close-months.ts';
import { exportProof } from '../../src/domain/proofs/export-proof.ts';
import { addEvent } from '../../src/domain/tickets/timeline-store.ts';
import { listAuditEntries } from '../../src/domain/users/audit-trail-store.ts';
import { reportDocument } from '../../src/web/console/monthly-reports/report-document.ts';
import { readFigureFilter } from '../../src/web/console/reports/figure-filter.ts';
import { readFigures } from '../../src/web/console/reports/read-figures.ts';
import { openConsole } from '../support/console.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { NAUGHTY } from '../support/registry.ts';
import { ERIKA_PIN, inTalk, openCase } from '../support/stories.ts';

const CUSTOMER = '100234';
const AT = `/registry/customers/${CUSTOMER}/reports`;
const ZONE = 'Europe/Berlin';
const withCredit = (usual: string) =>
  usual.replace(/^( {2}enhanced:\n)/m, '$1    credit: { per-miss: "10%", at-most: "25%" }\n');

const LEDGER = ledgerOf({ secretKey: 'the-secret-key-of-the-tests', publicUrl: 'http://hotline.example' });

const rule = ({ name, ...definition }: Plan, at: Date) => ruleFact({ kind: 'plan', name, definition }, at);

/** A promise as it came out; instants in local time of the customer. */
interface Kept {
  openedAt: string;
  respondBy: string;
  answeredAt?: string;
  missedAt?: string;
  severity?: number;
}

async function store({ database }: Hotline, kept: Kept): Promise<string> {
  const [row] = await database.query<{ number: string }>(
    `insert into tickets (kind, severity, status, channel, verified, customer_number, language, plan, priority, calendar,
       escalation, opened_at, window_from, respond_by, clock, answered_at, missed_at, paging_from)
     select 'problem', $1, case when $4::timestamptz is null then 'open' else 'answered' end, 'phone', true, $6, 'de', 'enhanced',
       1, 'munich', 'front-line', $2, $2, $3, 'always', $4, $5, $2 returning number`,
    [
      kept.severity ?? 1,
      new Date(kept.openedAt),
      new Date(kept.respondBy),
      kept.answeredAt ? new Date(kept.answeredAt) : null,
      kept.missedAt ? new Date(kept.missedAt) : null,
      CUSTOMER,
    ],
  );
  return row?.number ?? '';
}

const MISSED: Kept = {
  openedAt: '2026-11-10T09:00:00+01:00',
  respondBy: '2026-11-10T09:30:00+01:00',
  missedAt: '2026-11-10T09:30:00+01:00',
  answeredAt: '2026-11-10T10:10:00+01:00',
};

const reportOf = (hotline: Hotline, month = '2026-11') =>
  hotline.api<MonthlyReport>(`/customers/${CUSTOMER}/reports/${month}`);

test('a month outside the contract says so, unless something was promised in it; one that has not begun is none', async () => {
  await using hotline = await openHotline();
  const term = { from: '2026-01-01', until: '2027-12-31' };
  const before = await reportOf(hotline, '2024-03');
  expect(monthlyReportSchema.parse(before).outsideTerm).toEqual(term);
  for (const [language, sentence] of [
    [
      'de',
      'Für diesen Monat ist kein Vertrag verzeichnet: Der heutige läuft vom 1. Jan. 2026 bis zum 31. Dez. 2027.',
    ],
    ['en', 'No contract is on record for this month: the present one runs from 1 Jan 2026 to 31 Dec 2027.'],
  ] as const) {
    const page = reportDocument({ ...before, language });
    expect(page).toContain(sentence);
    expect(page).not.toContain('0 of 0');
    expect(page).not.toContain('report-security');
  }
  expect((await reportOf(hotline, '2026-10')).outsideTerm).toBeUndefined();
  // the term was renewed meanwhile
  const kept = { openedAt: '2025-12-10T09:00:00+01:00', answeredAt: '2025-12-10T09:10:00+01:00' };
  await store(hotline, { ...kept, respondBy: '2025-12-10T09:30:00+01:00' });
  expect((await reportOf(hotline, '2025-12')).outsideTerm).toBeUndefined();
  expect(await reportOf(hotline, '2026-12')).toMatchObject({ type: '/problems/not-found' });
});

test('a month tells each ticket: what was promised, what came of it, and how the deadline comes about', async () => {
  const hotline = await openHotline();
  const { erika } = hotline.phones;
  const { engineer, customer } = await inTalk(hotline);
  await customer.hangUp();
  await engineer.press('1');
  await hotline.pass({ minutes: 2 });
  await erika.sendSms('N 4711 geht nicht');
  const report = monthlyReportSchema.parse(await reportOf(hotline));
  expect(report).toMatchObject({
    customer: { number: CUSTOMER, name: 'Musterwerk AG' },
    language: 'de',
    zone: ZONE,
    isOver: false,
    credit: null,
    seats: { withPin: 2, of: 8 },
    line: { availability: null, calls: 1 },
  });
  expect(report.tickets).toMatchObject([
    {
      number: '4711',
      severity: 1,
      clock: 'always',
      windowMs: 30 * 60_000,
      days: [],
      openedAt: '2026-11-23T09:00:00.000Z',
      respondBy: '2026-11-23T09:30:00.000Z',
      // the objection took the answer back, and it is not due yet
      answeredAt: null,
      standing: null,
      miss: null,
      reopenings: [{ by: 'customer' }],
      dueIn: '2026-11',
    },
  ]);
  for (const phone of Object.values(hotline.phones)) phone.sms();
  await hotline.close();
});

test('two who write what was done about a miss: the second reads so, and loses no word', async () => {
  await using office = await openConsole({ at: '2026-12-03T10:00:00+01:00' });
  const ticket = await store(office.hotline, MISSED);
  const browser = await office.as('supervisor');
  const seen = async () =>
    /name="before" value="([^"]*)"/.exec((await browser.get(`${AT}/2026-11`)).text)?.[1];
  const save = async (text: string, before: string | undefined) =>
    browser.post(`${AT}/2026-11/remedy`, { ticket, text, before: before ?? 'none' });
  const said = async () => (await reportOf(office.hotline)).tickets[0]?.miss?.remedy?.text;
  const first = await seen();
  expect(first).toBe('');
  expect((await save('Ein zweiter Plan.', first)).status).toBe(303);
  const second = await save('Mehr Techniker.', first);
  expect(second.status).toBe(409);
  expect(second.text).toContain('Somebody has saved something else meanwhile');
  expect(second.text).toContain('>Mehr Techniker.</textarea>');
  expect(await said()).toBe('Ein zweiter Plan.');
  // sent twice it is no other, and whoever has read the other one may take its place
  expect((await save('Ein zweiter Plan.', first)).status).toBe(303);
  const before = /name="before" value="([^"]*)"/.exec(second.text)?.[1];
  expect((await save('Mehr Techniker.', before)).status).toBe(303);
  expect(await said()).toBe('Mehr Techniker.');
  const long = await save('ä'.repeat(2_001), await seen());
  expect(long.status).toBe(422);
  expect(long.text).toContain('Please write 1 to 2,000 characters.');
  expect(long.text).toContain('ä'.repeat(2_001));
});

test('what the version before has written about a miss meanwhile can be corrected', async () => {
  await using office = await openConsole({ at: '2026-12-03T10:00:00+01:00' });
  const ticket = await store(office.hotline, MISSED);
  const browser = await office.as('supervisor');
  const save = async (text: string) => {
    const { text: page } = await browser.get(`${AT}/2026-11`);
    const before = /name="before" value="([^"]*)"/.exec(page)?.[1] ?? '';
    return browser.post(`${AT}/2026-11/remedy`, { ticket, text, before });
  };
  await save('By the new version.');
  await office.hotline.pass({ minutes: 1 });
  await office.hotline.database.query(
    `insert into miss_remedies (ticket_number, text, written_by, written_at) values ($1, 'By the old one.', 'erika', $2)`,
    [ticket, new Date()],
  );
  const said = async () => (await reportOf(office.hotline)).tickets[0]?.miss?.remedy?.text;
  expect(await said()).toBe('By the old one.');
  await office.hotline.pass({ minutes: 1 });
  expect((await save('Corrected.')).status).toBe(303);
  expect(await said()).toBe('Corrected.');
});

test('a ticket that missed two promises in a month has a field for each', async () => {
  await using office = await openConsole({ at: '2026-12-03T10:00:00+01:00' });
  const { database } = office.hotline;
  const ticket = await store(office.hotline, MISSED);
  const again = { at: '2026-11-11T09:00:00.000Z', due: '2026-11-11T09:30:00.000Z' };
  const { openedAt, respondBy, missedAt, answeredAt } = MISSED;
  const promiseBefore = {
    severity: 1,
    clock: 'always',
    windowFrom: openedAt,
    respondBy,
    missedAt,
    answeredAt,
  };
  const detail = { stage: 'objected', answeredBefore: answeredAt, promiseBefore };
  await database.query(
    'update tickets set window_from = $2, respond_by = $3, missed_at = $3, answered_at = $4 where number = $1',
    [ticket, again.at, again.due, '2026-11-11T09:35:00.000Z'],
  );
  await database.query(
    `insert into ticket_events (ticket_number, at, kind, actor, detail) values ($1, $2, 'progress', 'customer', $3)`,
    [ticket, again.at, detail],
  );
  const browser = await office.as('supervisor');
  const { text: page } = await browser.get(`${AT}/2026-11`);
  const dues = [...page.matchAll(/name="due" value="([^"]*)"/g)].map(([, due]) => due);
  expect(dues).toEqual(['2026-11-10T08:30:00.000Z', again.due]);
  expect(page).toContain(
    `What was done about ticket ${ticket} (due 11 Nov 2026, 10:30:00)`.replaceAll(/ (?=Nov|2026)/g, '\u00a0'),
  );
  const save = (fields: Record<string, string>) =>
    browser.post(`${AT}/2026-11/remedy`, { ticket, ...fields });
  expect((await save({ due: dues[0] ?? '', text: 'The first.' })).status).toBe(303);
  // of a page that the version before has shown
  expect((await save({ text: 'The last.' })).status).toBe(303);
  expect((await save({ due: '2026-11-12T09:30:00.000Z', text: 'Another.' })).status).toBe(404);
  const refused = await save({ due: dues[0] ?? '', text: 'Unread.' });
  expect(refused.status).toBe(409);
  expect(refused.text.split('>Unread.</textarea>')).toHaveLength(2);
  const { tickets } = await reportOf(office.hotline);
  expect(tickets.map(({ miss }) => miss?.remedy?.text)).toEqual(['The first.', 'The last.']);
});

test('a ticket whose facts were asked for is in time, and not told as answered', async () => {
  const hotline = await openHotline({ at: '2026-11-27T11:00:00+01:00' });
  const call = await openCase(hotline.phones.erika, { pin: ERIKA_PIN, severity: 2 });
  await call.hangUp();
  await hotline.pass({ minutes: 1 });
  const [{ number } = { number: '' }] = await hotline.tickets();
  const answer = (body: object) => hotline.api(`/tickets/${number}/answer`, { by: 'anna', ...body });
  await answer({ how: 'facts-requested', text: 'Which version?' });
  const asked = await reportOf(hotline);
  expect(asked.tickets).toMatchObject([{ standing: 'in-time', asksForFacts: true }]);
  expect(monthlyReportSchema.parse(asked)).toEqual(asked);
  expect(reportDocument(asked)).toContain('<small>Angaben erbeten</small>');
  // asked again and answered, it is as any other
  await hotline.api(`/tickets/${number}/reopen`, { by: 'anna', text: 'They have replied.' });
  await answer({ text: 'Restart it.' });
  const answered = await reportOf(hotline);
  expect(answered.tickets[0]).not.toHaveProperty('asksForFacts');
  expect(reportDocument(answered)).not.toContain('Angaben erbeten');
  for (const phone of Object.values(hotline.phones)) phone.sms();
  await hotline.close();
});

test('a promise in business hours tells which days give how much of it', async () => {
  const hotline = await openHotline({ at: '2026-11-27T16:00:00+01:00' });
  const { erika } = hotline.phones;
  const call = await openCase(erika, { pin: ERIKA_PIN, severity: 3 });
  await call.hangUp();
  await hotline.pass({ minutes: 1 });
  const { tickets } = await reportOf(hotline);
  const [{ days, windowMs } = { days: [], windowMs: 0 }] = tickets;
  expect(windowMs).toBe(6 * 60 * 60_000);
  expect(days.length).toBeGreaterThan(1);
  expect(days.reduce((sum, { ms }) => sum + ms, 0)).toBe(windowMs);
  for (const phone of Object.values(hotline.phones)) phone.sms();
  await hotline.close();
});

test('a missed deadline has its cause, what was done about it, and the credit of the plan', async () => {
  await using office = await openConsole({ at: '2026-12-03T10:00:00+01:00', directory: withCredit });
  const { hotline } = office;
  const number = await store(hotline, MISSED);
  const browser = await office.as('supervisor');
  const before = await reportOf(hotline);
  expect(before).toMatchObject({
    isOver: true,
    figures: { 'in-time': 0, late: 1, unanswered: 0 },
    credit: { misses: 1, due: { hundredths: 1_000, unit: '%' }, isCapped: false },
  });
  expect(before.tickets).toMatchObject([
    { number, lateMs: 40 * 60_000, miss: { cause: 'not-paged', remedy: null } },
  ]);
  const remedy = 'A second schedule pages from now on.\n<b>Sorry</b>';
  const reply = await browser.post(`${AT}/2026-11/remedy`, { ticket: number, text: remedy });
  expect(reply.location).toBe(`${AT}/2026-11?done=remedy`);
  expect((await reportOf(hotline)).tickets[0]?.miss?.remedy).toEqual({
    text: remedy,
    at: '2026-12-03T09:00:00.000Z',
  });
  const { text } = await browser.get(`${AT}/2026-11`);
  expect(text).toContain('A second schedule pages from now on.\n&lt;b&gt;Sorry&lt;/b&gt;');
  const audit = await listAuditEntries(hotline.database, { before: null, limit: 5 });
  expect(audit.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['customer-report-viewed', 'miss-explained']),
  );
});

test('a deadline that was moved after it was missed: late, counted from the one that was missed', async () => {
  await using office = await openConsole({ at: '2026-12-03T10:00:00+01:00', directory: withCredit });
  const number = await store(office.hotline, { ...MISSED, respondBy: '2026-11-10T15:00:00+01:00' });
  const report = await reportOf(office.hotline);
  expect(report).toMatchObject({
    figures: { late: 1 },
    tickets: [{ number, standing: 'late', lateMs: 40 * 60_000 }],
  });
  const browser = await office.as('supervisor');
  expect((await browser.get(`${AT}/2026-11`)).text).toMatch(/<td class="length"[^>]*>40 min<\/td>/);
  const { text } = await browser.get(`/tickets/${number}`);
  expect(text).toContain('a deadline before this one was missed: Tue 10 Nov, 09:30');
  expect(text).not.toContain('in time');
});

test('what is due in the next month is listed where it began, and counted where it is due', async () => {
  await using hotline = await openHotline({ at: '2026-12-20T10:00:00+01:00' });
  const later = { openedAt: '2026-11-30T23:50:00+01:00', respondBy: '2026-12-01T00:20:00+01:00' };
  await store(hotline, { ...later, answeredAt: '2026-12-01T00:10:00+01:00' });
  const [november, december] = [await reportOf(hotline), await reportOf(hotline, '2026-12')];
  expect(allOf(november.figures)).toBe(0);
  expect(november.tickets).toMatchObject([{ standing: 'in-time', dueIn: '2026-12' }]);
  expect(december.figures).toEqual({ 'in-time': 1, late: 0, unanswered: 0 });
  expect(december.tickets).toHaveLength(1);
});

test('a miss stays where it was: a deadline that is moved into the next month afterwards makes no second one of it', async () => {
  await using office = await openConsole({ at: '2026-12-20T10:00:00+01:00', directory: withCredit });
  const { hotline } = office;
  const number = await store(hotline, {
    openedAt: '2026-11-30T22:30:00+01:00',
    missedAt: '2026-11-30T23:00:00+01:00',
    // found to be milder at eleven past eleven, and answered before what that gave
    respondBy: '2026-12-01T17:00:00+01:00',
    answeredAt: '2026-11-30T23:40:00+01:00',
    severity: 4,
  });
  await addEvent(hotline.database, number, {
    at: new Date('2026-11-30T23:11:00+01:00'),
    kind: 'severity-changed',
    actor: 'supervisor',
    detail: { from: 1, to: 4, respondBy: '2026-12-01T16:00:00.000Z' },
  });
  const [november, december] = [await reportOf(hotline), await reportOf(hotline, '2026-12')];
  expect(november).toMatchObject({
    figures: { 'in-time': 0, late: 1, unanswered: 0 },
    credit: { misses: 1 },
    tickets: [
      {
        missedAt: '2026-11-30T22:00:00.000Z',
        respondBy: '2026-12-01T16:00:00.000Z',
        lateMs: 40 * 60_000,
        dueIn: '2026-11',
        // nobody raised it
        miss: { cause: 'not-paged' },
      },
    ],
  });
  expect(december).toMatchObject({ figures: { late: 0 }, credit: { misses: 0 }, tickets: [] });
  const { text } = await (await office.as('supervisor')).get(`${AT}/2026-11`);
  const misses = text.slice(text.indexOf('Verpasste Fristen'), text.indexOf('Gutschrift'));
  expect(misses.replaceAll('\u00a0', ' ')).toContain('30.11.2026, 23:00');
  const { filter } = readFigureFilter({ from: '2026-11-30', until: '2026-11-30' }, ZONE, new Date());
  const figures = await readFigures(hotline.database, filter, { zone: ZONE, reader: 'page' }, new Date());
  expect(figures.missed).toMatchObject([{ number, deadline: new Date('2026-11-30T22:00:00.000Z') }]);
});

const anyTicket = fc.record({
  /** minutes of November */
  respondBy: fc.integer({ min: -600, max: 43_000 }),
  answeredAfter: fc.option(fc.integer({ min: -60, max: 600 })),
  isMissed: fc.boolean(),
  severity: fc.integer({ min: 1, max: 4 }),
});

type AnyTicket = typeof anyTicket extends fc.Arbitrary<infer One> ? One : never;

/** What lies ahead has not happened. */
function cameOut({ respondBy, answeredAfter, isMissed, severity }: AnyTicket, now: Date): Kept {
  const due = Date.parse('2026-11-01T00:00:00+01:00') + respondBy * 60_000;
  const at = (instant: number) => new Date(instant).toISOString();
  const answeredAt = due + (answeredAfter ?? Number.POSITIVE_INFINITY) * 60_000;
  return {
    openedAt: at(due - 90 * 60_000),
    respondBy: at(due),
    severity,
    ...(answeredAt < now.getTime() ? { answeredAt: at(answeredAt) } : {}),
    ...(isMissed && due < now.getTime() ? { missedAt: at(due) } : {}),
  };
}

async function readFound({ database }: Hotline, month: string, now: Date): Promise<MonthlyReport> {
  const report = await readReport(database, { customer: CUSTOMER, month }, now);
  if (typeof report === 'string') throw new Error(report);
  return report;
}

test('figures and report never disagree', async () => {
  await using hotline = await openHotline({ at: '2026-11-30T12:00:00+01:00' });
  await fc.assert(
    fc.asyncProperty(fc.array(anyTicket, { maxLength: 12 }), async (tickets) => {
      await hotline.database.query('delete from tickets');
      const now = new Date();
      for (const ticket of tickets) await store(hotline, cameOut(ticket, now));
      const report = await readFound(hotline, '2026-11', now);
      const { filter } = readFigureFilter(
        { from: '2026-11-01', until: '2026-11-30', customer: CUSTOMER },
        ZONE,
        now,
      );
      const { attainment, missed } = await readFigures(
        hotline.database,
        filter,
        { zone: ZONE, reader: 'page' },
        now,
      );
      const all = attainment.find(({ part }) => part === 'all');
      expect(report.figures).toEqual({
        'in-time': all?.['in-time'] ?? 0,
        late: all?.late ?? 0,
        unanswered: all?.unanswered ?? 0,
      });
      const told = report.tickets.filter(({ miss, dueIn }) => miss !== null && dueIn === '2026-11');
      expect(told.map(({ number }) => number).toSorted()).toEqual(
        missed.map(({ number }) => number).toSorted(),
      );
    }),
    { numRuns: 25 },
  );
  await hotline.database.query('delete from tickets');
});

describe('what a month leaves to check', () => {
  it('are the receipt of each ticket, and the checkpoint that counts its closing, which every later file leads on from', async () => {
    const hotline = await openHotline({ at: '2026-11-30T20:00:00+01:00' });
    const { database } = hotline;
    const call = await openCase(hotline.phones.erika, { pin: ERIKA_PIN, severity: 3 });
    await call.hangUp();
    await hotline.pass({ minutes: 1 });
    for (const phone of Object.values(hotline.phones)) phone.sms();
    const grow = (now: Date) => growLog(database, LEDGER, { now, isUrgent: true });
    await grow(new Date());
    const running = await reportOf(hotline);
    expect(running.tickets[0]?.receipt).toBe(await receiptOfTicket(database, '4711'));
    await closeMonths(database, new Date());
    await closeMonths(database, new Date('2026-12-01T02:00:00+01:00'));
    await grow(new Date('2026-12-01T02:00:10+01:00'));
    vi.setSystemTime('2026-12-03T10:00:00+01:00');
    const { checkpoint = '' } = await reportOf(hotline);
    expect(checkpoint).not.toBe(running.checkpoint);
    const event = { at: new Date(), kind: 'message' as const, actor: 'ben', detail: { by: 'x' } };
    await addEvent(database, '4711', event);
    await grow(new Date());
    expect((await reportOf(hotline)).checkpoint).toBe(checkpoint);
    const file = JSON.stringify(await exportProof(database, { ticket: '4711' }));
    expect(verifyProof(file, { against: checkpoint }).faults).toEqual([]);
    for (const language of ['de', 'en'] as const) {
      const report = { ...(await reportOf(hotline)), language };
      expect(reportDocument(report)).toContain(checkpoint.split('\n')[2]?.slice(0, 20));
    }
    await hotline.close();
  });
});

describe('a month that runs', () => {
  it('says which answers are still to come, and when', async () => {
    await using hotline = await openHotline();
    const open = { openedAt: '2026-11-23T09:50:00+01:00', respondBy: '2026-11-23T13:50:00+01:00' };
    const number = await store(hotline, open);
    const report = reportDocument({ ...(await reportOf(hotline)), language: 'en' });
    expect(report).toContain('No answer has fallen due in this month so far.');
    expect(report).not.toContain('Every deadline was met.');
    expect(report).toMatch(new RegExp(`1 answer is still to come.*Ticket ${number}, due .*13:50`, 's'));
    await hotline.database.query(`update tickets set status = 'closed', closed_at = opened_at`);
    const closed = reportDocument({ ...(await reportOf(hotline)), language: 'en' });
    expect(closed).not.toContain('still to come');
    expect(closed).toContain('closed before it was due');
  });
});

describe('a month that runs and the figures of the console', () => {
  it('say the same of what is answered or missed before its deadline comes', async () => {
    await using office = await openConsole();
    const { hotline } = office;
    const { database } = hotline;
    // now it is Monday, 23 November, 10:00; both are due in the afternoon
    const dueLater = { openedAt: '2026-11-23T08:00:00+01:00', respondBy: '2026-11-23T16:00:00+01:00' };
    await store(hotline, { ...dueLater, severity: 3, answeredAt: '2026-11-23T08:30:00+01:00' });
    // it was critical, missed, and turned out to be milder
    const missed = { ...dueLater, severity: 4, missedAt: '2026-11-23T08:30:00+01:00' };
    const number = await store(hotline, { ...missed, answeredAt: '2026-11-23T09:10:00+01:00' });
    const report = await reportOf(hotline);
    expect(report.figures).toEqual({ 'in-time': 1, late: 1, unanswered: 0 });
    const { filter } = readFigureFilter({ from: '2026-11-01', until: '2026-11-30' }, ZONE, new Date());
    const { attainment } = await readFigures(database, filter, { zone: ZONE, reader: 'page' }, new Date());
    expect(attainment.find(({ part }) => part === 'all')).toMatchObject(report.figures);
    const document = reportDocument({ ...report, language: 'en' });
    expect(document).toContain('1 of 2');
    // it was late for the deadline that was missed, not for the one that came of it
    expect(report.tickets.find((ticket) => ticket.number === number)).toMatchObject({
      lateMs: 40 * 60_000,
      respondBy: '2026-11-23T15:00:00.000Z',
      missedAt: '2026-11-23T07:30:00.000Z',
    });
    expect(document).toMatch(/8:30:00(?: am)?<.*9:10:00.*40 min/s);
    const browser = await office.as('supervisor');
    expect((await browser.get('/figures')).text).toMatch(/23 Nov 2026, 0?8:30:00/);
  });
});

describe('the credit', () => {
  const withRule = (perMiss: string | null) => (usual: string) =>
    perMiss === null
      ? usual
      : usual.replace(/^( {2}enhanced:\n)/m, `$1    credit: { per-miss: "${perMiss}" }\n`);

  it('is that of the plan when each ticket was opened', async () => {
    await using hotline = await openHotline({ at: '2026-11-01T10:00:00+01:00', directory: withRule('10%') });
    const { database } = hotline;
    const before = (await findPlan(database, 'enhanced')) as Plan;
    const saving = { ...before, credit: { perMiss: '5%' } };
    const at = new Date('2026-11-15T10:00:00+01:00');
    await database.transaction((tx) => addFacts(tx, [rule(saving, at)]));
    await database.query(`update plans set definition = $1 where name = 'enhanced'`, [
      JSON.stringify({ ...saving, name: undefined }),
    ]);
    await store(hotline, MISSED);
    const later = ['2026-11-20T09:00:00+01:00', '2026-11-20T09:30:00+01:00'] as const;
    const late = { respondBy: later[1], missedAt: later[1], answeredAt: '2026-11-20T10:00:00+01:00' };
    await store(hotline, { openedAt: later[0], ...late });
    // rung before the change, and promised after it
    const between = await store(hotline, { ...late, openedAt: '2026-11-15T09:59:00+01:00' });
    const opened = { kind: 'opened', actor: 'caller' } as const;
    await addEvent(database, between, { ...opened, at: new Date('2026-11-15T10:01:00+01:00') });
    vi.setSystemTime('2026-12-03T10:00:00+01:00');
    const report = await reportOf(hotline);
    expect(report.credit).toMatchObject({ misses: 2, due: { hundredths: 1_000, unit: '%' } });
    expect(report.earlierCredits).toMatchObject([{ misses: 1, due: { hundredths: 1_000, unit: '%' } }]);
    const document = reportDocument({ ...report, language: 'en' });
    expect(document).toMatch(
      /5% of the monthly fee.*opened under another plan or rule.*10% of the monthly fee/s,
    );
  });
});

test('an objection is told in the month in which it was made, also where the report of the ticket was sent before', async () => {
  await using hotline = await openHotline({ at: '2026-12-20T10:00:00+01:00' });
  const number = await store(hotline, {
    openedAt: '2026-10-30T09:00:00+01:00',
    respondBy: '2026-10-30T09:30:00+01:00',
    missedAt: '2026-10-30T09:30:00+01:00',
    answeredAt: '2026-11-06T10:00:00+01:00',
  });
  const taken = { at: new Date('2026-10-30T09:05:00+01:00'), kind: 'acknowledged', actor: 'anna' } as const;
  await addEvent(hotline.database, number, { ...taken, detail: {} });
  await addEvent(hotline.database, number, {
    at: new Date('2026-11-05T10:00:00+01:00'),
    kind: 'reopened',
    actor: 'customer',
    detail: {},
  });
  const [november, december] = [await reportOf(hotline), await reportOf(hotline, '2026-12')];
  expect(november).toMatchObject({
    figures: { late: 0 },
    // it has one cause, wherever it is told
    tickets: [
      {
        number,
        dueIn: '2026-10',
        miss: { cause: 'not-called' },
        reopenings: [{ at: '2026-11-05T09:00:00.000Z', by: 'customer' }],
      },
    ],
  });
  const text = reportDocument({ ...november, language: 'en' });
  expect(text).toContain(`Ticket ${number}: objection by the customer, 5 Nov 2026, 10:00`);
  expect(text).toContain('counts in October 2026');
  expect(december.tickets).toEqual([]);
});

describe('no credit', () => {
  it('is not said to be for want of a miss, where the plan of then gave none', async () => {
    await using hotline = await openHotline({ at: '2026-12-03T10:00:00+01:00', directory: withCredit });
    await store(hotline, MISSED);
    await hotline.database.query(`update tickets set plan = 'standard'`);
    const report = await reportOf(hotline);
    expect(report).toMatchObject({ figures: { late: 1 }, credit: { misses: 0, due: { hundredths: 0 } } });
    const text = reportDocument({ ...report, language: 'en' });
    expect(text).toContain('were opened under a plan or rule that gives none');
    expect(text).not.toContain('No deadline was missed');
  });
});

describe('the views', () => {
  it('are in the language of the customer, or the other one, and need nothing from elsewhere as a file', async () => {
    await using office = await openConsole({ at: '2026-12-03T10:00:00+01:00' });
    await store(office.hotline, MISSED);
    const browser = await office.as('supervisor');
    expect((await browser.get(AT)).text).toContain('November 2026');
    expect((await browser.get(`${AT}/2026-11`)).text).toContain('<article class="report" lang="de">');
    expect((await browser.get(`${AT}/2026-11?in=en`)).text).toContain('Art. 9(2)(b)');
    const { text, headers } = await browser.get(`${AT}/2026-11/report.html?in=en`);
    expect(headers.get('content-disposition')).toContain('service-report-100234-2026-11.html');
    expect(text).not.toMatch(/(src|href)=|url\(/);
    const json = await browser.get(`${AT}/2026-11/report.json`);
    expect(monthlyReportSchema.parse(JSON.parse(json.text)).month).toBe('2026-11');
  });

  it('show a customer’s name as it is written, whatever it is', async () => {
    await using office = await openConsole({ at: '2026-12-03T10:00:00+01:00' });
    const browser = await office.as('auditor');
    for (const name of NAUGHTY) {
      await office.hotline.database.query('update customers set name = $2 where number = $1', [
        CUSTOMER,
        name,
      ]);
      const { text, status } = await browser.get(`${AT}/2026-11/report.html`);
      expect(status).toBe(200);
      expect(text).not.toContain('<script');
      expect(text).not.toContain('\u202e');
    }
  });

  it('of months and customers that are none are not found', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    for (const month of ['2026-12', '2026-13', '1999-01', '2026-1', "'", '%00', '2026-11%0a', '9999-12'])
      expect((await browser.get(`${AT}/${month}`)).status, month).toBe(404);
    expect((await browser.get('/registry/customers/999999/reports')).status).toBe(404);
    expect((await browser.post(`${AT}/2026-11/remedy`, { ticket: '1', text: 'x' })).status).toBe(404);
    expect((await browser.post(`${AT}/2026-11/send`, {})).location).toBe(`${AT}/2026-11?done=running`);
    const response = await fetch(`${office.hotline.url}/api/v1/customers/999999/reports/2026-11`, {
      headers: { authorization: 'Bearer wrong' },
    });
    expect(response.status).toBe(401);
    for (const at of ['999999/reports/2026-11', `${CUSTOMER}/reports/2027-01`, `${CUSTOMER}/reports/now`])
      expect(await office.hotline.api(`/customers/${at}`)).toMatchObject({ status: 404 });
  });

  it('are sent and explained by whoever may, and only they', async () => {
    await using office = await openConsole({ at: '2026-12-03T10:00:00+01:00' });
    const number = await store(office.hotline, MISSED);
    const engineer = await office.as('engineer');
    const auditor = await office.as('auditor');
    expect((await engineer.get(`${AT}/2026-11`)).status).toBe(200);
    expect((await engineer.get(`${AT}/2026-11/report.html`)).status).toBe(403);
    expect((await auditor.get(`${AT}/2026-11/report.html`)).status).toBe(200);
    for (const browser of [engineer, auditor]) {
      expect((await browser.post(`${AT}/2026-11/send`, {})).status).toBe(403);
      expect((await browser.post(`${AT}/2026-11/remedy`, { ticket: number, text: 'x' })).status).toBe(403);
    }
  });
});
