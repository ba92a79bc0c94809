import { describe, expect, test } from 'vitest';
import { emptyDirectory } from '../../../../src/domain/directory-entry/directory.ts';
import { prepareModel } from '../../../../src/domain/rehearsal/model.ts';
import { Nights } from '../../../../src/domain/rehearsal/nights.ts';
import { PLAYED_HERE } from '../../../../src/domain/rehearsal-runs/play-here.ts';
import { playRehearsal } from '../../../../src/domain/rehearsal-runs/rehearse.ts';
import { ALWAYS, houseOf, questionOf } from '../../../support/rehearsal-house.ts';

const HOUR_MS = 3_600_000;
const at = (hour: number) => hour * HOUR_MS;
const LAW = { hours: 11, night: '23:00-06:00' };

function nightsOf(rule: typeof LAW, hours: readonly number[]) {
  const nights = new Nights(rule);
  for (const hour of hours) nights.page(at(hour));
  return nights.load;
}

describe('the nights of somebody', () => {
  test('one with a page in it is broken, once, also past midnight; too little rest is a page before it is full', () => {
    expect(nightsOf(LAW, [23, 26, 36])).toEqual({ pages: 3, nights: 1, restBreaches: 1 });
    expect(nightsOf(LAW, [26, 37])).toEqual({ pages: 2, nights: 1, restBreaches: 0 });
  });

  test('go by the night and the hours that the schedule sets', () => {
    const early = { hours: 8, night: '21:00-04:00' };
    expect(nightsOf(early, [22, 29.5])).toEqual({ pages: 2, nights: 1, restBreaches: 1 });
    expect(nightsOf(early, [22, 30])).toEqual({ pages: 2, nights: 1, restBreaches: 0 });
    expect(nightsOf(LAW, [22, 29])).toEqual({ pages: 2, nights: 1, restBreaches: 0 });
  });

  test('of whoever is in no schedule with a rule go by the law', () => {
    const rest = { rule: 'anew', hours: 9, night: '22:00-05:00' } as const;
    const model = prepareModel(questionOf(houseOf({ schedule: { ...ALWAYS, rest } })));
    expect(model?.restRuleOf('anna')).toEqual(rest);
    expect(model?.restRuleOf('tessa')).toMatchObject({ hours: 11, night: '23:00-06:00' });
  });
});

test('whose rest is broken is told before and after each change, and a change that was not played is not told', async () => {
  const question = questionOf(houseOf(), { calls: 400 });
  const asked = {
    question,
    variants: [{ name: 'calls:x3', question: { ...question, calls: 1_200 } }],
    months: [],
    replications: 10,
  };
  const watch = { onStage: () => () => {}, isStopped: () => false };
  const { rest, people } = await playRehearsal(PLAYED_HERE, asked, watch);
  const [more] = rest;
  expect(more?.change).toBe('calls:x3');
  expect(more?.people.map(({ key }) => key)).toEqual(['anna', 'ben']);
  for (const { key, before, after } of more?.people ?? []) {
    expect(before).toBe(people.find((one) => one.key === key)?.restBreaches);
    expect(after).toBeGreaterThan(before);
  }
  // stopped before the remedies: none of them is said to help, or to change anybody's nights
  let pieces = 0;
  const stopped = await playRehearsal(PLAYED_HERE, asked, {
    onStage: () => () => {
      pieces += 1;
    },
    isStopped: () => pieces >= 2,
  });
  expect(stopped.interrupted).toBe(true);
  expect(stopped.misses).not.toEqual([]);
  for (const { keptAfter } of stopped.misses) expect(keptAfter).toBeNull();
  expect(stopped.rest.map(({ change }) => change)).toEqual(['calls:x3']);
});

test('where there is nobody to call, or it is stopped at once, there are no figures, and that is no fault', async () => {
  const nobody = { directory: emptyDirectory<unknown>(), absences: [], optedOut: [] };
  const asked = { variants: [], months: [], replications: 5 };
  const watch = { onStage: () => () => {}, isStopped: () => false };
  const empty = { kept: [], byHour: [], misses: [], people: [], rest: [], replications: 0 };
  expect(await playRehearsal(PLAYED_HERE, { ...asked, question: questionOf(nobody) }, watch)).toMatchObject({
    ...empty,
    proof: [],
    interrupted: false,
  });
  const atOnce = { ...watch, isStopped: () => true };
  expect(
    await playRehearsal(PLAYED_HERE, { ...asked, question: questionOf(houseOf()) }, atOnce),
  ).toMatchObject({
    ...empty,
    interrupted: true,
  });
});
