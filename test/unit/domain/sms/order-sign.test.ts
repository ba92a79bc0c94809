import { expect, test } from 'vitest';
import { COMMANDS, type Command, gatherOrderWords, signOf } from '../../../../src/domain/flow/order-words.ts';
import type { Prompts } from '../../../../src/domain/flow/prompts.ts';
import { parseOrder } from '../../../../src/domain/sms/order-grammar.ts';
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

test.each([...script.prompts.keys()])(
  'an order is understood as a page in %s shows it, word and all',
  (language) => {
    const reading = { words: gatherOrderWords(script.prompts.values()), names: [] };
    const shown = ['page', 'page-brief', 'page-help'].flatMap((name) => {
      const text = JSON.stringify(script.prompts.get(language)?.sms[name]);
      return [...text.matchAll(/\b([ACP])(?: \{ticket\})? (\p{L}+(?: on)?)/gu)];
    });
    const commands: Record<string, Command> = { A: 'acknowledge', C: 'connect', P: 'pass-on' };
    const helping = ['help', 'mithelfen', 'aider'];
    expect(shown.length).toBeGreaterThanOrEqual(7);
    for (const [text, sign = '', word = ''] of shown.filter(([, , word = '']) => !helping.includes(word)))
      expect(parseOrder(`${sign} 4711 ${word}`, reading), text).toMatchObject({
        command: commands[sign],
        ticket: '4711',
      });
  },
);

test('no text of ours is an order when it comes back, whole or quoted', () => {
  const reading = { words: gatherOrderWords(script.prompts.values()), names: [] };
  const texts = [...script.prompts.values()].flatMap(({ sms }) => Object.values(sms));
  for (const text of texts) {
    const sent = text
      .replaceAll('{ticket}', '4711')
      .replaceAll('{code}', 'K7M')
      .replace(/\{[^}]+\}/g, 'Anna');
    for (const back of [sent, `"${sent}"`, `„${sent}“`, `> ${sent}`])
      expect([back, parseOrder(back, reading).command]).toEqual([back, 'unknown']);
  }
});
