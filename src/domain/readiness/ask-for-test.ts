import type { Work } from '../../platform/db/work.ts';
import { LAST } from '../../platform/timers/timer.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import { takesSms } from '../directory-entry/phone.ts';
import { isAway } from '../oncall/engineers/absence.ts';
import { findAbsencesOf } from '../oncall/engineers/absence-store.ts';
import { findEngineer } from '../oncall/engineers/engineer-store.ts';
import { decideRequest, MAX_TESTS_A_DAY, type TestRefusal, type WantedTest } from './decide-test.ts';
import type { AskedHow, TestPage } from './test-page.ts';
import { insertTest, listTests } from './test-page-store.ts';

/** Somebody asks that an engineer be tested. */
export interface TestRequest extends WantedTest {
  /** their key, as it was typed */
  engineer: string;
  quiet?: boolean;
  how: AskedHow;
  /** who asks, by name */
  by: string;
  /** not before this instant; left out: at once */
  from?: Date;
}

const DAY_MS = 24 * 3_600_000;

/**
 * Writes down that a test is wanted; it goes out as soon as nothing else is wanted of its engineer.
 * @returns the test, or why there is none
 */
export async function askForTest(
  { tx, now }: Work,
  request: TestRequest,
): Promise<{ test: TestPage; refused?: never } | { test?: never; refused: TestRefusal }> {
  const engineer = await findEngineer(tx, request.engineer);
  const absences = await findAbsencesOf(tx, [request.engineer], now);
  const recent = await listTests(tx, request.engineer, new Date(now.getTime() - DAY_MS), 2 * MAX_TESTS_A_DAY);
  const rows = { engineer, isAway: isAway(absences, request.engineer, now), recent, takesSms };
  const { number, refused } = decideRequest(request, rows, now);
  if (refused) return { refused };
  const { channel, how, by, quiet = false } = request;
  const test = await insertTest(tx, {
    engineer: request.engineer,
    number,
    channel,
    quiet: quiet && channel === 'call',
    askedHow: how,
    askedBy: by,
    askedAt: now,
  });
  if (!test) return { refused: 'soon' };
  const dueAt = request.from ?? now;
  await setTimer(tx, { kind: 'test-page', subject: test.id, dueAt, priority: LAST });
  return { test };
}
