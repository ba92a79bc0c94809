import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Page } from '../../../../src/domain/paging/page.ts';
import {
  decideAcknowledgement,
  decideRelease,
} from '../../../../src/domain/ticket-operations/decide-acknowledgement.ts';
import { decideHandOver, refuseHandOver } from '../../../../src/domain/ticket-operations/decide-hand-over.ts';
import { decidePassOn } from '../../../../src/domain/ticket-operations/decide-pass-on.ts';
import {
  decideReopening,
  decideSignatureObjection,
  mayTakeBack,
} from '../../../../src/domain/ticket-operations/decide-reopening.ts';
import { decideSeverity } from '../../../../src/domain/ticket-operations/decide-severity.ts';
import type { Ticket } from '../../../../src/domain/tickets/ticket.ts';
import { anyWindow, later, MINUTE, windowOf } from '../paging/windows.ts';
import { ticketIn } from '../tickets.ts';

const TEN = '2026-11-23T09:00:00Z';
const now = later(TEN, 10);
const window = windowOf(TEN, 'PT4H10M');
const by = (engineer: string) => ({ by: engineer, channel: 'sms' as const });
const held = (given: Partial<Ticket> = {}) =>
  ticketIn(window, {
    status: 'acknowledged',
    acknowledgedBy: 'anna',
    acknowledgedAt: new Date(TEN),
    ...given,
  });

describe('somebody takes a ticket', () => {
  it('the first one has it: the alarm falls silent, and they are trusted with it for a while', () => {
    expect(decideAcknowledgement({ ticket: ticketIn(window), window }, by('anna'), now)).toEqual({
      outcome: 'acknowledged',
      decision: {
        events: [{ kind: 'acknowledged', actor: 'anna', detail: { channel: 'sms' } }],
        change: { status: 'acknowledged', acknowledgedBy: 'anna', acknowledgedAt: now },
        cleared: ['escalate'],
        timers: [
          { kind: 'acknowledgement-stale', dueAt: later(TEN, 130) },
          { kind: 'begin-callback', dueAt: later(TEN, 70) },
        ],
      },
    });
  });

  it('whoever the customer waits for on the line is rung at once, and trusted as long as ever', () => {
    const waited = { ...by('anna'), isWaitedFor: true };
    expect(decideAcknowledgement({ ticket: ticketIn(window), window }, waited, now)).toMatchObject({
      decision: {
        timers: [
          { kind: 'acknowledgement-stale', dueAt: later(TEN, 130) },
          { kind: 'begin-callback', dueAt: now },
        ],
      },
    });
  });

  it('who says so once more is reminded once more, and is trusted no longer for it', () => {
    const again = decideAcknowledgement({ ticket: held(), window }, by('anna'), now);
    expect(again).toEqual({
      outcome: 'already-yours',
      decision: { timers: [{ kind: 'begin-callback', dueAt: later(TEN, 70), unlessSet: true }] },
    });
  });

  it('the second one comes too late, and everybody once it is answered', () => {
    expect(decideAcknowledgement({ ticket: held(), window }, by('ben'), now)).toEqual({ outcome: 'taken' });
    for (const status of ['answered', 'closed'] as const)
      expect(decideAcknowledgement({ ticket: held({ status }), window }, by('anna'), now)).toEqual({
        outcome: 'over',
      });
  });

  describe('where a step has asked for a second pair of hands', () => {
    const forTwo = { hands: 2 } as const;

    it('the first has it, and the alarm stays set for the second', () => {
      const first = decideAcknowledgement({ ticket: ticketIn(window, forTwo), window }, by('anna'), now);
      expect(first).toMatchObject({ outcome: 'acknowledged', decision: { cleared: [] } });
    });

    it('the second helps: the alarm falls silent, and the ticket stays whose it is', () => {
      expect(decideAcknowledgement({ ticket: held(forTwo), window }, by('ben'), now)).toEqual({
        outcome: 'helping',
        decision: {
          events: [{ kind: 'helping', actor: 'ben', detail: { channel: 'sms' } }],
          change: { helpers: ['ben'] },
          cleared: ['escalate'],
        },
      });
    });

    it('the first is no second, who helps already changes nothing, and a third comes too late', () => {
      const helped = held({ ...forTwo, helpers: ['ben'] });
      const outcomeFor = (ticket: Ticket, who: string) =>
        decideAcknowledgement({ ticket, window }, by(who), now);
      expect(outcomeFor(held(forTwo), 'anna')).toMatchObject({ outcome: 'already-yours' });
      expect(outcomeFor(helped, 'ben')).toEqual({ outcome: 'helping', decision: {} });
      expect(outcomeFor(helped, 'carla')).toEqual({ outcome: 'taken' });
    });

    it('whoever helps passes on: the next is asked at once, and the ticket stays whose it is', () => {
      const passing = { by: 'ben', engineer: 'ben' };
      const helped = held({ ...forTwo, helpers: ['ben'] });
      expect(decidePassOn(helped, passing, { open: [], keyed: [], callback: 'none' }, now)).toMatchObject({
        outcome: 'passed-on',
        decision: { change: { helpers: [] }, timers: [{ kind: 'escalate', dueAt: now }] },
      });
    });

    test('whoever comes in whatever order: at most two are at it, nobody twice, the owner stays', () => {
      fc.assert(
        fc.property(fc.array(fc.constantFrom('anna', 'ben', 'carla'), { maxLength: 8 }), (people) => {
          let ticket = ticketIn(window, forTwo);
          for (const who of people) {
            const owner = ticket.acknowledgedBy;
            const decided = decideAcknowledgement({ ticket, window }, by(who), now);
            if ('decision' in decided) ticket = { ...ticket, ...decided.decision.change };
            if (owner !== null) expect(ticket.acknowledgedBy).toBe(owner);
          }
          const atIt = [ticket.acknowledgedBy, ...ticket.helpers].filter((who) => who !== null);
          expect(new Set(atIt).size).toBe(atIt.length);
          expect(atIt).toHaveLength(Math.min(2, new Set(people).size));
        }),
      );
    });
  });

  it('whoever it is taken back from is left in peace for a while, and others are paged at once', () => {
    const { decision, declined } = decideRelease(held({ round: 2, nextStep: 3 }), 'no callback in time', now);
    expect(declined).toEqual({ engineer: 'anna', until: window.respondBy });
    expect(decision).toEqual({
      events: [{ kind: 'acknowledgement-stale', actor: 'anna', detail: { why: 'no callback in time' } }],
      change: {
        status: 'open',
        acknowledgedBy: null,
        acknowledgedAt: null,
        helpers: [],
        round: 3,
        pagingFrom: now,
        nextStep: 0,
      },
      cleared: ['acknowledgement-stale', 'begin-callback'],
      timers: [{ kind: 'escalate', dueAt: now }],
    });
  });
});

describe('somebody passes a ticket on', () => {
  const page = (id: string, engineer: string | null, ticketNumber = '1001') =>
    ({ id, engineer, ticketNumber }) as Page;
  const anna = { by: 'anna', engineer: 'anna' };
  const pages = {
    open: [page('1', 'anna'), page('2', 'ben')],
    keyed: [page('3', 'anna', '1002')],
    callback: 'none',
  } as const;

  it('their pages are over and no others, and the next person is paged at once', () => {
    expect(decidePassOn(ticketIn(window), anna, pages, now)).toEqual({
      outcome: 'passed-on',
      pages: ['1'],
      declined: { engineer: 'anna', until: window.respondBy },
      withdrawsCallback: false,
      decision: {
        events: [{ kind: 'passed-on', actor: 'anna' }],
        timers: [{ kind: 'escalate', dueAt: now }],
      },
    });
  });

  it('the page that it was keyed on is over also where a machine was thought to have it', () => {
    const keyed = [page('9', 'anna')];
    expect(decidePassOn(ticketIn(window), anna, { ...pages, keyed }, now)).toMatchObject({
      pages: ['9', '1'],
    });
    const twice = { ...pages, keyed: [page('1', 'anna')] };
    expect(decidePassOn(ticketIn(window), anna, twice, now)).toMatchObject({ pages: ['1'] });
  });

  it('one that they have is taken back from them; one that another has stays with that one', () => {
    const theirs = decidePassOn(held(), anna, pages, now);
    expect(theirs).toMatchObject({
      decision: {
        events: [{ kind: 'passed-on' }, { kind: 'acknowledgement-stale', detail: { why: 'passed on' } }],
        change: { status: 'open', acknowledgedBy: null },
      },
    });
    const anothers = decidePassOn(held({ acknowledgedBy: 'ben' }), anna, pages, now);
    expect(anothers).toMatchObject({ decision: { events: [{ kind: 'passed-on' }] } });
    expect(anothers).not.toHaveProperty('decision.change');
    expect(anothers).not.toHaveProperty('decision.timers');
  });

  it.each([
    ['none', { outcome: 'passed-on', withdrawsCallback: false }],
    ['awaited', { outcome: 'passed-on', withdrawsCallback: true }],
    ['on-the-line', { outcome: 'busy' }],
  ] as const)('one whose customer they wanted, and who is %s', (callback, expected) => {
    expect(decidePassOn(held(), anna, { ...pages, callback }, now)).toMatchObject(expected);
    // whoever does not have it says no for themselves only
    expect(decidePassOn(held({ acknowledgedBy: 'ben' }), anna, { ...pages, callback }, now)).toMatchObject({
      outcome: 'passed-on',
      withdrawsCallback: false,
    });
  });

  it('a supervisor says no for nobody, and an answered one is passed on by nobody', () => {
    const supervisor = { by: 'supervisors', engineer: null };
    expect(decidePassOn(ticketIn(window), supervisor, pages, now)).toMatchObject({ declined: null });
    expect(decidePassOn(held({ status: 'answered' }), anna, pages, now)).toEqual({ outcome: 'over' });
  });
});

describe('a ticket is handed to somebody', () => {
  it('the policy begins anew if they have not taken it when they would be reminded', () => {
    const decided = decideHandOver({ ticket: held(), window }, { by: 'anna', to: 'ben' }, now);
    expect(decided).toMatchObject({
      events: [{ kind: 'passed-on', actor: 'anna', detail: { to: 'ben' } }],
      change: { status: 'open', acknowledgedBy: null, round: 2, nextStep: 0, pagingFrom: later(TEN, 70) },
      timers: [{ kind: 'escalate', dueAt: later(TEN, 70) }],
    });
  });

  it('but not to who has it, nor while the customer is spoken with, nor once it is answered', () => {
    expect(refuseHandOver(held(), 'anna', true)).toBe('unchanged');
    expect(refuseHandOver(held(), 'ben', true)).toBe('busy');
    expect(refuseHandOver(held({ status: 'answered' }), 'ben', false)).toBe('over');
    expect(refuseHandOver(held(), 'ben', false)).toBeNull();
  });
});

describe('a ticket gets worse', () => {
  const worse = windowOf(TEN, 'PT30M');
  const change = { severity: 1 as const, by: 'caller', reason: 'all is down' };

  it('has another deadline from the same first ring, and is paged anew', () => {
    expect(decideSeverity(ticketIn(window, { severity: 3 }), worse, change, now)).toEqual({
      events: [
        {
          kind: 'severity-changed',
          actor: 'caller',
          detail: { from: 3, to: 1, respondBy: later(TEN, 30).toISOString(), text: 'all is down' },
        },
      ],
      change: {
        severity: 1,
        windowFrom: new Date(TEN),
        respondBy: later(TEN, 30),
        clock: 'always',
        round: 2,
        pagingFrom: now,
        nextStep: 0,
      },
      timers: [
        { kind: 'deadline', dueAt: later(TEN, 30) },
        { kind: 'escalate', dueAt: now },
      ],
    });
  });

  it('stays with who has it, who is trusted with what is left', () => {
    expect(decideSeverity(held({ severity: 3 }), worse, change, now)?.timers).toEqual([
      { kind: 'deadline', dueAt: later(TEN, 30) },
      { kind: 'acknowledgement-stale', dueAt: later(TEN, 20) },
      { kind: 'begin-callback', dueAt: later(TEN, 15) },
    ]);
  });

  it('but not once its clock has stopped', () => {
    expect(decideSeverity(held({ status: 'answered' }), worse, change, now)).toBeNull();
  });
});

describe('an answer does not hold', () => {
  const answered = held({ status: 'answered', answeredBy: 'anna', answeredAt: now, lastResortAt: now });

  it('the ticket goes on with its old deadline, and its policy begins anew', () => {
    const at = later(TEN, 60);
    const decided = decideReopening(answered, { by: 'customer', channel: 'sms' }, at);
    expect(decided.change).toMatchObject({
      status: 'open',
      answeredBy: null,
      reopenings: 1,
      lastResortAt: null,
    });
    expect(decided.change).not.toHaveProperty('respondBy');
    expect(decided.change).not.toHaveProperty('signatureStage');
    expect(decided.timers).toEqual([
      { kind: 'deadline', dueAt: window.respondBy },
      { kind: 'escalate', dueAt: at },
    ]);
  });

  it('a deadline that has passed meanwhile is not watched any more', () => {
    const decided = decideReopening(answered, { by: 'anna', channel: 'call' }, window.respondBy);
    expect(decided.timers).toEqual([{ kind: 'escalate', dueAt: window.respondBy }]);
  });

  it('of a released change of signatures: there is a new window from now on, and it can be built once more', () => {
    const released = { ...answered, signatureStage: 'released' as const };
    const anew = windowOf('2026-11-23T20:00:00Z', 'PT6H', 'business');
    const decided = decideSignatureObjection(released, anew, new Date('2026-11-23T20:00:00Z'));
    expect(decided.change).toMatchObject({
      signatureStage: 'in-analysis',
      respondBy: anew.respondBy,
      round: 2,
    });
    expect(decided.timers).toContainEqual({ kind: 'escalate', dueAt: anew.windowFrom });
    // the promise before keeps its miss, and the new one has none
    const missed = decideSignatureObjection({ ...released, missedAt: window.respondBy }, anew, now);
    expect(missed.change).toMatchObject({ missedAt: null });
    const promiseBefore = {
      respondBy: window.respondBy.toISOString(),
      missedAt: window.respondBy.toISOString(),
    };
    expect(missed.events).toMatchObject([{ detail: { promiseBefore } }]);
    expect(decideReopening(released, { by: 'customer', channel: 'sms' }, now).change).toMatchObject({
      signatureStage: 'in-analysis',
    });
  });

  it('of a released change that nobody had answered: the clock and the deadline stay', () => {
    const released = { ...answered, answeredAt: null, answeredBy: null, signatureStage: 'released' as const };
    const at = later(TEN, 20);
    const anew = windowOf('2026-11-23T20:00:00Z', 'PT6H', 'business');
    const decided = decideSignatureObjection(released, anew, at);
    const { windowFrom, respondBy, clock } = released;
    expect(decided.change).toMatchObject({ status: 'open', windowFrom, respondBy, clock });
    expect(decided.change).not.toHaveProperty('missedAt');
    expect(decided.events?.[0]?.detail).not.toHaveProperty('promiseBefore');
    expect(decided.timers).toContainEqual({ kind: 'deadline', dueAt: respondBy });
    const late = decideSignatureObjection(released, anew, respondBy);
    expect(late.change).toMatchObject({ respondBy });
    expect(late.timers).toEqual([{ kind: 'escalate', dueAt: respondBy }]);
  });

  it('an engineer takes back their own, for two hours', () => {
    expect(mayTakeBack(answered, 'anna', later(now, 120))).toBe(true);
    expect(mayTakeBack(answered, 'anna', later(now, 121))).toBe(false);
    expect(mayTakeBack(answered, 'ben', now)).toBe(false);
    expect(mayTakeBack(answered, null, now)).toBe(false);
  });
});

test('whatever is decided about an open ticket, it has an alarm or somebody who is watched', () => {
  const status = fc.constantFrom('open' as const, 'acknowledged' as const);
  fc.assert(
    fc.property(anyWindow, status, ({ window: any, at }, held) => {
      const acknowledgedBy = held === 'open' ? null : 'anna';
      const ticket = ticketIn(any, { status: held, acknowledgedBy });
      const decisions = [
        decideRelease(ticket, 'test', at).decision,
        decideHandOver({ ticket, window: any }, { by: 'anna', to: 'ben' }, at),
        decideReopening({ ...ticket, status: 'answered' }, { by: 'customer', channel: 'sms' }, at),
        decideSeverity(ticket, any, { severity: 2, by: 'anna' }, at),
      ];
      for (const decision of decisions) {
        const isOpen = (decision?.change?.status ?? held) === 'open';
        const watching = isOpen ? 'escalate' : 'acknowledgement-stale';
        const timer = decision?.timers?.find(({ kind }) => kind === watching);
        expect(timer?.dueAt.getTime()).toBeGreaterThanOrEqual(at.getTime());
        expect(decision?.cleared ?? []).not.toContain(watching);
      }
      const taken = decideAcknowledgement({ ticket, window: any }, by('anna'), at);
      const reminded =
        'decision' in taken ? taken.decision.timers?.find(({ kind }) => kind === 'begin-callback') : null;
      expect(reminded?.dueAt.getTime()).toBeGreaterThanOrEqual(at.getTime() + 2 * MINUTE);
    }),
  );
});
