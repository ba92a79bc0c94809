import { describe, expect, it } from 'vitest';
import { whoEnded } from '../../../src/domain/calls/who-ended.ts';
import { script } from './flow/shipped.ts';

const ended = (state: string, status: 'completed' | 'failed' = 'completed') => ({
  status,
  visit: { flow: 'caller', state, vars: {} } as never,
});

describe('a caller’s leg was ended by', () => {
  it.each([
    ['party', 'in the middle of a question', ended('pin'), null],
    ['hotline', 'after our last words', ended('goodbye'), null],
    ['carrier', 'whatever the state, when it calls it failed', ended('pin', 'failed'), null],
    ['party', 'in a talk that the engineer is still in', ended('bridge'), { hasEngineerLeft: false }],
    ['engineer', 'in a talk that the engineer has left', ended('bridge'), { hasEngineerLeft: true }],
    ['engineer', 'after it, with a word of thanks', ended('thanks'), { hasEngineerLeft: false }],
  ])('the %s, %s', (by, _when, call, talk) => {
    expect(whoEnded(call, script, talk)).toBe(by);
  });
});
