import { describe, expect, it } from 'vitest';
import { readDirectoryFile } from '../../../../src/domain/directory-entry/directory-file.ts';
import { RULES } from '../../../../src/domain/directory-file/directory-rules.ts';
import { lineOf, sampleWith } from './sample.ts';

const DESK = '      - { participants: [carla, david], rotate: P7D, from: 2026-01-05T08:00 }';
const hours = (during: string) => DESK.replace(' }', `, during: ${during} }`);
const office: [string, string] = ['covers: always', 'covers: office'];
const deps: [string, string] = [DESK, hours('{ mon-fri: "08:00-18:00" }')];

/** The sample, whose signature desk pages nobody by another schedule. */
function warnings(...changes: [string, string][]) {
  const text = sampleWith(['page: [schedule:front, tam]', 'page: [tam]'], ...changes);
  const { faults, warnings: found } = readDirectoryFile(text, 'directory.yaml', RULES);
  expect(faults).toEqual([]);
  return { text, found };
}

describe('a plan that promises the night, and a policy that knows only the day', () => {
  it('is pointed out at the plan', () => {
    const { text, found } = warnings(office, deps);
    expect(found).toEqual([
      expect.objectContaining({
        line: lineOf(text, 'signature: signature-desk }'),
        message: expect.stringMatching(
          /signature-desk.*office hours only.*severity 1, 2 is due around the clock/,
        ),
      }),
    ]);
  });

  it('is not one while its schedule is to be there always, whatever its hours', () => {
    expect(warnings(deps).found).toEqual([]);
  });

  it('is not one where the office hours leave nothing out', () => {
    const always = hours(
      '{ mon-fri: ["08:00-18:00", "18:00-08:00"], sat-sun: "00:00-24:00", mon: "00:00-08:00" }',
    );
    expect(warnings(office, [DESK, always]).found).toEqual([]);
  });

  it('is not one for a plan that is due in business hours only', () => {
    const business = ['within: PT30M, clock: always', 'within: PT4H, clock: always'].map(
      (response): [string, string] => [response, response.replace('always', 'business')],
    );
    expect(warnings(office, deps, ...business).found).toEqual([]);
  });
});
