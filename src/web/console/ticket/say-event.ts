import { CALL_IN_STEP, CALLBACK_STEP, NOBODY_ELSE, OUTCOME_STEP } from '../../../domain/paging/page.ts';
import type { TimelineEvent, TimelineKind } from '../../../domain/tickets/timeline-store.ts';
import { type Words, wordFor } from '../words/index.ts';
import type { Names } from './names.ts';

/** An event of a ticket in words. */
export interface SaidEvent {
  text: string;
  /** what a person wrote */
  quote?: string;
  /** the carrier's name of what was spoken */
  recording?: string;
  tone?: 'good' | 'bad';
}

interface Telling {
  event: TimelineEvent;
  words: Words;
  names: Names;
  /** an instant that the event names, written out */
  moment: (at: string) => string;
}

export function sayEvent(telling: Telling): SaidEvent {
  return SAYINGS[telling.event.kind](telling);
}

type Say = (telling: Telling) => SaidEvent;

const whoActed = ({ event, names }: Telling) => names.actor(event);
const textIn = ({ event }: Telling, key: string) =>
  typeof event.detail[key] === 'string' ? (event.detail[key] as string) : '';
const numberIn = ({ event }: Telling, key: string) => Number(event.detail[key]) || 0;
const whoWasPaged = (telling: Telling) => telling.names.person(textIn(telling, 'engineer') || 'supervisors');

/** A callback that comes after the deadline says so. */
function late({ event, words }: Telling, text: string): SaidEvent {
  return event.detail.late === true
    ? { text: `${text}, ${words.event.afterDeadline}`, tone: 'bad' }
    : { text };
}

const SAYINGS: Record<TimelineKind, Say> = {
  opened(telling) {
    const { words } = telling;
    if (telling.event.detail.abandoned === true) return { text: words.event.openedAbandoned, tone: 'bad' };
    const severity = numberIn(telling, 'severity');
    const channel = wordFor(words.channel, textIn(telling, 'channel'));
    return {
      text: words.event.opened({
        customer: whoActed(telling),
        channel,
        severity: `${severity} ${words.severity(severity)}`,
      }),
    };
  },
  'severity-changed'(telling) {
    const { from, to } = telling.event.detail;
    const by = telling.event.actor === 'caller' ? '' : ` (${whoActed(telling)})`;
    const due = telling.moment(textIn(telling, 'respondBy'));
    return {
      text: telling.words.event.severityChanged(String(from), String(to), due) + by,
      quote: textIn(telling, 'text'),
    };
  },
  described: (telling) => ({
    text: telling.words.event.described(numberIn(telling, 'seconds')),
    recording: textIn(telling, 'recording'),
  }),
  'callback-number': ({ words }) => ({ text: words.event.callbackNumber }),
  step(telling) {
    const { event } = telling.words;
    const targets = targetsOf(telling).map(telling.names.target).join(', ');
    const { skipped, resting } = telling.event.detail;
    const names = Array.isArray(skipped) ? skipped.map((key) => telling.names.person(String(key))) : [];
    const left = names.length > 0 ? ` (${event.skipped(names.join(', '))})` : '';
    const spared = Array.isArray(resting) ? resting.map((key) => telling.names.person(String(key))) : [];
    const rests = spared.length > 0 ? ` (${event.spared(spared.join(', '))})` : '';
    return { text: event.step(numberIn(telling, 'step') + 1, targets) + left + rests };
  },
  'nobody-found': ({ words }) => ({ text: words.event.nobodyFound, tone: 'bad' }),
  'rest-breached': (telling) => ({
    text: telling.words.event.restBreached(whoWasPaged(telling), telling.moment(textIn(telling, 'until'))),
    tone: 'bad',
  }),
  page(telling) {
    const { event } = telling.words;
    if (telling.event.detail.step === CALLBACK_STEP)
      return { text: event.pageForCallback(whoWasPaged(telling)) };
    if (telling.event.detail.step === CALL_IN_STEP) return { text: event.pageToCallIn(whoWasPaged(telling)) };
    if (telling.event.detail.step === OUTCOME_STEP)
      return { text: event.pageForOutcome(whoWasPaged(telling)) };
    const by = wordFor(telling.words.pageBy, textIn(telling, 'channel'));
    return { text: event.page(whoWasPaged(telling), by) + whyPaged(telling) };
  },
  'page-ended'(telling) {
    const reason = textIn(telling, 'reason') || textIn(telling, 'status');
    const how = reason === '' ? '' : `: ${wordFor(telling.words.pageReason, reason)}`;
    return { text: telling.words.event.pageEnded(whoWasPaged(telling), how) };
  },
  acknowledged: (telling) => ({
    text: telling.words.event.acknowledged(
      whoActed(telling),
      wordFor(telling.words.channel, textIn(telling, 'channel')),
    ),
    tone: 'good',
  }),
  helping: (telling) => ({
    text: telling.words.event.helping(
      whoActed(telling),
      wordFor(telling.words.channel, textIn(telling, 'channel')),
    ),
    tone: 'good',
  }),
  'acknowledgement-stale': (telling) => ({ text: telling.words.event.stale(whoActed(telling)), tone: 'bad' }),
  'passed-on'(telling) {
    const to = textIn(telling, 'to');
    return {
      text: telling.words.event.passedOn(whoActed(telling), to === '' ? null : telling.names.person(to)),
    };
  },
  'callback-started': (telling) =>
    late(telling, telling.words.event.callbackStarted(whoActed(telling), telling.event.detail.live === true)),
  'customer-called': ({ words }) => ({ text: words.event.customerCalled }),
  joined: (telling) => ({ text: telling.words.event.joined(whoActed(telling)), tone: 'good' }),
  'called-in': (telling) => ({ text: telling.words.event.calledIn(whoActed(telling)), tone: 'good' }),
  'listener-joined': (telling) => ({ text: telling.words.event.listenerJoined(whoActed(telling)) }),
  'listener-left': (telling) => ({
    text: telling.words.event.listenerLeft(whoActed(telling), telling.moment(textIn(telling, 'from'))),
  }),
  'listener-refused': (telling) => ({
    text: telling.words.event.listenerRefused(whoActed(telling)),
    tone: 'bad',
  }),
  'call-joined': ({ words, event }) => ({
    text: event.detail.begun ? words.event.callBegun : words.event.callJoined,
  }),
  'callback-ended': (telling) => ({
    text: telling.words.event.callbackEnded(
      wordFor(telling.words.attemptOutcome, textIn(telling, 'outcome')),
    ),
  }),
  'callback-planned'(telling) {
    const at = textIn(telling, 'at');
    return late(telling, telling.words.event.callbackPlanned(at === '' ? null : telling.moment(at)));
  },
  outcome: (telling) => ({
    text: telling.words.event.outcome(
      whoActed(telling),
      wordFor(telling.words.attemptOutcome, textIn(telling, 'outcome')),
    ),
  }),
  answered(telling) {
    const late = telling.event.detail.late === true;
    const how = wordFor(telling.words.attemptOutcome, textIn(telling, 'how'));
    return {
      text: telling.words.event.answered(whoActed(telling), how, late),
      quote: textIn(telling, 'text'),
      tone: late ? 'bad' : 'good',
    };
  },
  progress(telling) {
    const stage = textIn(telling, 'stage');
    const { event } = telling.words;
    const untold = telling.event.detail.told === false;
    const tone = untold ? { tone: 'bad' as const } : {};
    // a number is what was always asked for, and the only reason that older entries do not name
    const why = textIn(telling, 'why') === 'unverified' ? 'unverified' : 'no-number';
    const mark = untold ? ` (${event.untold[why]})` : '';
    if (stage === '')
      return { text: event.note(whoActed(telling)) + mark, quote: textIn(telling, 'text'), ...tone };
    const version = textIn(telling, 'version') || null;
    return {
      text: event.progress(whoActed(telling), wordFor(telling.words.stage, stage), version) + mark,
      ...tone,
    };
  },
  confirmation: (telling) => ({
    text: telling.words.event.confirmation(
      whoActed(telling),
      wordFor(telling.words.confirmationOutcome, textIn(telling, 'outcome')),
    ),
    ...(['denied', 'unanswered'].includes(textIn(telling, 'outcome')) ? { tone: 'bad' as const } : {}),
  }),
  'order-refused': (telling) => ({
    text: telling.words.event.orderRefused(whoActed(telling)),
    tone: 'bad',
  }),
  message(telling) {
    const { message, objectedByPhone } = telling.words.event;
    const say = textIn(telling, 'channel') === 'call' ? objectedByPhone : message;
    return { text: say(whoActed(telling)), quote: textIn(telling, 'text') };
  },
  'caller-message': (telling) => ({
    text: telling.words.event.callerMessage(numberIn(telling, 'seconds')),
    quote: textIn(telling, 'text'),
    recording: textIn(telling, 'recording'),
  }),
  'caller-hung-up'(telling) {
    const { callerHungUp, callEndedBy } = telling.words.event;
    const by = textIn(telling, 'by');
    return { text: by === '' ? callerHungUp : wordFor(callEndedBy, by) };
  },
  waiting: ({ words }) => ({ text: words.event.waiting }),
  merged: ({ words }) => ({ text: words.event.merged, tone: 'bad' }),
  'customer-told': ({ words }) => ({ text: words.event.customerTold, tone: 'good' }),
  'customer-untold': ({ words }) => ({ text: words.event.customerUntold, tone: 'bad' }),
  'deadline-missed': ({ words }) => ({ text: words.event.deadlineMissed, tone: 'bad' }),
  'miss-taken-back': ({ words }) => ({ text: words.event.missTakenBack }),
  reopened: (telling) => ({
    text: telling.words.event.reopened(whoActed(telling)),
    quote: textIn(telling, 'text'),
    tone: 'bad',
  }),
  'answer-sent': (telling) => ({
    text: telling.words.event.answerSent(
      whoActed(telling),
      wordFor(telling.words.attemptOutcome, textIn(telling, 'how')),
    ),
    quote: textIn(telling, 'text'),
  }),
  'link-opened'(telling) {
    const { event } = telling.words;
    const browser = textIn(telling, 'browser') || null;
    return telling.event.detail.elsewhere === true
      ? { text: event.linkElsewhere(whoActed(telling), browser), tone: 'bad' }
      : { text: event.linkOpened(whoActed(telling), browser) };
  },
  'answer-not-reached': ({ words }) => ({ text: words.event.answerNotReached, tone: 'bad' }),
  closed: (telling) => ({ text: telling.words.event.closed(whoActed(telling)) }),
};

function targetsOf({ event }: Telling): string[] {
  const { targets } = event.detail;
  return Array.isArray(targets) ? targets.map(String) : [];
}

/** Why somebody was paged outside the usual order, in brackets. */
function whyPaged({ words, event }: Telling): string {
  const { pageAgain, nobodyElse } = words.event;
  if (event.detail.reason === 'last resort') return ` (${pageAgain})`;
  return event.detail.reason === NOBODY_ELSE ? ` (${nobodyElse})` : '';
}
