import { expect, test } from 'vitest';
import { COMMANDS, signOf } from '../../../../src/domain/flow/order-words.ts';
import type { Prompts } from '../../../../src/domain/flow/prompts.ts';
import { script } from '../flow/shipped.ts';

const speaking = (acknowledge?: string[]) =>
  ({ orders: acknowledge === undefined ? undefined : { acknowledge } }) as Prompts;

test.each([
  ['the short sign of whichever language has one', [speaking(['zaz']), speaking(['take', 'a'])], 'A'],
  ['a word where no language has a sign', [speaking(['zaz', 'mip'])], 'ZAZ'],
  ['its own name where a flow of before has no words', [speaking()], 'ACKNOWLEDGE'],
])('an order is asked for by %s', (_, languages, sign) => {
  expect(signOf('acknowledge', languages)).toBe(sign);
});

test('the shipped languages agree on the signs that their texts tell', () => {
  const signs = COMMANDS.map((command) => signOf(command, script.prompts.values()));
  expect(signs.join(' ')).toBe('A C P D F U R S ? T');
});
