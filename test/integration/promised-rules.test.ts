import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { explainWindow } from '../../src/domain/calendar/explain-window.ts';
import { respondBy } from '../../src/domain/calendar/response-target.ts';
import type { CalendarEntry } from '../../src/domain/directory-entry/directory-schema.ts';
import type { MonthlyReport } from '../../src/domain/monthly-reports/monthly-report.ts';
import { promisedCalendars } from '../../src/domain/tickets/promised-rules.ts';
import { findTicket } from '../../src/domain/tickets/ticket-store.ts';
import { calendarOf } from '../../src/domain/tickets/ticket-window.ts';
import { addEvent } from '../../src/domain/tickets/timeline-store.ts';
import { changeCalendar, changePlan } from '../support/change-rule.ts';
import { openConsole } from '../support/console.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { ERIKA_PIN, openCase } from '../support/stories.ts';

const HOUR = 3_600_000;
const FRIDAY = '2026-11-27T16:00:00+01:00';

const leaveUnread = ({ phones }: Hotline) => {
  for (const phone of Object.values(phones)) phone.sms();
};

test('a day is closed after it was promised: page, API and report still tell how the deadline came about', async () => {
  await using office = await openConsole({ at: FRIDAY });
  const { hotline } = office;
  const { database } = hotline;
  const call = await openCase(hotline.phones.erika, { pin: ERIKA_PIN, severity: 3 });
  await call.hangUp();
  await hotline.pass({ minutes: 1 });
  await hotline.api('/tickets/4711/answer', { by: 'anna', text: 'Eine vorläufige Analyse.' });
  const told = async () => {
    const { tickets } = await hotline.api<MonthlyReport>('/customers/100234/reports/2026-11');
    const { plan } = await hotline.api<{ plan: unknown }>('/tickets/4711');
    const { text } = await (await office.as('supervisor')).get('/tickets/4711');
    const from = text.indexOf('id="promise-title"');
    const promise = text.slice(from, text.indexOf('</section>', from));
    return { days: tickets[0]?.days, ms: tickets[0]?.windowMs, plan, promise };
  };
  const before = await told();
  expect(before.ms).toBe(6 * HOUR);
  expect(before.days?.map(({ date, ms }) => [date, ms / HOUR])).toEqual([
    ['2026-11-27', 2],
    ['2026-11-30', 4],
  ]);
  await hotline.pass({ minutes: 1 });
  await changeCalendar(database, 'munich', (usual) => ({ ...usual, closures: ['2026-11-30'] }));
  expect(await told()).toEqual(before);
  await changeCalendar(database, 'munich', (usual) => ({
    ...usual,
    timezone: 'Asia/Kathmandu',
    hours: { 'mon-sun': ['10:15-12:45'] },
  }));
  expect(await told()).toMatchObject({ days: before.days, ms: before.ms, plan: before.plan });
  leaveUnread(hotline);
});

test('a ticket that is open keeps what its plan promised: raised later, it has the time of then', async () => {
  await using office = await openConsole();
  const { hotline } = office;
  const call = await openCase(hotline.phones.erika, { pin: ERIKA_PIN, severity: 2 });
  await call.hangUp();
  await hotline.pass({ minutes: 5 });
  await changePlan(hotline.database, 'enhanced', (usual) => ({
    ...usual,
    response: { ...usual.response, 1: { within: 'PT3H', clock: 'always' } },
  }));
  await hotline.pass({ minutes: 5 });
  const { text } = await (await office.as('supervisor')).get('/tickets/4711');
  expect(text).toMatch(/<option value="1 [^>]*>[^<]*10:30/);
  await hotline.api('/tickets/4711/severity', { by: 'anna', severity: 1, text: 'The whole site is down.' });
  expect(await hotline.ticket('4711')).toMatchObject({ severity: 1, respondBy: '2026-11-23T09:30:00.000Z' });
  leaveUnread(hotline);
});

test('a released change of signatures that does not help has the time that was promised, not what was changed since', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  const call = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '2', '2', '1', '2', '2', '1']) await call.press(keys);
  await call.hangUp();
  await anna.sendSms(`D 4711 ${anna.code()} Vorläufige Analyse: Fehlalarm bestätigt`);
  await hotline.api('/tickets/4711/progress', { by: 'anna', stage: 'released', version: '24.11.7' });
  await hotline.pass({ minutes: 10 });
  await changePlan(hotline.database, 'enhanced', (usual) => ({
    ...usual,
    response: { ...usual.response, 2: { within: 'P400D', clock: 'always' } },
  }));
  await hotline.pass({ minutes: 20 });
  await erika.sendSms('Nein.');
  expect(await hotline.ticket()).toMatchObject({ status: 'open', respondBy: '2026-11-23T13:30:00.000Z' });
  leaveUnread(hotline);
});

test('a plan and calendar whose past somebody has spoilt in the ledger are told as they are today, and the page opens', async () => {
  await using office = await openConsole({ at: FRIDAY });
  const { hotline } = office;
  const call = await openCase(hotline.phones.erika, { pin: ERIKA_PIN, severity: 3 });
  await call.hangUp();
  await hotline.pass({ minutes: 1 });
  for (const spoilt of ['{', 'null', '{}', '{"timezone":"Nowhere/At_All","hours":{}}']) {
    await hotline.database.query(
      `update ledger_leaves set fields = jsonb_set(fields, '{definition}', to_jsonb($1::text))
       where fact = 'rule'`,
      [spoilt],
    );
    const page = await (await office.as('supervisor')).get('/tickets/4711');
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('15:00') });
    const { tickets } = await hotline.api<MonthlyReport>('/customers/100234/reports/2026-11');
    expect(tickets[0]?.windowMs).toBe(6 * HOUR);
  }
  await hotline.api('/tickets/4711/severity', { by: 'anna', severity: 2, text: 'It is worse.' });
  expect(await hotline.ticket('4711')).toMatchObject({ severity: 2, respondBy: '2026-11-27T19:00:00.000Z' });
  leaveUnread(hotline);
});

const anyCalendar: fc.Arbitrary<Partial<CalendarEntry>> = fc.record({
  timezone: fc.constantFrom('Europe/Berlin', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/St_Johns'),
  hours: fc.constantFrom(
    { 'mon-fri': ['09:00-18:00'] },
    { 'mon-sun': ['22:00-06:00'] },
    { sat: ['08:00-09:30', '10:00-10:01'] },
  ),
  closures: fc.subarray(['2026-11-24', '2026-11-25', '2026-11-30', '2026-12-05']),
});

const NIGHTS: Partial<CalendarEntry> = { timezone: 'Asia/Kathmandu', hours: { 'mon-sun': ['22:00-06:00'] } };

const anyStep = fc.oneof(
  fc.record({ change: anyCalendar }),
  fc.record({ open: fc.integer({ min: 0, max: 600 }) }),
  fc.record({ again: fc.integer({ min: 0, max: 600 }) }),
);

/** @param promised the minutes of each ticket so far */
async function play(
  hotline: Hotline,
  step: Parameters<Parameters<typeof anyStep.map>[0]>[0],
  promised: Map<string, number>,
): Promise<void> {
  vi.setSystemTime(Date.now() + 60_000);
  if ('change' in step)
    return changeCalendar(hotline.database, 'munich', (usual) => ({ ...usual, ...step.change }));
  const last = [...promised.keys()].at(-1) ?? null;
  const [before, minutes] = 'open' in step ? [null, step.open] : [last, step.again];
  promised.set(await promise(hotline, before, minutes), minutes);
}

test('whatever became of a calendar, the days of each deadline add up to the time that was promised', async () => {
  const hotline = await openHotline();
  const { database } = hotline;
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 10 }), async (steps) => {
      const promised = new Map<string, number>();
      for (const step of steps) await play(hotline, step, promised);
      const tickets = await Promise.all([...promised.keys()].map((number) => findTicket(database, number)));
      const known = tickets.flatMap((ticket) => ticket ?? []);
      const calendars = await promisedCalendars(database, known);
      for (const ticket of known) {
        const calendar = calendars.get(ticket.number);
        const { ms, days } = calendar ? explainWindow({ ...ticket, calendar }) : { ms: -1, days: [] };
        expect(ms).toBe((promised.get(ticket.number) ?? 0) * 60_000);
        expect(days.reduce((sum, day) => sum + day.ms, 0)).toBe(ms);
      }
    }),
    { numRuns: 15, examples: [[[{ open: 300 }, { change: NIGHTS }, { again: 300 }, { change: {} }]]] },
  );
  await hotline.close();
});

/** A ticket is opened, or its severity changed, with so many minutes of business time. */
async function promise({ database }: Hotline, before: string | null, minutes: number): Promise<string> {
  const now = new Date();
  const { calendar } = await calendarOf(database, 'munich');
  const window = respondBy({ within: `PT${minutes}M`, clock: 'business' }, calendar, now);
  const [row] = await database.query<{ number: string }>(
    before === null
      ? `insert into tickets (kind, severity, status, channel, verified, customer_number, language, plan, priority, calendar,
           escalation, opened_at, window_from, respond_by, clock, paging_from)
         values ('problem', 3, 'open', 'phone', true, '100234', 'de', 'enhanced', 1, 'munich', 'front-line', $1, $2, $3, 'business', $2)
         returning number`
      : `update tickets set window_from = $2, respond_by = $3 where number = $4 and $1::timestamptz is not null returning number`,
    [now, window.windowFrom, window.respondBy, ...(before === null ? [] : [before])],
  );
  const number = row?.number ?? '';
  const kind = before === null ? 'opened' : 'severity-changed';
  await addEvent(database, number, { at: now, kind, actor: 'caller', detail: {} });
  return number;
}
