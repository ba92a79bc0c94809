import type { Work } from '../../platform/db/work.ts';
import { clearTimer } from '../../platform/timers/timer-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import type { SmsFailure } from '../carrier/carrier.ts';
import type { Message } from '../messages/message.ts';
import { hashOfToken } from '../users/opaque-token.ts';
import { decideReply } from './decide-test.ts';
import { finishTest } from './finish-test.ts';
import { TEST_TEXT, type TestPage } from './test-page.ts';
import {
  addWrongTestCode,
  endTest,
  lockLastTexts,
  lockTestOfLink,
  lockTestOfMessage,
  noteTestArrived,
} from './test-page-store.ts';

/** Somebody said yes to a test. */
export async function confirmTest({ tx, now }: Work, test: TestPage): Promise<void> {
  await endTest(tx, test.id, { outcome: 'confirmed', at: now });
  await clearTimer(tx, 'test-page', test.id);
}

/** So many texts back an answer is known to be one. */
const MAX_TEXTS = 20;

/** An engineer replies to a test with its code. @returns what that means: `other`: it is none of theirs */
export async function confirmByReply(
  work: Work,
  engineer: string,
  code: string,
): Promise<'confirmed' | 'late' | 'other'> {
  const reply = decideReply(code, await lockLastTexts(work.tx, engineer, MAX_TEXTS));
  if (reply.means === 'confirms') await confirmTest(work, reply.test);
  if (reply.means === 'wrong') {
    if (reply.open) await addWrongTestCode(work.tx, reply.open.id);
    return 'other';
  }
  return reply.means === 'late' ? 'late' : 'confirmed';
}

/** What a link ends with, as `runTest` makes it. */
const LINK = /^[\w-]{16}$/;

/** The test that a link belongs to; null if it is no link of ours. */
export async function findTestOfLink({ tx }: Pick<Work, 'tx'>, token: string): Promise<TestPage | null> {
  return LINK.test(token) ? lockTestOfLink(tx, hashOfToken(token)) : null;
}

/** Whoever holds the phone presses the button behind a link. @returns null if it is no link of ours */
export async function confirmByLink(work: Work, token: string): Promise<'confirmed' | 'late' | null> {
  const test = await findTestOfLink(work, token);
  if (!test) return null;
  if (test.outcome === null) await confirmTest(work, test);
  return test.outcome === null || test.outcome === 'confirmed' ? 'confirmed' : 'late';
}

/** The carrier tells how a text fares that may be a test. @param failure why it will never arrive; null: it has gone */
export async function noteTestReport(
  work: HotlineWork,
  message: Pick<Message, 'id' | 'status' | 'textName'>,
  failure: SmsFailure | null,
): Promise<void> {
  // most texts are none, and every one of them is reported
  if (message.textName !== TEST_TEXT) return;
  const { tx, now } = work;
  const test = await lockTestOfMessage(tx, message.id);
  if (!test || test.endedAt !== null) return;
  if (failure !== null) await finishTest(work, test, { outcome: 'failed', reason: failure });
  else if (message.status === 'delivered') await noteTestArrived(tx, test.id, now);
}
