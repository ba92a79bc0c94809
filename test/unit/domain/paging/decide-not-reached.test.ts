import { describe, expect, it } from 'vitest';
import { decideNotReached, type NotReachedRows } from '../../../../src/domain/paging/decide-not-reached.ts';
import {
  CALLBACK_STEP,
  HAND_OVER_STEP,
  OUTCOME_STEP,
  type Page,
} from '../../../../src/domain/paging/page.ts';
import type { Ticket } from '../../../../src/domain/tickets/ticket.ts';
import { ticketIn } from '../tickets.ts';
import { later, windowOf } from './windows.ts';

const TEN = '2026-11-23T09:00:00Z';
const now = later(TEN, 1);
const [MOBILE, LANDLINE] = ['+491701', '+49891'] as const;
const anna = { engineer: 'anna', phones: [MOBILE, LANDLINE], languages: ['de'], optedOut: [] };

function page(given: Partial<Page> = {}): Page {
  return {
    id: 'page',
    ticketNumber: '1001',
    round: 1,
    step: 0,
    engineer: 'anna',
    number: LANDLINE,
    channel: 'call',
    status: 'sent',
    reason: null,
    callId: 'leg',
    plannedAt: new Date(TEN),
    sentAt: new Date(TEN),
    endedAt: null,
    ...given,
  };
}

function rows(given: Partial<NotReachedRows> = {}, ticket: Partial<Ticket> = {}): NotReachedRows {
  return {
    ticket: ticketIn(windowOf(TEN, 'PT30M'), { nextStep: 1, ...ticket }),
    page: page(),
    recipient: anna,
    open: [page()],
    ...given,
  };
}

const escalates = [{ kind: 'escalate', dueAt: now }];
const timersOf = (given: NotReachedRows) => decideNotReached(given, 'busy', now)?.decision.timers ?? [];

describe('nobody pressed a key', () => {
  it('the end of the page is told, and the next phone of the same person is rung without waiting', () => {
    expect(decideNotReached(rows({ page: page({ number: MOBILE }) }), 'machine', now)).toEqual({
      decision: {
        events: [
          {
            kind: 'page-ended',
            actor: 'hotline',
            detail: { engineer: 'anna', channel: 'call', reason: 'machine' },
          },
        ],
      },
      page: { recipient: anna, channel: 'call', step: 0, phone: 1, reason: 'next phone' },
    });
  });

  it('there is no further phone: the next step follows at once', () => {
    expect(decideNotReached(rows(), 'busy', now)).toMatchObject({
      decision: { timers: escalates },
      page: null,
    });
    // a number that the directory has dropped meanwhile, and a person it no longer knows
    expect(timersOf(rows({ page: page({ number: '+49' }) }))).toEqual(escalates);
    expect(timersOf(rows({ recipient: null, page: page({ number: MOBILE }) }))).toEqual(escalates);
  });

  it('a supervisor is told by name of none', () => {
    const theirs = rows({ page: page({ engineer: null }), recipient: null });
    expect(decideNotReached(theirs, 'busy', now)?.decision.events).toMatchObject([
      { detail: { engineer: 'supervisors' } },
    ]);
  });

  it('while another phone rings about the ticket, that one is waited for; an SMS is not', () => {
    expect(timersOf(rows({ open: [page(), page({ id: 'other' })] }))).toEqual([]);
    expect(timersOf(rows({ open: [page(), page({ id: 'other', channel: 'sms' })] }))).toEqual(escalates);
  });

  it('the round is over: the next one keeps its distance, but for who was handed the ticket', () => {
    expect(timersOf(rows({}, { nextStep: 0 }))).toEqual([]);
    expect(timersOf(rows({ page: page({ step: HAND_OVER_STEP }) }, { nextStep: 0 }))).toEqual(escalates);
  });

  it('nothing follows where somebody has the ticket, nor a call of a callback or for an outcome', () => {
    const given = [
      rows({}, { status: 'acknowledged' }),
      rows({ page: page({ step: CALLBACK_STEP, number: MOBILE }) }),
      rows({ page: page({ step: OUTCOME_STEP, number: MOBILE }) }),
    ];
    for (const one of given) {
      const decided = decideNotReached(one, 'busy', now);
      expect(decided?.decision.events).toHaveLength(1);
      expect(decided).toMatchObject({ page: null });
      expect(decided?.decision.timers).toBeUndefined();
    }
  });

  it('a page that was over before ends no second time', () => {
    for (const status of ['acknowledged', 'passed-on', 'not-reached', 'failed', 'withdrawn'] as const)
      expect(decideNotReached(rows({ page: page({ status }) }), 'busy', now)).toBeNull();
  });
});
