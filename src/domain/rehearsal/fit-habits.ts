import type { LocalTime } from '../calendar/local-time.ts';
import type { Observed, ObservedPage } from '../observed/observed.ts';
import { engineerOrSupervisors } from '../users/actor.ts';
import { type Habits, type PersonReaction, STATED_HABITS } from './habits.ts';
import { hourOfWeek, isNight } from './local-hours.ts';

/** Fewer observations of one person say nothing of them: they are taken to be like everybody. */
const MIN_OBSERVED = 30;
/** The stated profile counts for so many calls, so that an hour without a call is not taken to be one that never has any. */
const PRIOR_CALLS = 100;
/** A text that was not answered by then was not seen. */
const SEEN_WITHIN_MS = 3_600_000;
/** Who is with the customer so soon was connected at once. */
const AT_ONCE_MS = 90_000;

/**
 * How calls come in and people react, learned from the record; where it is silent, as stated.
 * @param localTime what the clock shows by which nights and weekdays are told
 * @returns the stated profile if there are too few calls to learn from
 */
export function fitHabits(observed: Observed, localTime: (instant: number) => LocalTime): Habits {
  const { tickets, pages, attempts } = observed;
  if (tickets.length < MIN_OBSERVED) return STATED_HABITS;
  const isAtNight = (page: ObservedPage) => isNight(localTime(page.sentAt.getTime()));
  const reactionsOf = (some: readonly ObservedPage[], usual: Pick<Habits, 'day' | 'night'>) => ({
    day: fitReaction(
      some.filter((page) => !isAtNight(page)),
      usual.day,
    ),
    night: fitReaction(some.filter(isAtNight), usual.night),
  });
  const everybody = reactionsOf(pages, STATED_HABITS);
  const byPerson = Map.groupBy(pages, ({ engineer }) => engineerOrSupervisors(engineer));
  const answered = pages.filter(({ end }) => end === 'acknowledged' || end === 'passed-on');
  const passedOn = shareOf(
    answered,
    ({ end }) => end === 'passed-on',
    1 - STATED_HABITS.connects - STATED_HABITS.callsLater,
  );
  const first = attempts.filter(({ afterMs }) => afterMs !== null);
  const { connects, callsLater } = STATED_HABITS;
  const atOnce = shareOf(
    first,
    ({ afterMs }) => (afterMs ?? 0) <= AT_ONCE_MS,
    connects / (connects + callsLater),
  );
  const talks = attempts.filter(({ outcome }) => outcome !== 'customer-not-reached');
  return {
    ...STATED_HABITS,
    source: 'fitted',
    callsByHour: fitHours(tickets.map(({ openedAt }) => localTime(openedAt.getTime()))),
    severities: fitSeverities(tickets.map(({ severity }) => severity)),
    signatures: shareOf(tickets, ({ kind }) => kind === 'signature', STATED_HABITS.signatures),
    ...everybody,
    people: new Map([...byPerson].map(([who, some]) => [who, reactionsOf(some, everybody)])),
    connects: (1 - passedOn) * atOnce,
    callsLater: (1 - passedOn) * (1 - atOnce),
    customerAnswers: shareOf(
      attempts,
      ({ outcome }) => outcome !== 'customer-not-reached',
      STATED_HABITS.customerAnswers,
    ),
    talkMs: talks.length < MIN_OBSERVED ? STATED_HABITS.talkMs : median(talks.map(({ ms }) => ms)),
    answers: shareOf(talks, ({ outcome }) => outcome === 'answered', STATED_HABITS.answers),
  };
}

function fitReaction(pages: readonly ObservedPage[], usual: PersonReaction): PersonReaction {
  const texts = pages.filter(({ channel }) => channel === 'sms');
  const calls = pages.filter(({ channel, end }) => channel === 'call' && end !== 'open');
  const seen = texts.length < MIN_OBSERVED ? null : fitSeen(texts);
  return {
    smsSeen: seen?.share ?? usual.smsSeen,
    smsMs: seen?.medianMs ?? usual.smsMs,
    callAnswered: shareOf(calls, ({ end }) => end !== 'not-reached', usual.callAnswered),
  };
}

/**
 * How many texts are answered at all, and how soon. A text that was called off, since somebody else was faster, was watched
 * until then and no longer: Kaplan and Meier's estimate counts it so long,
 * https://en.wikipedia.org/wiki/Kaplan%E2%80%93Meier_estimator.
 */
export function fitSeen(
  texts: readonly Pick<ObservedPage, 'ms' | 'end'>[],
): { share: number; medianMs: number } | null {
  const inOrder = texts.toSorted((one, other) => one.ms - other.ms);
  let unanswered = 1;
  const curve: { ms: number; unanswered: number }[] = [];
  for (const [index, { ms, end }] of inOrder.entries()) {
    if (ms > SEEN_WITHIN_MS) break;
    if (end !== 'acknowledged' && end !== 'passed-on') continue;
    unanswered *= 1 - 1 / (inOrder.length - index);
    curve.push({ ms, unanswered });
  }
  const share = 1 - unanswered;
  const middle = curve.find((point) => 1 - point.unanswered >= share / 2);
  return middle ? { share, medianMs: Math.max(1_000, middle.ms) } : null;
}

function fitHours(times: readonly LocalTime[]): number[] {
  const total = STATED_HABITS.callsByHour.reduce((sum, weight) => sum + weight, 0);
  const hours = STATED_HABITS.callsByHour.map((weight) => (weight / total) * PRIOR_CALLS);
  for (const time of times) {
    const hour = hourOfWeek(time);
    hours[hour] = (hours[hour] ?? 0) + 1;
  }
  return hours;
}

function fitSeverities(severities: readonly number[]): Habits['severities'] {
  const count = (severity: number) => severities.filter((one) => one === severity).length;
  return [count(1), count(2), count(3), count(4)];
}

function shareOf<Row>(rows: readonly Row[], isIt: (row: Row) => boolean, usual: number): number {
  return rows.length < MIN_OBSERVED ? usual : rows.filter(isIt).length / rows.length;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}
