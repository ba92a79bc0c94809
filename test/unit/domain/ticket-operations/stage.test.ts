import { describe, expect, it, test } from 'vitest';
import {
  ENGINEER_STAGES,
  mayFollow,
  readStage,
  STAGES,
} from '../../../../src/domain/tickets/signature-stage.ts';

describe('an engineer writes how far a change is', () => {
  it.each([
    ['analyse', 'in-analysis', null],
    ['1', 'in-analysis', null],
    ['Gebaut', 'built', null],
    ['built.', 'built', null],
    ['freigegeben 24.11.7', 'released', '24.11.7'],
    ['Released: Version  24.11.7 beta', 'released', 'Version 24.11.7 beta'],
    [' 3   24.11.7 ', 'released', '24.11.7'],
  ])('%j', (text, stage, version) => {
    expect(readStage(text)).toEqual({ stage, version });
  });

  it.each(['', '   ', 'received', 'confirmed', 'bestätigt', '4', 'constructor', 'gebautes'])(
    '%j is no stage of theirs',
    (text) => {
      expect(readStage(text)).toBeNull();
    },
  );
});

test('a change goes forward, may skip a stage, and never stands still or goes back', () => {
  for (const [index, from] of STAGES.entries()) {
    for (const [other, to] of STAGES.entries()) expect(mayFollow(from, to)).toBe(other > index);
  }
  expect(ENGINEER_STAGES).toEqual(STAGES.slice(1, -1));
});
