import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  judgeReach,
  type PagingRecord,
  type TakenPage,
  type TakenStep,
} from '../../../../src/domain/paging/nobody-has-it.ts';

const OPENED = Date.parse('2026-11-23T09:00:00Z');
const minute = (count: number) => new Date(OPENED + count * 60_000);

const page = (status: TakenPage['status'], ended: number | null, channel: TakenPage['channel'] = 'call') => ({
  channel,
  status,
  endedAt: ended === null ? null : minute(ended),
});
const step = (index: number, at: number, pages: TakenPage[], more: Partial<TakenStep> = {}): TakenStep => ({
  round: 1,
  step: index,
  takenAt: minute(at),
  foundNobody: false,
  pages,
  ...more,
});
/** A critical ticket of half an hour, with a policy of three steps. */
const ticket = (steps: TakenStep[], more: Partial<PagingRecord> = {}): PagingRecord => ({
  status: 'open',
  severity: 1,
  openedAt: minute(0),
  respondBy: minute(30),
  round: 1,
  pagingFrom: minute(0),
  nextAt: minute(10),
  stepCount: 3,
  droppedAt: null,
  steps,
  ...more,
});
const calm = { state: 'calm', since: null, steps: 0 };
const ringing = page('sent', null);
const notReached = (ended: number) => page('not-reached', ended);

describe('a ticket that nobody has', () => {
  it('is calm while nobody has failed: before the first step, and while a phone rings', () => {
    expect(judgeReach(ticket([]), minute(0))).toEqual(calm);
    expect(judgeReach(ticket([step(0, 0, [ringing])]), minute(2))).toEqual(calm);
    expect(judgeReach(ticket([step(0, 0, [page('sent', null, 'sms')])]), minute(2))).toEqual(calm);
  });

  it.each([
    ['its people are not reached', step(0, 0, [notReached(1), page('failed', 2)]), 2],
    ['it is passed on', step(0, 0, [page('passed-on', 1)]), 1],
    ['nobody is found', step(0, 0, [], { foundNobody: true }), 0],
    [
      'the call is not answered, whatever the SMS does',
      step(0, 0, [page('sent', null, 'sms'), notReached(1)]),
      1,
    ],
    ['no SMS of it can be delivered', step(0, 0, [page('failed', 3, 'sms')]), 3],
  ])('is amber as soon as %s', (_why, failed, since) => {
    const expected = { state: 'amber', since: minute(since), steps: 1 };
    expect(judgeReach(ticket([failed]), minute(4))).toEqual(expected);
  });

  it('is amber when the plan has gone on without an answer to an SMS', () => {
    const steps = [step(0, 0, [page('sent', null, 'sms')]), step(1, 3, [ringing])];
    expect(judgeReach(ticket(steps), minute(3))).toEqual({ state: 'amber', since: minute(3), steps: 1 });
  });

  it('is not amber because a page was withdrawn, or because two steps were taken together', () => {
    expect(judgeReach(ticket([step(0, 0, [page('withdrawn', 1)])]), minute(2))).toEqual(calm);
    expect(judgeReach(ticket([step(0, 0, [ringing]), step(1, 0, [])]), minute(2))).toEqual(calm);
  });

  it('is amber once whoever had it let it go', () => {
    const dropped = ticket([step(0, 20, [ringing], { round: 2 })], { round: 2, droppedAt: minute(20) });
    expect(judgeReach(dropped, minute(21))).toEqual({ state: 'amber', since: minute(20), steps: 0 });
  });

  it('is red after a whole round, and stays so in the next', () => {
    const round = [step(0, 0, [notReached(1)]), step(1, 1, [notReached(2)]), step(2, 2, [notReached(3)])];
    const over = { round: 2, pagingFrom: minute(5), nextAt: minute(5) };
    const expected = { state: 'red', since: minute(3), steps: 3 };
    expect(judgeReach(ticket(round, over), minute(4))).toEqual(expected);
    const next = [...round, step(0, 5, [ringing], { round: 2 })];
    expect(judgeReach(ticket(next, over), minute(5))).toEqual(expected);
  });

  it('is not red while the last step of a round still rings, and is when the next begins without an answer', () => {
    const round = [
      step(0, 0, [notReached(1)]),
      step(1, 1, [notReached(2)]),
      step(2, 2, [page('sent', null, 'sms')]),
    ];
    const over = { round: 2, pagingFrom: minute(5), nextAt: minute(5) };
    expect(judgeReach(ticket(round, over), minute(4))?.state).toBe('amber');
    expect(judgeReach(ticket(round, over), minute(5))).toMatchObject({ state: 'red', since: minute(5) });
  });

  it('is red when the next step comes after the deadline, when there is none, and when the deadline has passed', () => {
    const rings = [step(2, 26, [ringing])];
    const at = minute(27);
    expect(judgeReach(ticket(rings, { nextAt: minute(31) }), at)).toMatchObject({
      state: 'red',
      since: minute(26),
    });
    expect(judgeReach(ticket(rings, { nextAt: null }), at)?.state).toBe('red');
    expect(judgeReach(ticket(rings, { nextAt: minute(30) }), at)?.state).toBe('calm');
    expect(judgeReach(ticket([], { nextAt: minute(40) }), minute(31))).toMatchObject({ since: minute(30) });
  });

  it.each(['acknowledged', 'answered', 'closed'] as const)('is no more, once it is %s', (status) => {
    expect(judgeReach(ticket([step(0, 0, [notReached(1)])], { status }), minute(40))).toBeNull();
  });
});

describe('whatever is on record', () => {
  const RANK = { calm: 0, amber: 1, red: 2 };
  const pages = fc.array(
    fc.record({
      channel: fc.constantFrom('sms' as const, 'call' as const),
      status: fc.constantFrom('planned', 'sent', 'not-reached', 'failed', 'passed-on', 'withdrawn'),
      after: fc.integer({ min: 0, max: 5 }),
    }),
    { maxLength: 3 },
  );
  const records = fc
    .array(fc.record({ after: fc.integer({ min: 0, max: 6 }), foundNobody: fc.boolean(), pages }), {
      maxLength: 7,
    })
    .map((taken) => {
      let at = 0;
      const steps = taken.map((one, index) => {
        at += one.after;
        const said = one.pages.map(({ channel, status, after }) =>
          page(
            status as TakenPage['status'],
            ['planned', 'sent'].includes(status) ? null : at + after,
            channel,
          ),
        );
        return step(index % 3, at, said, { round: 1 + Math.floor(index / 3), foundNobody: one.foundNobody });
      });
      const round = 1 + Math.floor(steps.length / 3);
      return ticket(steps, { round, pagingFrom: minute(at), nextAt: minute(at + 4) });
    });

  it('gets no better by waiting: only an acknowledgement calms it', () => {
    fc.assert(
      fc.property(records, fc.nat(60), fc.nat(60), (record, from, later) => {
        const [before, after] = [judgeReach(record, minute(from)), judgeReach(record, minute(from + later))];
        expect(RANK[after?.state ?? 'calm']).toBeGreaterThanOrEqual(RANK[before?.state ?? 'calm']);
        expect(after?.steps ?? 0).toBeGreaterThanOrEqual(before?.steps ?? 0);
      }),
    );
  });

  it('says since when exactly when it is not calm, and is red after the deadline', () => {
    fc.assert(
      fc.property(records, fc.nat(60), (record, at) => {
        const reach = judgeReach(record, minute(at));
        expect(reach?.since === null).toBe(reach?.state === 'calm');
        if (at > 30) expect(reach?.state).toBe('red');
      }),
    );
  });
});
