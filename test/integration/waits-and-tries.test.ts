import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AttemptOutcome } from '../../src/domain/callbacks/callback.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { type FigureFilter, readFigureFilter } from '../../src/web/console/reports/figure-filter.ts';
import { countTries, type TriesRow } from '../../src/web/console/reports/tries-store.ts';
import { CLASS_ENDS, countWaits, measureWaits, WAITS } from '../../src/web/console/reports/wait-store.ts';
import { openHotline } from '../support/hotline.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
/** Seconds from ten hours ago on. */
const at = (second: number | null) =>
  second === null ? null : new Date(NOW.getTime() + second * 1_000 - 36_000_000);
const PRIORITIES = { enhanced: 1, standard: 2 };
const IN_VAIN: readonly AttemptOutcome[] = ['customer-not-reached', 'engineer-hung-up'];
const OUTCOMES: readonly AttemptOutcome[] = [...IN_VAIN, 'not-yet', 'qualified-answer'];

/** A ticket as far as waits and tries go. */
interface Story {
  plan: keyof typeof PRIORITIES;
  windowFrom: number;
  /** in the time to come, too: an instant that was entered by hand */
  acknowledgedAt: number | null;
  answeredAt: number | null;
  /** the outcomes of its tries, in their order */
  tries: AttemptOutcome[];
}

const instant = fc
  .double({ min: 0, max: 40_000, noNaN: true })
  .map((second) => Math.round(second * 1_000) / 1_000);
const stories = fc.array(
  fc.record<Story>({
    plan: fc.constantFrom('enhanced', 'standard'),
    windowFrom: instant,
    acknowledgedAt: fc.option(instant),
    answeredAt: fc.option(instant),
    tries: fc.array(fc.constantFrom(...OUTCOMES), { maxLength: 4 }),
  }),
  { maxLength: 25 },
);

async function store(database: Database, { plan, tries, ...story }: Story): Promise<void> {
  const [ticket] = await database.query<{ number: string }>(
    `insert into tickets (kind, severity, status, channel, verified, customer_number, language, plan, priority, calendar,
       escalation, opened_at, window_from, respond_by, clock, acknowledged_at, answered_at, paging_from)
     values ('problem', 1, 'closed', 'phone', true, '100234', 'de', $1, $2, 'munich', 'front-line', $3, $3, $4, 'always', $5, $6, $3)
     returning number`,
    [plan, PRIORITIES[plan], at(story.windowFrom), NOW, at(story.acknowledgedAt), at(story.answeredAt)],
  );
  for (const [place, outcome] of tries.entries())
    await database.query(
      `with back as (insert into callbacks (ticket_number, status, created_at) values ($1, 'done', $2) returning id)
       insert into callback_attempts (callback_id, ticket_number, stage, outcome, started_at)
       select id, $1, 'ended', $3, $2 from back`,
      [ticket?.number, at(place), outcome],
    );
}

async function forget(database: Database): Promise<void> {
  for (const table of ['callback_attempts', 'callbacks', 'tickets'])
    await database.query(`delete from ${table}`);
}

/** The seconds that were waited for one of the two, in order. */
function waitsOf(told: readonly Story[], what: (typeof WAITS)[number]): number[] {
  return told
    .flatMap((story) => {
      const until = what === 'acknowledge' ? story.acknowledgedAt : story.answeredAt;
      const isPast = until !== null && until <= 36_000;
      return isPast ? [Math.max(0, Math.round((until - story.windowFrom) * 1_000) / 1_000)] : [];
    })
    .toSorted((one, other) => one - other);
}

function measured(told: readonly Story[], plan: keyof typeof PRIORITIES | null) {
  return WAITS.flatMap((what) => {
    const waits = waitsOf(plan === null ? told : told.filter((story) => story.plan === plan), what);
    const within = (share: number) => waits[Math.ceil(share * waits.length) - 1];
    const priority = plan && PRIORITIES[plan];
    const row = { what, plan, priority, count: waits.length, median: within(0.5), ninth: within(0.9) };
    return waits.length === 0 ? [] : [row];
  });
}

function classed(told: readonly Story[]) {
  return WAITS.flatMap((what) => {
    const classes = Map.groupBy(
      waitsOf(told, what),
      (wait) => CLASS_ENDS.filter((end) => end <= wait).length,
    );
    return [...classes].map(([index, waits]) => ({ what, class: index, count: waits.length }));
  });
}

function tried(told: readonly Story[]): TriesRow[] {
  const called = told.map(({ tries }) => tries).filter((tries) => tries.length > 0);
  const reached = called.map((tries) => tries.findIndex((outcome) => !IN_VAIN.includes(outcome)));
  const counts = (part: TriesRow['part'], keys: readonly string[]) =>
    [...Map.groupBy(keys, (key) => key)].map(([key, all]) => ({ part, key, count: all.length }));
  return [
    ...counts('outcome', called.flat()),
    ...counts(
      'reached',
      reached.map((place) => (place < 0 ? 'never' : String(place + 1))),
    ),
  ];
}

it('waits and tries are counted as one would by hand', async () => {
  await using hotline = await openHotline();
  const { database } = hotline;
  const { filter } = readFigureFilter({ period: '7-days' }, 'Europe/Berlin', NOW);
  const inAnyOrder = (rows: readonly object[]) =>
    rows.map((row) => JSON.stringify(row, Object.keys(row).toSorted())).toSorted();
  const counted = async (asked: FigureFilter) => ({
    waits: await measureWaits(database, asked, NOW),
    classes: inAnyOrder(await countWaits(database, asked, NOW)),
    tries: inAnyOrder(await countTries(database, asked)),
  });
  await fc.assert(
    fc.asyncProperty(stories, async (told) => {
      await forget(database);
      for (const story of told) await store(database, story);
      expect(await counted(filter)).toEqual({
        waits: [...measured(told, 'enhanced'), ...measured(told, 'standard'), ...measured(told, null)],
        classes: inAnyOrder(classed(told)),
        tries: inAnyOrder(tried(told)),
      });
      const enhanced = told.filter(({ plan }) => plan === 'enhanced');
      expect(await counted({ ...filter, plan: 'enhanced' })).toEqual({
        waits: [...measured(enhanced, 'enhanced'), ...measured(enhanced, null)],
        classes: inAnyOrder(classed(enhanced)),
        tries: inAnyOrder(tried(enhanced)),
      });
    }),
    { numRuns: 30 },
  );
  await forget(database);
});
