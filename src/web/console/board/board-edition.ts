import { randomBytes } from 'node:crypto';
import { alarmsOf } from './alarms.ts';
import { type Board, unverifiedOf } from './read-board.ts';
import { verdictOf } from './verdict.ts';

/** A board with a number, and since which number each part of it has been as it is. */
export interface Edition {
  number: number;
  board: Board;
  /** by the ids of the page's elements */
  since: ReadonlyMap<string, number>;
}

/** Numbers of another process, or of before a restart, mean nothing here. */
const PRESS = randomBytes(6).toString('base64url');

export const versionOf = ({ number }: Edition) => `${PRESS}.${number}`;

/** The number in a version that this process gave out; 0, before all others, for any other text. */
export function editionNumber(version: string): number {
  const [, press, number] = /^([\w-]+)\.(\d{1,9})$/.exec(version) ?? [];
  return press === PRESS ? Number(number) : 0;
}

/** The list's order, as an entry of `since`. */
export const ORDER = 'order';
export const caseId = (number: string) => `case-${number}`;

/**
 * Compares boards, one after the other.
 * @returns takes the next board: the same edition as before if nothing has changed, else a new one, which keeps the very
 *   objects of all cases that are as they were
 */
export function createPress(): (board: Board) => Edition {
  let last: Edition | undefined;
  let texts = new Map<string, string>();
  return (board) => {
    const number = (last?.number ?? 0) + 1;
    const next = new Map<string, string>();
    const since = new Map<string, number>();
    for (const [id, part] of partsOf(board)) {
      const text = JSON.stringify(part);
      next.set(id, text);
      since.set(id, texts.get(id) === text ? (last?.since.get(id) ?? number) : number);
    }
    texts = next;
    // a ticket that has gone has changed the order
    if (last && ![...since.values()].includes(number)) return last;
    const known = new Map(last?.board.cases.map((createTicket) => [createTicket.number, createTicket]));
    const cases = board.cases.map((createTicket) =>
      since.get(caseId(createTicket.number)) === number
        ? createTicket
        : (known.get(createTicket.number) ?? createTicket),
    );
    last = { number, board: { ...board, cases }, since };
    return last;
  };
}

/** What is told apart: each ticket, and each section of the page. Another day, and every time of day is written otherwise. */
function* partsOf(board: Board): Iterable<[string, unknown]> {
  const { cases, day, openCount, requests, texts, calls, onCall, health, line } = board;
  yield ['verdict', verdictOf(board)];
  yield ['alarms', alarmsOf(cases).map(({ key }) => key)];
  yield [ORDER, cases.map(({ number }) => number)];
  yield ['cases-count', [openCount, unverifiedOf(cases)]];
  yield ['cases-rest', [cases.length, openCount]];
  yield ['requests', [day, requests]];
  yield ['texts', [day, texts]];
  yield ['calls', [day, calls]];
  yield ['on-call', [day, onCall]];
  yield ['health', [day, health, line]];
  for (const { number, stamp, time, reach, isHolderAway } of cases)
    yield [caseId(number), [day, stamp, time, reach, isHolderAway]];
}
