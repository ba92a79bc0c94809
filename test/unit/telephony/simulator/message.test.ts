import { describe, expect, it } from 'vitest';
import { smsParts } from '../../../../src/domain/messages/sms-parts.ts';
import { optWord } from '../../../../src/telephony/simulator/message.ts';

describe('a text', () => {
  it.each([
    ['a'.repeat(160), 1],
    ['ä'.repeat(161), 2],
    [`${'a'.repeat(159)}€`, 2],
    ['ê'.repeat(70), 1],
    ['🙂'.repeat(36), 2],
    ['', 1],
  ])('takes its segments on the air (%#)', (body, count) => {
    expect(smsParts(body)).toBe(count);
  });

  it.each([
    ['STOP', 'out'],
    [' quit ', 'out'],
    ['END', 'out'],
    ['START', 'in'],
    ['STOP 4711', undefined],
    ['A 4711', undefined],
  ])('%s means %s to the carrier', (body, meaning) => {
    expect(optWord(body)).toBe(meaning);
  });
});
