import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { countAttainment } from '../../src/domain/attainment/attainment-store.ts';
import { allOf } from '../../src/domain/attainment/standing.ts';
import { whyMissed } from '../../src/domain/attainment/why-missed.ts';
import { isLate, type Ticket } from '../../src/domain/tickets/ticket.ts';
import { countCallHours } from '../../src/web/console/reports/call-hours-store.ts';
import { type FigureFilter, readFigureFilter } from '../../src/web/console/reports/figure-filter.ts';
import { readFigures } from '../../src/web/console/reports/read-figures.ts';
import { lookAway } from '../support/caller-ways.ts';
import { openConsole } from '../support/console.ts';
import { twoCases } from '../support/console-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { criticalCase, ERIKA_PIN, openCase } from '../support/stories.ts';

const ZONE = 'Europe/Berlin';

function filterOf(query: Record<string, string> = {}): FigureFilter {
  return readFigureFilter(query, ZONE, new Date()).filter;
}

function figuresOf({ database }: Hotline, query: Record<string, string> = {}) {
  return readFigures(database, filterOf(query), { zone: ZONE, reader: 'page' }, new Date());
}

describe('the figures', () => {
  it('count what was due: in time, late and unanswered', async () => {
    await using office = await openConsole();
    const { hotline } = office;
    await twoCases(office);
    const { attainment, waits, calls } = await figuresOf(hotline);
    const all = attainment.find(({ part }) => part === 'all');
    // Petra's case is not due yet, so it does not count
    expect(all).toMatchObject({ 'in-time': 1, late: 0, unanswered: 0 });
    expect(attainment.filter(({ part }) => part === 'severity')).toMatchObject([{ key: '1', 'in-time': 1 }]);
    expect(attainment.filter(({ part }) => part === 'customer')).toMatchObject([
      { key: '100234', name: 'Musterwerk AG' },
    ]);
    expect(waits).toMatchObject([
      { what: 'acknowledge', plan: 'enhanced', count: 1, median: 60 },
      { what: 'answer', plan: 'enhanced', count: 1, median: 120 },
      { what: 'acknowledge', plan: null },
      { what: 'answer', plan: null },
    ]);
    // Monday at ten
    expect(calls).toEqual([{ weekday: 1, hour: 10, count: 2 }]);
    const standard = await figuresOf(hotline, { plan: 'standard' });
    expect(standard.attainment.filter((row) => allOf(row) > 0)).toEqual([]);
    expect(standard.calls).toEqual([{ weekday: 1, hour: 10, count: 1 }]);
  });
});

it('count no engineer who rings to hear what is open, but whoever of them rings as a customer', async () => {
  await using hotline = await openHotline({ at: '2026-11-23T10:00:00+01:00' });
  const { erika, anna, carla } = hotline.phones;
  await criticalCase(erika);
  anna.sms();
  for (const phone of [anna, carla, carla]) await (await phone.dial()).hangUp();
  expect((await figuresOf(hotline)).calls).toEqual([{ weekday: 1, hour: 10, count: 1 }]);
  const asCustomer = await carla.dial();
  await asCustomer.press('9');
  await asCustomer.hangUp();
  expect((await figuresOf(hotline)).calls).toEqual([{ weekday: 1, hour: 10, count: 2 }]);
  expect((await figuresOf(hotline, { severity: '1' })).calls).toEqual([{ weekday: 1, hour: 10, count: 1 }]);
});

describe('the hours at which callers rang', () => {
  /** around a change of the clocks in each of the zones, and over some years */
  const instant = fc.oneof(
    fc.date({ min: new Date('2026-03-28T00:00Z'), max: new Date('2026-04-06T00:00Z'), noInvalidDate: true }),
    fc.date({ min: new Date('2020-01-01T00:00Z'), max: new Date('2029-12-31T00:00Z'), noInvalidDate: true }),
  );
  const span = { from: new Date('2019-01-01T00:00Z'), until: new Date('2031-01-01T00:00Z') };

  it.each(['Europe/Berlin', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/St_Johns'])(
    'are those of the calendar in %s, whichever instants',
    async (zone) => {
      await using hotline = await openHotline();
      const { database } = hotline;
      await fc.assert(
        fc.asyncProperty(fc.array(instant, { maxLength: 60 }), async (instants) => {
          await database.query('delete from calls');
          await database.query(
            `insert into calls (direction, party, from_number, to_number, status, visit, started_at)
           select 'inbound', 'caller', '+493023125990', '+493023125999', 'completed', '{}', at from unnest($1::timestamptz[]) at`,
            [instants],
          );
          const counted = await countCallHours(database, { ...filterOf(), ...span }, zone);
          const told = counted.flatMap(({ weekday, hour, count }) => Array(count).fill(`${weekday} ${hour}`));
          const local = instants.map((at) => DateTime.fromJSDate(at, { zone }));
          expect(told.toSorted()).toEqual(local.map(({ weekday, hour }) => `${weekday} ${hour}`).toSorted());
        }),
        { numRuns: 30 },
      );
    },
  );
});

/** A ticket as far as the figures look at it; instants in minutes from now. */
interface Row {
  respondBy: number;
  answeredAt: number | null;
  closedAt: number | null;
  missed: boolean;
  severity: 1 | 2 | 3 | 4;
  verified: boolean;
}

const rows = fc.array(
  fc.record<Row>({
    respondBy: fc.integer({ min: -5_000, max: 500 }),
    answeredAt: fc.option(fc.integer({ min: -5_000, max: 0 })),
    closedAt: fc.option(fc.integer({ min: -5_000, max: 0 })),
    missed: fc.boolean(),
    severity: fc.constantFrom(1, 2, 3, 4),
    verified: fc.boolean(),
  }),
  { minLength: 1, maxLength: 40 },
);

async function store({ database }: Hotline, cases: readonly Row[], now: Date): Promise<Ticket[]> {
  await database.query('delete from ticket_events');
  await database.query('delete from tickets');
  const at = (minutes: number | null) =>
    minutes === null ? null : new Date(now.getTime() + minutes * 60_000);
  const tickets: Ticket[] = [];
  for (const { missed, ...row } of cases) {
    const respondBy = at(row.respondBy) as Date;
    const status = row.closedAt !== null ? 'closed' : row.answeredAt === null ? 'open' : 'answered';
    const missedAt = missed && respondBy < now ? respondBy : null;
    const [ticket] = await database.query<Ticket>(
      `insert into tickets (kind, severity, status, channel, verified, customer_number, language, plan, priority, calendar,
         escalation, opened_at, window_from, respond_by, clock, answered_at, closed_at, missed_at, paging_from)
       values ('problem', $1, $2, 'phone', $3, '100234', 'de', 'enhanced', 1, 'munich', 'front-line', $4, $4, $5, 'always',
         $6, $7, $8, $4)
       returning number, status, respond_by as "respondBy", answered_at as "answeredAt", closed_at as "closedAt",
         missed_at as "missedAt"`,
      [
        row.severity,
        status,
        row.verified,
        at(row.respondBy - 30),
        respondBy,
        at(row.answeredAt),
        at(row.closedAt),
        missedAt,
      ],
    );
    tickets.push(ticket as Ticket);
  }
  return tickets;
}

it('every promise that was due is in time, late or unanswered, however the cases are told apart', async () => {
  await using office = await openConsole();
  const { hotline } = office;
  const now = new Date();
  try {
    await fc.assert(
      fc.asyncProperty(rows, async (cases) => {
        const tickets = await store(hotline, cases, now);
        const counted = await countAttainment(hotline.database, filterOf(), ZONE, now);
        const answered = tickets.filter(({ answeredAt }) => answeredAt !== null);
        const late = answered.filter((ticket) => isLate(ticket, now)).length;
        const open = tickets.filter(
          ({ answeredAt, missedAt, closedAt, respondBy }) =>
            answeredAt === null && (missedAt !== null || (closedAt ?? now) > respondBy),
        ).length;
        const all = counted.find(({ part }) => part === 'all');
        expect(all).toMatchObject({ 'in-time': answered.length - late, late, unanswered: open });
        for (const part of ['bucket', 'severity', 'plan', 'customer', 'verified'] as const) {
          const sum = counted
            .filter((row) => row.part === part)
            .reduce((total, row) => total + allOf(row), 0);
          expect(sum, part).toBe(answered.length + open);
        }
      }),
      { numRuns: 25 },
    );
  } finally {
    await store(hotline, [], now);
  }
});

/** The promise is short, and only SMS are sent: so a story of a miss is short, too. */
const SHORT = {
  directory: (usual: string) => usual.replace('PT30M', 'PT4M').replaceAll(/ by: \[.*?\]/g, ' by: [sms]'),
};

/** What was sent meanwhile is not what these stories are about. */
function readAll({ phones }: Hotline): void {
  for (const phone of Object.values(phones)) phone.newSms();
}

describe('why a promise was missed', () => {
  const reasonsOf = async (hotline: Hotline) => {
    readAll(hotline);
    return (await figuresOf(hotline)).missed.map(whyMissed);
  };

  it('nobody acknowledged', async () => {
    await using hotline = await openHotline(SHORT);
    await criticalCase(hotline.phones.erika);
    await hotline.pass({ minutes: 4, seconds: 1 });
    expect(await reasonsOf(hotline)).toEqual(['nobody-acknowledged']);
    const { attainment } = await figuresOf(hotline);
    expect(attainment.find(({ part }) => part === 'all')).toMatchObject({ unanswered: 1, late: 0 });
    // the last resort
    await hotline.phones.supervisor.rings();
  });

  it('nobody acknowledged, and its severity was changed afterwards: that is not why', async () => {
    await using hotline = await openHotline(SHORT);
    const severity = (severity: number) =>
      hotline.api('/tickets/4711/severity', { by: 'Sue', severity, text: 'x' });
    await criticalCase(hotline.phones.erika);
    await hotline.pass({ minutes: 4, seconds: 1 });
    await severity(3);
    await severity(1);
    expect(await reasonsOf(hotline)).toEqual(['nobody-acknowledged']);
    await lookAway(hotline);
  });

  it('it was raised when the new deadline was over', async () => {
    await using hotline = await openHotline(SHORT);
    await openCase(hotline.phones.erika, { pin: ERIKA_PIN, severity: 3 });
    await hotline.pass({ minutes: 10 });
    await hotline.api('/tickets/4711/severity', { by: 'Sue', severity: 1, text: 'x' });
    await hotline.settle();
    expect(await reasonsOf(hotline)).toEqual(['raised-too-late']);
    await lookAway(hotline);
  });

  it('somebody acknowledged and called nobody; the late answer stays a miss', async () => {
    await using hotline = await openHotline(SHORT);
    await criticalCase(hotline.phones.erika);
    await hotline.pass({ minutes: 3 });
    await hotline.phones.anna.sendSms('A');
    await hotline.pass({ minutes: 1, seconds: 1 });
    expect(await reasonsOf(hotline)).toEqual(['not-called']);
    await hotline.phones.anna.sendSms(`D 4711 ${hotline.phones.anna.code()} told them by mail`);
    expect(await reasonsOf(hotline)).toEqual(['not-called']);
    const { attainment } = await figuresOf(hotline);
    expect(attainment.find(({ part }) => part === 'all')).toMatchObject({ unanswered: 0, late: 1 });
  });

  it('the customer was not reached', async () => {
    await using hotline = await openHotline(SHORT);
    await criticalCase(hotline.phones.erika);
    await hotline.phones.anna.sendSms('C');
    const engineer = await (await hotline.phones.anna.rings()).answer();
    await engineer.press('1');
    await (await hotline.phones.erika.rings()).busy();
    await hotline.database.query(
      "update timers set due_at = due_at + interval '1 hour' where kind = 'begin-callback'",
    );
    await hotline.pass({ minutes: 4, seconds: 1 });
    expect(await reasonsOf(hotline)).toEqual(['customer-not-reached']);
    const { tries } = await figuresOf(hotline);
    expect(tries).toEqual([
      { part: 'outcome', key: 'customer-not-reached', count: 1 },
      { part: 'reached', key: 'never', count: 1 },
    ]);
  });
});
