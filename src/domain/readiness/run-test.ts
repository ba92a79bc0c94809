import { randomInt } from 'node:crypto';
import { LAST } from '../../platform/timers/timer.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { queueCall } from '../calls/place-call.ts';
import { languageOf } from '../escalation/find-recipients.ts';
import { writeSms } from '../messages/write-sms.ts';
import { type Engineer, findEngineer } from '../oncall/engineers/engineer-store.ts';
import { hashOfToken, makeToken } from '../users/opaque-token.ts';
import { decideTest } from './decide-test.ts';
import { finishTest } from './finish-test.ts';
import {
  TEST_CALL_URGENCY,
  TEST_TEXT,
  TEST_TEXT_PRIORITY,
  TEST_VALID_SECONDS,
  type TestPage,
} from './test-page.ts';
import { isWanted, lockTest, planTest } from './test-page-store.ts';

/** 96 random bits: short enough for a text of one part, and nobody guesses it in the minutes it counts. */
const LINK_BYTES = 12;

/**
 * What is due about a test: it goes out, waits while its engineer is being paged, or has failed since nobody answered.
 * @param linkTo the address that confirms it, by what it ends with
 */
export async function runTest(
  work: HotlineWork,
  id: string,
  linkTo: (token: string) => string,
): Promise<void> {
  const { tx, now } = work;
  const test = await lockTest(tx, id);
  if (!test || test.endedAt !== null) return;
  const engineer = await findEngineer(tx, test.engineer);
  const decided = decideTest(test, { engineer, isWanted: await isWanted(tx, test.engineer) }, now);
  if (decided.step === 'end') return finishTest(work, test, decided);
  if (decided.step === 'send' && engineer) await send(work, test, { engineer, linkTo });
  const dueAt = decided.step === 'wait' ? decided.until : now;
  await setTimer(tx, { kind: 'test-page', subject: id, dueAt, priority: LAST });
}

async function send(
  work: HotlineWork,
  test: TestPage,
  { engineer, linkTo }: { engineer: Engineer; linkTo: (token: string) => string },
): Promise<void> {
  const { tx, hotline, now } = work;
  const language = languageOf(hotline, engineer.languages);
  if (test.channel === 'call') {
    const vars: Record<string, string> = test.quiet ? { quiet: 'yes' } : {};
    const wanted = { party: 'engineer', flow: 'test', to: test.number, language, vars } as const;
    const call = await queueCall(work, {
      ...wanted,
      ticketNumber: null,
      engineer: engineer.key,
      urgency: TEST_CALL_URGENCY,
    });
    return planTest(tx, test.id, { at: now, callId: call.id });
  }
  const token = makeToken(LINK_BYTES);
  const code = String(randomInt(1_000, 10_000));
  const message = await writeSms(work, {
    audience: 'engineer',
    to: test.number,
    language,
    text: TEST_TEXT,
    vars: { code, link: linkTo(token) },
    validSeconds: TEST_VALID_SECONDS,
    priority: TEST_TEXT_PRIORITY,
  });
  return planTest(tx, test.id, { at: now, messageId: message.id, code, linkHash: hashOfToken(token) });
}
