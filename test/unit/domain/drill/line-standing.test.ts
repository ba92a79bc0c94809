import { expect, test } from 'vitest';
import type { Drill } from '../../../../src/domain/drill/drill.ts';
import { judgeLine } from '../../../../src/domain/drill/line-standing.ts';

const at = (time: string) => new Date(`2026-11-23T${time}:00Z`);

function drill(begun: string, due: string, fault: Drill['fault'] = null): Drill {
  const begunAt = at(begun);
  const placedAt = begunAt;
  const over = { endedAt: begunAt, fault, told: false };
  return { id: begun, begunAt, dueAgainAt: at(due), placedAt, rangAt: null, ...over };
}

const THROUGH = drill('09:00', '10:00');
const FIRST = drill('10:00', '10:03', 'not-rung');
const SECOND = drill('10:03', '10:06', 'not-keyed');
/** The next one after the outage, or after a quiet hour. */
const LATER = drill('10:05', '11:05');
const RUNNING: Drill = { ...drill('10:06', '11:06'), endedAt: null };

test.each([
  ['before the first drill', [], { state: 'untried', since: null }],
  ['while the first is under way', [RUNNING], { state: 'untried' }],
  ['after one that came through', [LATER], { state: 'open', since: at('10:05') }],
  ['while the next one is under way', [LATER, RUNNING], { state: 'open', since: at('10:05') }],
  ['after one that failed', [THROUGH, FIRST], { state: 'doubted', since: at('10:00'), fault: 'not-rung' }],
  [
    'after two, with what the last one met',
    [THROUGH, FIRST, SECOND],
    { state: 'closed', since: at('10:00'), fault: 'not-keyed' },
  ],
  ['where none has ever come through', [FIRST, SECOND, RUNNING], { state: 'closed', since: at('10:00') }],
])('%s', (_when, drills, standing) => {
  expect(judgeLine(drills, at('10:07'))).toMatchObject(standing);
});

test('what was found does not hold for ever: where drills stop, nothing is known any more', () => {
  expect(judgeLine([THROUGH], at('10:05'))).toMatchObject({ state: 'open' });
  expect(judgeLine([THROUGH], at('10:06'))).toEqual({ state: 'untried', since: at('09:00') });
  expect(judgeLine([THROUGH, FIRST, SECOND], at('10:12'))).toMatchObject({ state: 'untried' });
  // the next one was begun, and nobody is left to end it
  expect(judgeLine([THROUGH, RUNNING], at('10:07'))).toEqual({ state: 'untried', since: at('09:00') });
  expect(judgeLine([FIRST, SECOND, RUNNING], at('10:12'))).toMatchObject({ state: 'untried' });
});
