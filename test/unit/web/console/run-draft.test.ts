import { expect, test } from 'vitest';
import type { ConsoleContext } from '../../../../src/web/console/context.ts';
import { judgeRun } from '../../../../src/web/console/rehearsal/run-draft.ts';
import { runForm } from '../../../../src/web/console/rehearsal/run-form.ts';
import { wordsOf } from '../../../../src/web/console/words/index.ts';

const SMALL = { calls: '20', replications: '12', seed: '3' };

const judge = (fields: Record<string, string>) => judgeRun(fields, new Set(['anna', 'ben']), wordsOf('en'));

test.each<[fields: Record<string, string>, wrong: Record<string, string>]>([
  [
    {},
    {
      calls: 'Calls: a whole number from 1 to 20000',
      replications: 'How many times: a whole number',
      seed: 'Seed: a whole number',
    },
  ],
  [{ ...SMALL, calls: '-1' }, { calls: 'Calls: a whole number' }],
  [{ ...SMALL, calls: '1e3' }, { calls: 'Calls: a whole number' }],
  [{ ...SMALL, replications: '1001' }, { replications: 'How many times: a whole number from 1 to 1000' }],
  [{ ...SMALL, calls: '20000', replications: '1001' }, { replications: 'How many times: a whole number' }],
  [{ ...SMALL, calls: '20000', replications: '1000' }, { replications: '1000000 at most' }],
  [
    { ...SMALL, calls: '20000', replications: '50', 'calls-times': '1,5' },
    { replications: '1000000 at most' },
  ],
  [{ ...SMALL, seed: '٣' }, { seed: 'Seed: a whole number' }],
  [{ ...SMALL, without: 'nobody-here' }, { without: 'not in the directory any more' }],
  [{ ...SMALL, without: 'anna', 'phone-off': '<script>' }, { 'phone-off': 'not in the directory any more' }],
  [{ ...SMALL, 'carrier-down': '0' }, { 'carrier-down': 'whole minutes from 1' }],
  [{ ...SMALL, 'calls-times': '101' }, { 'calls-times': 'a number above 0 and up to 100' }],
  [{ ...SMALL, 'calls-times': '0' }, { 'calls-times': 'a number above 0 and up to 100' }],
])('%j asks for no rehearsal, and it is said why at each field', (fields, wrong) => {
  const judged = judge(fields);
  if (!('draft' in judged)) throw new Error('it was asked for');
  const { values, faults } = judged.draft;
  expect(values).toMatchObject(fields);
  expect(Object.keys(faults)).toEqual(Object.keys(wrong));
  for (const [field, said] of Object.entries(wrong)) expect(faults[field]).toContain(said);
});

test('the form that is refused says so, and leads to the first field that is wrong', () => {
  const words = wordsOf('en');
  const judged = judge({ ...SMALL, replications: '0', 'holiday-week': 'yes', 'calls-times': '-2' });
  if (!('draft' in judged)) throw new Error('it was asked for');
  const form = String(runForm({ words } as ConsoleContext, judged.draft, [{ key: 'anna', name: 'Anna' }]));
  expect(form).toContain(`role="alert">Not started yet: please correct the marked fields.<`);
  const wrong = [
    ...form.matchAll(/<input[^>]* id="([^"]+)"[^>]*aria-invalid="true" aria-describedby="([^"]+)"/g),
  ];
  expect(wrong.map(([, ...ids]) => ids)).toEqual([
    ['run-replications', 'run-replications-fault'],
    ['run-calls-times', 'run-calls-times-fault'],
  ]);
  expect([...form.matchAll(/id="([^"]+)"[^>]* autofocus/g)].map(([, id]) => id)).toEqual([
    'run-replications',
  ]);
  for (const kept of ['value="20"', 'value="-2"', 'value="yes" checked']) expect(form).toContain(kept);
});

test('what can be played is asked for', () => {
  expect(judge({ ...SMALL, without: 'anna', 'calls-times': '1,5' })).toEqual({
    asked: { calls: 20, replications: 12, seed: 3, whatIfs: ['without:anna', 'calls:x1.5'] },
  });
});
