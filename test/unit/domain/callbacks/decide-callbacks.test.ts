import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Attempt, AttemptOutcome } from '../../../../src/domain/callbacks/callback.ts';
import {
  decideAttemptEnd,
  decideDissolution,
  decideOutcomeCall,
  type Failure,
} from '../../../../src/domain/callbacks/decide-attempt-end.ts';
import { refuseCallIn } from '../../../../src/domain/callbacks/decide-call-in.ts';
import {
  decideConnecting,
  hindranceOf,
  wayToCustomer,
} from '../../../../src/domain/callbacks/decide-callback.ts';
import { decideNextTry, waitForOutcome } from '../../../../src/domain/callbacks/decide-next-try.ts';
import { MAX_TRIES } from '../../../../src/domain/callbacks/next-try.ts';
import { CALL_IN_STEP } from '../../../../src/domain/paging/page.ts';
import type { Ticket } from '../../../../src/domain/tickets/ticket.ts';
import { anyWindow, later, windowOf } from '../paging/windows.ts';
import { ticketIn } from '../tickets.ts';

const TEN = '2026-11-23T09:00:00Z';
const window = windowOf(TEN, 'PT4H');
const held = (given: Partial<Ticket> = {}) =>
  ticketIn(window, { status: 'acknowledged', acknowledgedBy: 'anna', ...given });

function attempt(given: Partial<Attempt> = {}): Attempt {
  return {
    id: 'attempt',
    callbackId: 'callback',
    ticketNumber: '1001',
    engineer: 'anna',
    engineerCallId: 'hers',
    customerCallId: 'theirs',
    stage: 'customer',
    outcome: null,
    startedAt: new Date(TEN),
    endedAt: null,
    ...given,
  };
}

describe('an attempt brought no answer', () => {
  it('the customer did not pick up: the engineer hears it, the customer reads it, and they are tried again', () => {
    expect(decideAttemptEnd(held(), attempt(), 'customer-not-reached')).toEqual({
      next: 'next-try',
      tellsCustomer: true,
      legs: [{ kind: 'wake-call', callId: 'hers' }],
    });
  });

  it('the engineer hung up: the phone of the customer stops ringing', () => {
    expect(decideAttemptEnd(held(), attempt(), 'engineer-hung-up')).toEqual({
      next: 'next-try',
      tellsCustomer: false,
      legs: [{ kind: 'end-call', callId: 'theirs' }],
    });
    expect(decideAttemptEnd(held(), attempt({ customerCallId: null }), 'engineer-hung-up').legs).toEqual([]);
  });

  it('the two have talked: the outcome is asked for; of a supervisor nobody can ask it', () => {
    const joined = attempt({ stage: 'joined' });
    expect(decideAttemptEnd(held(), joined, 'no-outcome').next).toBe('ask-outcome');
    expect(decideAttemptEnd(held(), { ...joined, engineer: null }, 'no-outcome').next).toBe('next-try');
    expect(decideAttemptEnd(held(), attempt(), 'no-outcome').next).toBe('next-try');
    expect(decideAttemptEnd(held(), joined, 'not-yet').next).toBe('next-try');
  });

  it('the ticket is over by then: nothing follows, whatever came of it', () => {
    const outcomes: Failure[] = [
      'not-yet',
      'no-outcome',
      'customer-not-reached',
      'engineer-hung-up',
      'withdrawn',
    ];
    for (const outcome of outcomes)
      expect(decideAttemptEnd(held({ status: 'answered' }), attempt({ stage: 'joined' }), outcome)).toEqual({
        next: 'nothing',
        tellsCustomer: false,
        legs: [],
      });
  });
});

it('a ticket is over while the customer is rung: they are left in peace, and two who talk are left to talk', () => {
  expect(decideDissolution(attempt())).toEqual([
    { kind: 'end-call', callId: 'theirs' },
    { kind: 'wake-call', callId: 'hers' },
  ]);
  expect(decideDissolution(attempt({ stage: 'joined' }))).toEqual([]);
  expect(decideDissolution(attempt({ stage: 'engineer' }))).toEqual([]);
});

describe('the outcome of a talk', () => {
  const last = (outcome: AttemptOutcome | null, engineer: string | null = 'anna') => ({ outcome, engineer });

  it('is asked of who talked last and has not said it, as long as the ticket is theirs', () => {
    expect(decideOutcomeCall(held(), last('no-outcome'))).toBe('anna');
    expect(decideOutcomeCall(held(), last('not-yet'))).toBeNull();
    expect(decideOutcomeCall(held(), last('no-outcome', 'ben'))).toBeNull();
    expect(decideOutcomeCall(held({ status: 'answered' }), last('no-outcome'))).toBeNull();
    expect(decideOutcomeCall(held(), null)).toBeNull();
  });

  it('is waited for a minute, and in the end the ticket goes to others', () => {
    expect(waitForOutcome(window, new Date(TEN))).toEqual([
      { kind: 'acknowledgement-stale', dueAt: later(TEN, 120) },
      { kind: 'ask-outcome', dueAt: later(TEN, 1) },
    ]);
  });
});

describe('the next try', () => {
  it('is written down, and whoever has the ticket is trusted with it from then on', () => {
    expect(decideNextTry({ ticket: held(), window }, { attempts: 1 }, new Date(TEN))).toEqual({
      at: later(TEN, 30),
      decision: {
        events: [
          { kind: 'callback-planned', actor: 'hotline', detail: { at: later(TEN, 30).toISOString() } },
        ],
        timers: [
          { kind: 'acknowledgement-stale', dueAt: later(TEN, 135) },
          { kind: 'begin-callback', dueAt: later(TEN, 30) },
        ],
      },
    });
  });

  it('there is none after the last one: it rests with a person, and is paged again if they let it lie', () => {
    const { at, decision } = decideNextTry(
      { ticket: held(), window },
      { attempts: MAX_TRIES },
      new Date(TEN),
    );
    expect(at).toBeNull();
    expect(decision).toEqual({ timers: [{ kind: 'acknowledgement-stale', dueAt: later(TEN, 120) }] });
  });

  it('a ticket that is held never rests: it goes stale after the next try, whatever the window', () => {
    fc.assert(
      fc.property(
        anyWindow,
        fc.integer({ min: 0, max: 2 * MAX_TRIES }),
        ({ window: any, at: now }, attempts) => {
          const { at, decision } = decideNextTry({ ticket: held(), window: any }, { attempts }, now);
          const stale = decision.timers?.find(({ kind }) => kind === 'acknowledgement-stale');
          expect(stale?.dueAt.getTime()).toBeGreaterThan((at ?? now).getTime());
          expect(at === null).toBe(attempts >= MAX_TRIES);
        },
      ),
    );
  });
});

describe('whoever has a ticket is rung up to be connected', () => {
  const quiet = { isConnecting: false, isKnown: true, pages: [], legs: [] };

  it('unless nobody has it, it is over, or we know no number of theirs', () => {
    expect(hindranceOf(held(), quiet)).toBeNull();
    expect(hindranceOf(ticketIn(window), quiet)).toBe('not-now');
    expect(hindranceOf(held({ status: 'answered' }), { ...quiet, isConnecting: true })).toBe('not-now');
    expect(hindranceOf(held(), { ...quiet, isKnown: false })).toBe('no-number');
  });

  it('unless they are just being rung about it, speak about it, or somebody is being connected', () => {
    const page = (engineer: string, channel: 'sms' | 'call') => ({ engineer, channel });
    expect(hindranceOf(held(), { ...quiet, isConnecting: true, isKnown: false })).toBe('busy');
    expect(hindranceOf(held(), { ...quiet, pages: [page('anna', 'call')] })).toBe('busy');
    expect(hindranceOf(held(), { ...quiet, pages: [page('anna', 'sms'), page('ben', 'call')] })).toBeNull();
    const leg = { ticketNumber: '1001', answeredAt: new Date(TEN) };
    expect(hindranceOf(held(), { ...quiet, legs: [leg] })).toBe('busy');
    const others = [
      { ...leg, ticketNumber: '1002' },
      { ...leg, answeredAt: null },
    ];
    expect(hindranceOf(held(), { ...quiet, legs: others })).toBeNull();
  });

  it('and is put through to a caller who holds the line, also one without a number; others are called back', () => {
    expect(wayToCustomer({ callbackNumber: null }, true)).toBe('joining');
    expect(wayToCustomer({ callbackNumber: '+498912' }, false)).toBe('calling');
    expect(wayToCustomer({ callbackNumber: null }, false)).toBeNull();
    const connection = { engineer: null, way: 'joining' } as const;
    expect(decideConnecting(held(), connection, new Date(TEN))).toEqual({
      events: [{ kind: 'callback-started', actor: 'supervisors', detail: { live: true } }],
      cleared: ['begin-callback', 'acknowledgement-stale'],
    });
    expect(decideConnecting(held(), connection, later(TEN, 241)).events).toMatchObject([
      { detail: { live: true, late: true } },
    ]);
  });
});

describe('somebody is called into a talk', () => {
  const talk = { engineer: 'anna' };
  const rows = { talk, open: [], legs: [] };

  it('while two are talking', () => {
    expect(refuseCallIn(rows, 'tessa')).toBeNull();
    expect(refuseCallIn({ ...rows, talk: null }, 'tessa')).toBe('no-talk');
  });

  it('not whoever talks, is on the phone, or while somebody is being rung for it', () => {
    expect(refuseCallIn(rows, 'anna')).toBe('in-talk');
    expect(refuseCallIn({ ...rows, legs: [{ answeredAt: new Date() }] }, 'tessa')).toBe('in-talk');
    expect(refuseCallIn({ ...rows, open: [{ step: CALL_IN_STEP, engineer: 'carla' }] }, 'tessa')).toBe(
      'in-talk',
    );
    expect(refuseCallIn({ ...rows, open: [{ step: 1, engineer: 'tessa' }] }, 'tessa')).toBeNull();
  });

  it('an engineer and a supervisor, one of each at a time', () => {
    const tessaRings = { ...rows, open: [{ step: CALL_IN_STEP, engineer: 'tessa' }] };
    const supervisorRings = { ...rows, open: [{ step: CALL_IN_STEP, engineer: null }] };
    expect(refuseCallIn(tessaRings, null)).toBeNull();
    expect(refuseCallIn(supervisorRings, 'tessa')).toBeNull();
    expect(refuseCallIn(supervisorRings, null)).toBe('in-talk');
  });
});
