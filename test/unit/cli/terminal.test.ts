import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { colors, note, print, printJson, shown } from '../../../src/cli/support/terminal.ts';

const written: string[] = [];
beforeEach(() => {
  written.length = 0;
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => written.push(String(text)) > 0);
});
afterEach(() => void vi.restoreAllMocks());

/** Whatever a terminal does instead of showing it. */
const OBEYED = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

describe('a name of somebody else', () => {
  const hostile = [
    'Portal\u001b[2J\u001b[H everything is fine',
    '\u001b]0;title\u0007x',
    '\u001b]8;;https://evil.example\u001b\\click\u001b]8;;\u001b\\',
    '\u009b31mred',
    'kept\rlost',
    '\u0007[1mrings',
    'a\b\bb',
    '\u001b[8mhidden',
    '\u202egnp.exe',
    '\0',
  ];

  test.each(hostile)('%j is shown to the end, and nothing of it is obeyed', (name) => {
    print(name);
    note(name);
    for (const text of written) expect(text.slice(0, -1).match(OBEYED)).toBeNull();
    expect(written[0]).toBe(`${shown(name)}\n`);
    expect(shown(name).replaceAll(/\ufffdU\+[0-9A-F]{4}/g, '')).toBe(name.replaceAll(OBEYED, ''));
  });

  test.each(hostile)('%j is the same for a machine, and nothing of it is obeyed either', (name) => {
    printJson({ name });
    expect(written.join('').replaceAll('\n', '').match(OBEYED)).toBeNull();
    expect(JSON.parse(written.join(''))).toEqual({ name });
  });
});

test('our own colours, lines and columns stay', () => {
  vi.stubEnv('FORCE_COLOR', '1');
  const line = Object.values(colors)
    .map((paint) => paint('Zoë\t田中 👩\u200d💻'))
    .join('\n');
  print(line);
  expect(written).toEqual([`${line}\n`]);
  vi.unstubAllEnvs();
});
