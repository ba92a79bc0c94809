import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alarmsOf } from '../../../../src/web/console/board/alarms.ts';
import {
  boardQuery,
  listCases,
  readBoardFilter,
  SORTS,
  STATES,
  WHOLE_BOARD,
} from '../../../../src/web/console/board/board-filter.ts';
import type { OpenCase } from '../../../../src/web/console/board/read-board.ts';
import { alarmOf, countAlarms, verdictOf } from '../../../../src/web/console/board/verdict.ts';
import { at, ticket } from './open-cases.ts';

const amber = { reach: { state: 'amber', since: at(1), steps: 1 } } as const;
const red = { reach: { state: 'red', since: at(1), steps: 3 } } as const;
const held = {
  status: 'acknowledged',
  acknowledgedBy: 'anna',
  holderName: 'Anna Weber',
  reach: null,
} as const;
const missed = { time: { urgency: 'missed', runs: true, zeroAt: at(-1) } } as const;
const near = { time: { urgency: 'near', runs: true, zeroAt: at(5) } } as const;

const boardOf = (cases: OpenCase[]) => ({ cases, onCall: [], opensTickets: true, line: null });

describe('the headline', () => {
  it.each([
    ['all is well', [ticket('1'), ticket('2', held)], 'fine'],
    ['a step has failed', [ticket('1', amber)], 'near'],
    ['a deadline is near', [ticket('1', { ...held, ...near })], 'near'],
    ['a customer was not told', [ticket('1', { ...held, untoldSince: at(0) })], 'near'],
    ['whoever has it is away', [ticket('1', { ...held, isHolderAway: true })], 'near'],
    ['a whole round has failed', [ticket('1', held), ticket('2', red)], 'missed'],
    ['a deadline was missed', [ticket('1', { ...held, ...missed })], 'missed'],
  ])('when %s', (_when, cases, alarm) => {
    expect(alarmOf(verdictOf(boardOf(cases)))).toBe(alarm);
  });

  it('is never calm where no ticket can be opened', () => {
    const verdict = verdictOf({ ...boardOf([]), opensTickets: false });
    expect(alarmOf(verdict)).toBe('missed');
    expect(countAlarms(verdict)).toBe(1);
  });

  it('is never calm where customers do not get through; one drill that fails may be a hiccup', () => {
    const fault = 'not-rung' as const;
    const closed = verdictOf({ ...boardOf([]), line: { state: 'closed', since: at(0), fault } });
    expect(alarmOf(closed)).toBe('missed');
    expect(countAlarms(closed)).toBe(1);
    const doubted = verdictOf({ ...boardOf([]), line: { state: 'doubted', since: at(0), fault } });
    expect(alarmOf(doubted)).toBe('fine');
  });

  it('tells each ticket once, and the time of the most pressing one that nobody is reached for', () => {
    const cases = [
      ticket('1', { ...red, ...near, severity: 1 }),
      ticket('2', amber),
      ticket('3', { ...red, ...missed }),
    ];
    expect(verdictOf(boardOf(cases))).toMatchObject({
      missed: 1,
      missedUnheld: 1,
      near: 0,
      unreached: { count: 2, isRed: true, areCritical: false, zeroAt: at(5) },
    });
  });
});

describe('what calls for attention', () => {
  it('is a critical ticket, a failed step, a failed round, a missed deadline: each once', () => {
    const keys = (more: Partial<OpenCase>) => alarmsOf([ticket('7', more)]).map(({ key }) => key);
    expect(keys({})).toEqual([]);
    expect(keys({ ...held, severity: 1 })).toEqual(['7-critical']);
    expect(keys(amber)).toEqual(['7-amber']);
    expect(keys(red)).toEqual(['7-red']);
    expect(keys({ ...red, ...missed })).toEqual(['7-missed']);
  });
});

describe('the list', () => {
  const cases = [
    ticket('1', { severity: 2, openedAt: at(2) }),
    ticket('2', { ...held, severity: 1, openedAt: at(1) }),
    ticket('3', { ...amber, customerNumber: '100871', openedAt: at(3) }),
    ticket('4', { ...missed, ...red, verified: false, customerNumber: null }),
  ];
  const numbers = (query: Record<string, string>, engineer: string | null = null) =>
    listCases(cases, readBoardFilter(query, engineer)).map(({ number }) => number);

  it.each([
    [{}, ['1', '2', '3', '4']],
    [{ severity: '1' }, ['2']],
    [{ customer: '100871' }, ['3']],
    [{ state: 'unheld' }, ['1', '3', '4']],
    [{ state: 'unreached' }, ['3', '4']],
    [{ state: 'acknowledged' }, ['2']],
    [{ state: 'missed' }, ['4']],
    [{ sort: 'severity' }, ['2', '1', '3', '4']],
    [{ sort: 'newest' }, ['3', '1', '2', '4']],
    [{ severity: '9', state: '<b>', sort: 'x', customer: 'x' }, []],
    [{ severity: '9', state: '<b>', sort: 'x' }, ['1', '2', '3', '4']],
  ])('for %j', (query, expected) => {
    expect(numbers(query)).toEqual(expected);
  });

  it('is an engineer’s own by `mine`, and everybody’s for who is no engineer', () => {
    expect(numbers({ mine: '1' }, 'anna')).toEqual(['2']);
    expect(numbers({ mine: '1' }, 'ben')).toEqual([]);
    expect(numbers({ mine: '1' })).toHaveLength(4);
  });

  it('is asked for again by the query of its filter', () => {
    const filters = fc.record({
      severity: fc.constantFrom(null, 1 as const, 4 as const),
      customer: fc.constantFrom(null, '100234'),
      state: fc.constantFrom(null, ...STATES),
      sort: fc.constantFrom(...SORTS),
      holder: fc.constantFrom(null, 'anna'),
    });
    fc.assert(
      fc.property(filters, (filter) => {
        const query = Object.fromEntries(
          Object.entries(boardQuery(filter)).map(([name, value]) => [
            name,
            value === null ? '' : String(value),
          ]),
        );
        expect(readBoardFilter(query, 'anna')).toEqual(filter);
      }),
    );
    expect(readBoardFilter({}, 'anna')).toEqual(WHOLE_BOARD);
  });
});
