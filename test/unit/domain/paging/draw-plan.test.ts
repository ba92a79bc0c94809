import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isOpen } from '../../../../src/domain/calendar/calendar.ts';
import { windowInstant } from '../../../../src/domain/calendar/response-target.ts';
import {
  lastResortAt,
  nextRound,
  type PolicyStep,
  roundTimes,
  stepTimes,
} from '../../../../src/domain/escalation/step-times.ts';
import { anyWindow, later, MINUTE, windowOf } from './windows.ts';

const TEN = '2026-11-23T09:00:00Z';
const steps = (...at: string[]): PolicyStep[] => at.map((one) => ({ at: one }));

/** The plan as minutes from ten o'clock. */
function minutes(plan: Date[]): number[] {
  return plan.map((at) => (at.getTime() - Date.parse(TEN)) / MINUTE);
}

describe('a plan of half an hour', () => {
  const window = windowOf(TEN, 'PT30M');

  it('has steps at shares of the window and at durations', () => {
    expect(minutes(stepTimes(steps('0%', '10%', 'PT10M', '80%'), window, new Date(TEN)))).toEqual([
      0, 3, 10, 24,
    ]);
  });

  it('shares out what is left when a round begins late', () => {
    expect(minutes(stepTimes(steps('0%', '10%', '50%'), window, later(TEN, 20)))).toEqual([20, 21, 25]);
  });

  it('draws a duration together that would leave no time to answer', () => {
    expect(minutes(stepTimes(steps('0%', 'PT10M', 'PT1H'), window, later(TEN, 20)))).toEqual([20, 28, 28]);
  });

  it('keeps the order that is written, whatever the instants say', () => {
    expect(minutes(stepTimes(steps('0%', '50%', 'PT5M'), window, new Date(TEN)))).toEqual([0, 15, 15]);
  });

  it('goes on after the deadline, a minute between steps', () => {
    expect(minutes(stepTimes(steps('0%', '10%', 'PT10M'), window, later(TEN, 45)))).toEqual([45, 46, 47]);
    expect(minutes(stepTimes(steps('0%', '10%'), window, later(TEN, 30)))).toEqual([30, 31]);
  });
});

test('on the business clock the window rests at night: half of six hours from four in the afternoon is ten in the morning', () => {
  const window = windowOf('2026-11-23T15:00:00Z', 'PT6H', 'business');
  expect(stepTimes(steps('0%', 'PT1H', '50%'), window, window.windowFrom)).toEqual([
    new Date('2026-11-23T15:00:00Z'),
    new Date('2026-11-23T16:00:00Z'),
    new Date('2026-11-24T09:00:00Z'),
  ]);
});

test('a round of the night, after the deadline, keeps a minute between its steps from the opening on', () => {
  const window = windowOf('2026-11-23T08:00:00Z', 'PT1H', 'business');
  expect(stepTimes(steps('0%', '10%', 'PT10M'), window, new Date('2026-11-23T21:00:00Z'))).toEqual([
    new Date('2026-11-24T08:00:00Z'),
    new Date('2026-11-24T08:01:00Z'),
    new Date('2026-11-24T08:02:00Z'),
  ]);
});

test('a round that begins before the window waits for it', () => {
  const window = windowOf('2026-11-22T20:00:00Z', 'PT6H', 'business');
  const [first] = stepTimes(steps('0%'), window, new Date('2026-11-22T20:00:00Z'));
  expect(first).toEqual(new Date('2026-11-23T08:00:00Z'));
});

describe('a round', () => {
  const window = windowOf(TEN, 'PT30M');

  it('keeps the place of its first step while it is the first, and begins at once later', () => {
    const plan = (round: number, after: number) =>
      minutes(roundTimes(steps('PT5M', '50%'), window, { round, pagingFrom: later(TEN, after) }).steps);
    expect(plan(1, 0)).toEqual([5, 15]);
    expect(plan(2, 10)).toEqual([10, 20]);
  });

  it('keeps a share of the window for the last resort, in the hours of the calendar', () => {
    expect(minutes([lastResortAt(window)])).toEqual([24]);
    expect(minutes([lastResortAt(windowOf(TEN, 'PT5M'))])).toEqual([4]);
    const overnight = windowOf('2026-11-23T15:00:00Z', 'PT6H', 'business');
    expect(lastResortAt(overnight)).toEqual(new Date('2026-11-24T10:48:00Z'));
  });
});

describe('laws', () => {
  it('the last resort has time left to answer, whatever the window', () => {
    fc.assert(
      fc.property(anyWindow, ({ window }) => {
        const at = lastResortAt(window).getTime();
        expect(at).toBeGreaterThanOrEqual(window.windowFrom.getTime());
        if (window.respondBy > window.windowFrom) expect(at).toBeLessThan(window.respondBy.getTime());
      }),
    );
  });

  const anySteps = fc.array(
    fc.oneof(
      fc.integer({ min: 0, max: 80 }).map((share) => `${share}%`),
      fc.integer({ min: 0, max: 6_000 }).map((span) => `PT${span}M`),
    ),
    { minLength: 1, maxLength: 8 },
  );

  it('no step before its round, none before the one above it, and the last leaves a fifth of what was left', () => {
    fc.assert(
      fc.property(anyWindow, anySteps, ({ window, at: from }, at) => {
        const plan = stepTimes(steps(...at), window, from);
        const begin = from > window.windowFrom ? from : window.windowFrom;
        expect(plan).toHaveLength(at.length);
        let previous = begin;
        for (const instant of plan) {
          expect(instant.getTime()).toBeGreaterThanOrEqual(previous.getTime());
          previous = instant;
        }
        if (begin >= window.respondBy) return;
        const latest = windowInstant({ ...window, windowFrom: begin }, { share: 0.8 });
        expect(previous.getTime()).toBeLessThanOrEqual(Math.max(latest.getTime(), begin.getTime()));
      }),
    );
  });

  it('a later round is never drawn before an earlier one', () => {
    fc.assert(
      fc.property(
        anyWindow,
        anySteps,
        fc.integer({ min: 0, max: 600 }),
        ({ window, at: from }, at, delay) => {
          const early = stepTimes(steps(...at.filter((one) => one.endsWith('%'))), window, from);
          const late = stepTimes(steps(...at.filter((one) => one.endsWith('%'))), window, later(from, delay));
          if (later(from, delay) >= window.respondBy) return;
          for (const [index, instant] of late.entries())
            expect(instant.getTime()).toBeGreaterThanOrEqual((early[index]?.getTime() ?? 0) - 2);
        },
      ),
    );
  });

  it('the next round begins a minute to a quarter of an hour later on the clock of the ticket, never at night on the business one', () => {
    fc.assert(
      fc.property(anyWindow, ({ window, at }) => {
        const next = nextRound(window, at);
        expect(next.getTime()).toBeGreaterThanOrEqual(at.getTime() + MINUTE);
        if (window.clock === 'always') expect(next.getTime()).toBeLessThanOrEqual(at.getTime() + 15 * MINUTE);
        else expect(isOpen(window.calendar, new Date(next.getTime() - 1))).toBe(true);
      }),
    );
  });
});
