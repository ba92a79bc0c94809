import { expect, test } from 'vitest';
import { readDirectoryFile } from '../../../../src/domain/directory-entry/directory-file.ts';
import { RULES } from '../../../../src/domain/directory-file/directory-rules.ts';
import { lineOf, sampleWith } from './sample.ts';

/** The policy of the plan that promises an answer in half an hour, and its first steps. */
const AT_ONCE = '- { at: 0%, page: [schedule:front], by: [sms] }';
const THEN = '- { at: PT1M, page: [schedule:front], by: [call] }';

/** What is pointed out where the step stands that is written another way. */
function warnings(written: string, otherwise: string) {
  const text = sampleWith([written, otherwise]);
  const { faults, warnings: found } = readDirectoryFile(text, 'directory.yaml', RULES);
  expect(faults).toEqual([]);
  const line = lineOf(text, otherwise);
  return found.map((warning) => {
    expect(warning.line).toBe(line);
    return warning.message;
  });
}

test.each([
  ['longer than the window', 'PT45M'],
  ['so long that it comes sooner than it says', 'PT25M'],
])('a step is %s of a plan that goes by its policy', (_what, at) => {
  expect(warnings(THEN, THEN.replace('PT1M', at))).toEqual([
    expect.stringMatching(
      /^escalations › front-line › steps › 2 › at is too long for the response window of "enhanced", severity 1: it comes at 80% of it\.$/,
    ),
  ]);
});

test('so is a first step: nobody would be paged before the last resort is', () => {
  const [found] = warnings(AT_ONCE, AT_ONCE.replace('0%', 'PT5H'));
  expect(found).toMatch(/is too long for the response window of "enhanced", severity 1, 2/);
});

test.each([
  ['a first step that pages with the last resort', AT_ONCE, '80%'],
  ['a step that pages with the deadline', THEN, '100%'],
])('%s comes too late', (_what, step, at) => {
  const [found] = warnings(step, step.replace(/at: \w+%?/, `at: ${at}`));
  expect(found).toMatch(/comes too late: the last resort is called at 80% of the response window\.$/);
});

test.each([
  ['a time that just fits', THEN, 'PT24M'],
  ['a later step that comes after the last resort', THEN, '90%'],
  ['a first step in the middle', AT_ONCE, '50%'],
])('%s is not pointed out', (_what, step, at) => {
  expect(warnings(step, step.replace(/at: \w+%?/, `at: ${at}`))).toEqual([]);
});
