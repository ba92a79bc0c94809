import fc from 'fast-check';
import { expect, it } from 'vitest';
import { titlesOf } from '../../../../src/domain/flow/titles.ts';
import { boardChange } from '../../../../src/web/console/board/board-change.ts';
import {
  caseId,
  createPress,
  type Edition,
  versionOf,
} from '../../../../src/web/console/board/board-edition.ts';
import { WHOLE_BOARD } from '../../../../src/web/console/board/board-filter.ts';
import type { Board, OpenCase } from '../../../../src/web/console/board/read-board.ts';
import { formatFor } from '../../../../src/web/console/format.ts';
import { wordsOf } from '../../../../src/web/console/words/index.ts';
import { at, ticket } from './open-cases.ts';

const now = at(0);
const words = { ...wordsOf('en'), titles: titlesOf('en', { prompts: new Map() }) };
const look = {
  words,
  format: formatFor(words, 'Europe/Berlin'),
  now,
  filter: WHOLE_BOARD,
  isWall: false,
  mayWork: true,
};

const createTicket = (number: string, holderName: string | null): OpenCase =>
  ticket(number, {
    ...(holderName !== null && {
      status: 'acknowledged',
      acknowledgedBy: holderName,
      holderName,
      reach: null,
    }),
    severity: 1,
    respondBy: now,
    time: { urgency: 'fine', runs: true, zeroAt: now },
    stamp: holderName ?? 'nobody',
  });

const board = (cases: OpenCase[], overdue = 0, day = '2026-11-23'): Board => ({
  day,
  cases,
  openCount: cases.length,
  calls: [],
  requests: [],
  texts: [],
  onCall: [],
  opensTickets: true,
  line: null,
  health: { queue: true, overdue: { count: overdue, minutes: 0 } },
});

/** What a browser does with a change, without a browser. */
class Page {
  version = '';
  pieces = new Map<string, string>();
  order: string[] = [];

  take(edition: Edition): void {
    const change = boardChange(edition, this.version, look);
    if (!change) return;
    this.version = change.version;
    this.order = change.order ?? this.order;
    for (const [id, piece] of Object.entries(change.pieces)) this.pieces.set(id, piece);
    for (const id of this.pieces.keys()) {
      if (id.startsWith('case-') && !this.order.includes(id)) this.pieces.delete(id);
    }
  }
}

const boards = fc.array(
  fc.record({
    cases: fc.uniqueArray(
      fc.record({
        number: fc.constantFrom('1', '2', '3', '4', '5'),
        holder: fc.option(fc.constantFrom('Anna', 'Ben')),
      }),
      { selector: ({ number }) => number },
    ),
    overdue: fc.nat(1),
    day: fc.constantFrom('2026-11-23', '2026-11-24'),
    isSeen: fc.boolean(),
  }),
);

it('a page that misses some changes ends as one that is loaded anew', () => {
  fc.assert(
    fc.property(boards, (steps) => {
      const print = createPress();
      const page = new Page();
      for (const { cases, overdue, day, isSeen } of [
        ...steps,
        { cases: [], overdue: 0, day: '', isSeen: true },
      ]) {
        const edition = print(
          board(
            cases.map(({ number, holder }) => createTicket(number, holder)),
            overdue,
            day,
          ),
        );
        if (!isSeen) continue;
        page.take(edition);
        const fresh = new Page();
        fresh.take(edition);
        expect(page).toEqual(fresh);
      }
    }),
  );
});

it('only what has changed is told', () => {
  const print = createPress();
  const first = print(board([createTicket('1', null), createTicket('2', null)]));
  expect(print(board([createTicket('1', null), createTicket('2', null)]))).toBe(first);
  const second = print(board([createTicket('1', null), createTicket('2', 'Anna')]));
  const change = boardChange(second, versionOf(first), look);
  expect(Object.keys(change?.pieces ?? {})).toEqual([caseId('2')]);
  expect(change?.order).toBeUndefined();
  expect(boardChange(second, versionOf(second), look)).toBeNull();
});

it('a page of another process is told everything', () => {
  const edition = createPress()(board([createTicket('1', null)]));
  for (const version of [
    '',
    'other.1',
    'x',
    `${versionOf(edition)}.5`,
    '.',
    `${versionOf(edition)}9999999999`,
  ]) {
    const pieces = Object.keys(boardChange(edition, version, look)?.pieces ?? {});
    expect(pieces.toSorted(), version).toEqual([
      'alarms',
      'calls',
      'case-1',
      'cases-count',
      'cases-rest',
      'health',
      'on-call',
      'requests',
      'texts',
      'verdict',
    ]);
  }
});
