import { describe, expect, it, test } from 'vitest';
import { gatherStageWords } from '../../../../src/domain/flow/order-words.ts';
import {
  ENGINEER_STAGES,
  mayFollow,
  readStage,
  STAGES,
} from '../../../../src/domain/tickets/signature-stage.ts';
import { script } from '../flow/shipped.ts';

const WORDS = gatherStageWords(script.prompts.values());

describe('an engineer writes how far a change is', () => {
  it.each([
    ['analyse', 'in-analysis', null],
    ['1', 'in-analysis', null],
    ['Gebaut', 'built', null],
    ['built.', 'built', null],
    ['in-analysis', 'in-analysis', null],
    ['Disponible 24.11.7', 'released', '24.11.7'],
    ['veroffentlicht', 'released', null],
    ['freigegeben 24.11.7', 'released', '24.11.7'],
    ['Released: Version  24.11.7 beta', 'released', 'Version 24.11.7 beta'],
    [' 3   24.11.7 ', 'released', '24.11.7'],
  ])('%j', (text, stage, version) => {
    expect(readStage(text, WORDS)).toEqual({ stage, version });
  });

  it.each(['', '   ', 'received', 'confirmed', 'bestätigt', '4', 'constructor', 'gebautes'])(
    '%j is no stage of theirs',
    (text) => {
      expect(readStage(text, WORDS)).toBeNull();
    },
  );
});

test('without any words a stage is written by its name or its place', () => {
  const none = new Map();
  expect(['built', '2', 'gebaut'].map((text) => readStage(text, none)?.stage)).toEqual([
    'built',
    'built',
    undefined,
  ]);
});

test('a change goes forward, may skip a stage, and never stands still or goes back', () => {
  for (const [index, from] of STAGES.entries()) {
    for (const [other, to] of STAGES.entries()) expect(mayFollow(from, to)).toBe(other > index);
  }
  expect(ENGINEER_STAGES).toEqual(STAGES.slice(1, -1));
});
