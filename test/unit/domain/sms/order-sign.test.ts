import { expect, test } from 'vitest';
import { FLOW_RULES } from '../../../../src/app/flow-rules.ts';
import { COMMANDS, signOf } from '../../../../src/domain/flow/order-words.ts';
import type { Prompts } from '../../../../src/domain/flow/prompts.ts';
import { loadScript, SHIPPED_FLOWS } from '../../../../src/domain/flow-files/load.ts';

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
  const { prompts } = loadScript(SHIPPED_FLOWS, FLOW_RULES);
  const signs = COMMANDS.map((command) => signOf(command, prompts.values()));
  expect(signs.join(' ')).toBe('A C P D F U R ?');
});
