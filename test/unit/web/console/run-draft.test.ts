import { expect, test } from 'vitest';
import { judgeRunDraft, readRunDraft } from '../../../../src/web/console/rehearsal/run-draft.ts';
import { wordsOf } from '../../../../src/web/console/words/index.ts';

const SMALL = { calls: '20', replications: '12', seed: '3' };

const judged = (fields: Record<string, string>) =>
  judgeRunDraft(readRunDraft(fields), new Set(['anna', 'ben']), wordsOf('en'));

test.each([
  [{}, 'Calls: a whole number from 1 to 20000'],
  [{ ...SMALL, calls: '-1' }, 'Calls: a whole number'],
  [{ ...SMALL, calls: '1e3' }, 'Calls: a whole number'],
  [{ ...SMALL, replications: '1001' }, 'How many times: a whole number from 1 to 1000'],
  [{ ...SMALL, calls: '20000', replications: '1000' }, '1000000 at most'],
  [{ ...SMALL, calls: '20000', replications: '50', 'calls-times': '1,5' }, '1000000 at most'],
  [{ ...SMALL, seed: '٣' }, 'Seed: a whole number'],
  [{ ...SMALL, without: 'nobody-here' }, 'not in the directory any more'],
  [{ ...SMALL, 'phone-off': '<script>' }, 'not in the directory any more'],
  [{ ...SMALL, 'carrier-down': '0' }, 'whole minutes from 1'],
  [{ ...SMALL, 'calls-times': '101' }, 'a number above 0 and up to 100'],
  [{ ...SMALL, 'calls-times': '0' }, 'a number above 0 and up to 100'],
])('%j asks for no rehearsal, and it is said why', (fields, said) => {
  const { asked, faults } = judged(fields as Record<string, string>);
  expect(asked).toBeUndefined();
  expect(faults.join('\n')).toContain(said);
});

test('what can be played is asked for', () => {
  const { asked, faults } = judged({ ...SMALL, without: 'anna', 'calls-times': '1,5' });
  expect(faults).toEqual([]);
  expect(asked).toMatchObject({
    calls: 20,
    replications: 12,
    seed: 3,
    whatIfs: ['without:anna', 'calls:x1.5'],
  });
});
