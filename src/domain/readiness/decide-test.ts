import type { Reachable } from '../escalation/decide-recipients.ts';
import type { Channel } from '../paging/page.ts';
import type { TestPage } from './test-page.ts';

/** Why a test is not sent. */
export type TestRefusal =
  /** nobody in force has this key */
  | 'unknown'
  /** the number is none of theirs */
  | 'not-theirs'
  /** they get no text: their owner opted out, or they are landlines; a call is offered */
  | 'opted-out'
  | 'landline'
  /** they are away, and it was not they who asked */
  | 'away'
  /** one on this channel is under way, or was a moment ago */
  | 'soon'
  /** enough for a day */
  | 'many';

/** What somebody asks for. */
export interface WantedTest {
  channel: Channel;
  /** left out: the first phone that the channel reaches */
  number?: string | undefined;
  /** the engineer themselves ask */
  isOwn: boolean;
}

/** What is known of whoever is to be tested. */
export interface TestRows {
  engineer: Reachable | null;
  isAway: boolean;
  /** their tests of a day */
  recent: readonly Pick<TestPage, 'channel' | 'askedAt' | 'endedAt'>[];
  /** whether a number may take texts at all */
  takesSms: (number: string) => boolean;
}

/** Twice in this time is a slip of the finger. */
const AGAIN_MS = 60_000;
/** So many in a day: a test costs money, and sleep. */
export const MAX_TESTS_A_DAY = 20;

/** Which phone a test goes to, or why it goes to none. */
export function decideRequest(
  wanted: WantedTest,
  { engineer, isAway, recent, takesSms }: TestRows,
  now: Date,
): { number: string; refused?: never } | { number?: never; refused: TestRefusal } {
  if (!engineer || engineer.retired) return { refused: 'unknown' };
  const { phones, optedOut } = engineer;
  if (wanted.number !== undefined && !phones.includes(wanted.number)) return { refused: 'not-theirs' };
  const candidates = wanted.number === undefined ? phones : [wanted.number];
  const mobile = wanted.channel === 'call' ? candidates : candidates.filter(takesSms);
  const number = wanted.channel === 'call' ? mobile[0] : mobile.find((each) => !optedOut.includes(each));
  if (number === undefined) return { refused: mobile.length > 0 ? 'opted-out' : 'landline' };
  if (isAway && !wanted.isOwn) return { refused: 'away' };
  const before = recent.filter(({ channel }) => channel === wanted.channel);
  const isSoon = before.some(
    ({ askedAt, endedAt }) => endedAt === null || now.getTime() - askedAt.getTime() < AGAIN_MS,
  );
  if (isSoon) return { refused: 'soon' };
  return recent.length >= MAX_TESTS_A_DAY ? { refused: 'many' } : { number };
}

/** What is to be done about a test that is not over. */
export type TestStep =
  | { step: 'send' }
  | { step: 'wait'; until: Date }
  | { step: 'end'; outcome: 'failed' | 'withdrawn'; reason: string };

/** After so long without an answer a test has failed. */
export const UNCONFIRMED_MS = 10 * 60_000;
/** Somebody is being paged: it is looked again after a while, and given up after an hour. */
const LOOK_AGAIN_MS = 5 * 60_000;
const GIVE_UP_MS = 60 * 60_000;

export function decideTest(
  test: TestPage,
  { engineer, isWanted }: { engineer: Reachable | null; isWanted: boolean },
  now: Date,
): TestStep {
  const { plannedAt, number, channel } = test;
  const sentAt = test.sentAt ?? test.deliveredAt;
  if (plannedAt !== null) {
    const until = new Date((sentAt ?? plannedAt).getTime() + UNCONFIRMED_MS);
    if (now < until) return { step: 'wait', until };
    // what the carrier never took shows nothing of the phone
    return sentAt === null
      ? { step: 'end', outcome: 'withdrawn', reason: 'not-sent' }
      : { step: 'end', outcome: 'failed', reason: 'unanswered' };
  }
  if (!engineer || engineer.retired || !engineer.phones.includes(number))
    return { step: 'end', outcome: 'withdrawn', reason: 'gone' };
  if (channel === 'sms' && engineer.optedOut.includes(number))
    return { step: 'end', outcome: 'withdrawn', reason: 'opted-out' };
  if (!isWanted) return { step: 'send' };
  return now.getTime() - test.askedAt.getTime() >= GIVE_UP_MS
    ? { step: 'end', outcome: 'withdrawn', reason: 'paged' }
    : { step: 'wait', until: new Date(now.getTime() + LOOK_AGAIN_MS) };
}

/** After so many wrong ones no reply counts for a test any more; its link does. */
const MAX_WRONG_CODES = 3;

/** What a reply to a test means: of the last texts, the one with its code. */
export function decideReply<Text extends Pick<TestPage, 'code' | 'outcome' | 'wrongCodes'>>(
  code: string,
  texts: readonly Text[],
): { means: 'confirms' | 'confirmed' | 'late'; test: Text } | { means: 'wrong'; open: Text | null } {
  const open = texts.find(({ outcome }) => outcome === null) ?? null;
  const test = texts.find((text) => text.code === code);
  if (!test || (test === open && test.wrongCodes >= MAX_WRONG_CODES)) return { means: 'wrong', open };
  if (test.outcome === null) return { means: 'confirms', test };
  return { means: test.outcome === 'confirmed' ? 'confirmed' : 'late', test };
}
