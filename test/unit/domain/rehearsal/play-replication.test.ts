import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AFTER_WHAT_IS_DUE,
  EventHeap,
  ONCE_ALL_IS_DONE,
} from '../../../../src/domain/rehearsal/event-heap.ts';
import type { Habits } from '../../../../src/domain/rehearsal/habits.ts';
import { STATED_HABITS } from '../../../../src/domain/rehearsal/habits.ts';
import { prepareModel, type RehearsalQuestion } from '../../../../src/domain/rehearsal/model.ts';
import { playReplication } from '../../../../src/domain/rehearsal/play-replication.ts';
import { readWhatIf } from '../../../../src/domain/rehearsal/what-if.ts';
import { houseOf, questionOf } from '../../../support/rehearsal-house.ts';

const LOUD = [{ at: '0%', page: ['schedule:front'], by: ['sms' as const, 'call' as const] }];
/** Everybody answers at once, and every talk is short and brings an answer. */
const AWAKE: Habits = {
  ...STATED_HABITS,
  day: { smsSeen: 1, smsMs: 1_000, callAnswered: 1 },
  night: { smsSeen: 1, smsMs: 1_000, callAnswered: 1 },
  connects: 1,
  callsLater: 0,
  connectAnswered: 1,
  customerAnswers: 1,
  talkMs: 60_000,
  answers: 1,
};

function playOf(question: RehearsalQuestion, replication = 0) {
  const model = prepareModel(question);
  if (!model) throw new Error('nothing to play');
  return playReplication(model, replication);
}

const missed = (question: RehearsalQuestion) => playOf(question).tickets.filter(({ isKept }) => !isKept);

describe('a rehearsal', () => {
  it('counts every call once', () => {
    expect(playOf(questionOf(houseOf(), { calls: 250 })).tickets).toHaveLength(250);
    expect(playOf(questionOf(houseOf(), { calls: 0 })).tickets).toEqual([]);
  });

  it('says the same of the same seed, and something else of another', () => {
    const question = questionOf(houseOf());
    expect(playOf(question)).toEqual(playOf(question));
    expect(playOf({ ...question, seed: 2 })).not.toEqual(playOf(question));
    expect(playOf(question, 1)).not.toEqual(playOf(question, 0));
  });

  it('keeps every promise where everybody answers at once', () => {
    expect(missed(questionOf(houseOf({ steps: LOUD }), { habits: AWAKE, calls: 40 }))).toEqual([]);
  });

  it('keeps none where nobody ever answers, and says why', () => {
    const asleep = { smsSeen: 0, smsMs: 1, callAnswered: 0 };
    const question = questionOf(houseOf(), { habits: { ...AWAKE, day: asleep, night: asleep } });
    expect(new Set(missed(question).map(({ cause }) => cause))).toEqual(new Set(['not-acknowledged']));
    expect(missed(question)).toHaveLength(100);
  });

  it('blames an empty schedule, and not people', () => {
    const schedule = {
      timezone: 'Europe/Berlin',
      layers: [
        { participants: ['anna'], rotate: 'P7D', from: '2026-01-05T08:00', until: '2026-01-06T08:00' },
      ],
      overrides: [],
    };
    const asleep = { smsSeen: 0, smsMs: 1, callAnswered: 0 };
    const nobodyElse = { ...AWAKE, people: new Map([['supervisors', { day: asleep, night: asleep }]]) };
    const question = questionOf(houseOf({ schedule }), { habits: nobodyElse });
    expect(missed(question).every(({ cause }) => cause === 'nobody-on-call')).toBe(true);
    expect(missed(question).length).toBeGreaterThan(20);
  });

  it('blames the customer’s phone where engineers answer and nobody picks up', () => {
    const question = questionOf(houseOf({ steps: LOUD }), { habits: { ...AWAKE, customerAnswers: 0 } });
    expect(missed(question).filter(({ cause }) => cause !== 'customer-away').length).toBeLessThan(10);
  });

  it('changes nothing else by a change: tickets that an outage does not touch stay as they were', () => {
    const question = questionOf(houseOf({ steps: LOUD }), { calls: 60 });
    const alter = readWhatIf('carrier-down:PT94M', question.rehearsed.directory);
    const before = playOf(question).tickets.toSorted((one, other) => one.openedAt - other.openedAt);
    const after = playOf(alter?.(question) ?? question).tickets.toSorted(
      (one, other) => one.openedAt - other.openedAt,
    );
    expect(after.map(({ openedAt, severity }) => [openedAt, severity])).toEqual(
      before.map(({ openedAt, severity }) => [openedAt, severity]),
    );
    const changed = after.filter(({ isKept }, index) => isKept !== before[index]?.isKept);
    expect(changed.length).toBeLessThan(6);
  });

  it('gives the turns of somebody who is gone to the others', () => {
    const question = questionOf(houseOf({ steps: LOUD }));
    const alter = readWhatIf('without:anna', question.rehearsed.directory);
    expect([...playOf(alter?.(question) ?? question).pages.keys()]).toEqual(['ben']);
  });

  it('leaves the phone of somebody silent that is off', () => {
    const question = questionOf(houseOf({ steps: LOUD }), { calls: 200 });
    const both = ['phone-off:anna', 'phone-off:ben'].reduce(
      (asked, typed) => readWhatIf(typed, asked.rehearsed.directory)?.(asked) ?? asked,
      question,
    );
    expect(missed(question).length).toBeLessThan(missed(both).length);
  });
});

describe('a what-if', () => {
  const { directory } = houseOf();

  it.each([
    ['without:hanna', 'Did you mean "anna"?', 'not-found'],
    ['without:nobody-known', 'Engineers of the directory: anna, ben, tessa, tom.', 'not-found'],
    ['phone-off:', 'Engineers of the directory: anna, ben, tessa, tom.', 'not-found'],
    ['carrier-down:94', 'Write the minutes as PT94M.'],
    ['calls:2', 'Write x2, or at most x100.'],
    ['calls:x0', 'Write x2, or at most x100.'],
    ['calls:x1000', 'Write x2, or at most x100.'],
    ['weather:bad', 'What can be asked: without:ENGINEER,'],
    ['', 'What can be asked: without:ENGINEER,'],
  ])('%s is refused with what can be named', (typed, remedy, code = 'bad-input') => {
    expect(() => readWhatIf(typed, directory)).toThrow(
      expect.objectContaining({ code, remedy: expect.stringContaining(remedy) }),
    );
  });

  it('closes every calendar for a week of holidays', () => {
    const question = questionOf(houseOf());
    const changed = readWhatIf('holiday-week', directory)?.(question);
    expect(changed?.rehearsed.directory.calendars.get('munich')?.closures).toEqual([
      '2026-03-30',
      ...Array.from({ length: 7 }, (_, day) => `2026-03-0${day + 2}`),
    ]);
  });
});

describe('a week of holidays', () => {
  it.each([
    // the console asks at the instant at which somebody asks: here it is Tuesday, in UTC still Monday
    ['Europe/Berlin', '2026-06-01T22:30:00Z', '2026-06-02', '2026-06-08'],
    ['Pacific/Auckland', '2026-06-01T22:30:00Z', '2026-06-02', '2026-06-08'],
    ['America/Denver', '2026-06-02T03:00:00Z', '2026-06-01', '2026-06-07'],
    // the clocks are put back in it
    ['Europe/Berlin', '2026-10-23T22:30:00Z', '2026-10-24', '2026-10-30'],
  ])('is seven days of %s from %s on', (timezone, from, first, last) => {
    const house = houseOf();
    const calendar = { timezone, hours: { 'mon-fri': '09:00-18:00' }, closures: [], open: [first] };
    const directory = { ...house.directory, calendars: new Map([['there', calendar]]) };
    const question = questionOf({ ...house, directory }, { from: new Date(from) });
    const changed = readWhatIf('holiday-week', directory)?.(question);
    const { closures, open } = changed?.rehearsed.directory.calendars.get('there') ?? {};
    expect([closures?.length, closures?.[0], closures?.at(-1), open]).toEqual([7, first, last, []]);
  });
});

describe('what is yet to come', () => {
  it('comes in the order of time, and of equal instants in the order in which it was added', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), (instants) => {
        const heap = new EventHeap<number>();
        for (const [index, at] of instants.entries()) heap.add(at, index);
        const taken = instants.map(() => heap.take());
        const wanted = instants
          .map((at, index) => ({ at, event: index }))
          .toSorted((one, other) => one.at - other.at || one.event - other.event);
        expect(taken.map((entry) => entry && { at: entry.at, event: entry.event })).toEqual(wanted);
        expect(heap.take()).toBeNull();
      }),
    );
  });

  it('comes by a rule of its own where it is as late in one instant, and people come last', () => {
    const heap = new EventHeap<string>((one, other) => one.length - other.length);
    heap.add(1, 'a call', AFTER_WHAT_IS_DUE);
    heap.add(1, 'a deadline');
    heap.add(1, 'dialling', ONCE_ALL_IS_DONE);
    heap.add(1, 'an alarm');
    heap.add(1, 'a second');
    heap.add(0, 'what comes earlier');
    expect(Array.from({ length: 6 }, () => heap.take()?.event)).toEqual([
      'what comes earlier',
      'an alarm',
      'a second',
      'a deadline',
      'dialling',
      'a call',
    ]);
  });
});
