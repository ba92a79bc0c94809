import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseSms } from '../../../src/sms/parse-command.ts';

describe('an engineer writes', () => {
  it.each([
    ['A 4711', 'acknowledge', '4711'],
    ['a4711', 'acknowledge', '4711'],
    ['4711 A', 'acknowledge', '4711'],
    ['A', 'acknowledge', null],
    ['A.', 'acknowledge', null],
    ['Übernehme 4711!', 'acknowledge', '4711'],
    ['u\u0308bernehme #4711', 'acknowledge', '4711'],
    ['A nr. 4711', 'acknowledge', '4711'],
    ['ok', 'acknowledge', null],
    ['C 4711', 'connect', '4711'],
    ['verbinden', 'connect', null],
    ['P 4711', 'pass-on', '4711'],
    ['weiter', 'pass-on', null],
    ['?', 'open', null],
    [' ? ', 'open', null],
    ['offen', 'open', null],
    ['Stop', 'opt-out', null],
    ['STOPP.', 'opt-out', null],
    ['abmelden', 'opt-out', null],
    ['END', 'opt-out', null],
    ['cancel', 'opt-out', null],
    ['Start', 'opt-in', null],
  ])('%j', (body, command, ticket) => {
    expect(parseSms(body)).toMatchObject({ command, ticket });
  });

  it('what was answered, behind the command', () => {
    expect(parseSms('D 4711 Neustart hilft, 2 Server')).toMatchObject({
      command: 'answered',
      ticket: '4711',
      text: 'Neustart hilft, 2 Server',
    });
    expect(parseSms('d Neustart hilft\nbitte testen')).toMatchObject({
      ticket: null,
      text: 'Neustart hilft\nbitte testen',
    });
  });

  it.each([
    '',
    ' ',
    '4711',
    'hallo',
    'Ich komme später',
    '🙂',
    'stop 4711 bitte',
    '\u0000',
    '!',
    '12345678901234567890',
  ])('%j, which is no command', (body) => {
    expect(parseSms(body).command).toBe('unknown');
  });
});

test('whatever is written is read at once, and never throws', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (body) => void parseSms(body)));
  const began = performance.now();
  for (const filler of [' ', '.', ' .', '1', '#', 'a', 'ä ', '\n']) {
    parseSms(`a${filler.repeat(10_000)}!x`);
    parseSms(`1${filler.repeat(10_000)}?x`);
  }
  expect(performance.now() - began).toBeLessThan(10_000);
});
