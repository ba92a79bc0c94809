import { describe, expect, test } from 'vitest';
import { decodeText } from '../../src/platform/text-file.ts';

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding);
const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

describe('the bytes of a file', () => {
  test('are text with and without a byte order mark', () => {
    expect(decodeText(bytes('Müller\n'), 'a')).toEqual({ text: 'Müller\n', faults: [] });
    expect(decodeText(Buffer.concat([MARK, bytes('Müller\n')]), 'a')).toEqual({
      text: 'Müller\n',
      faults: [],
    });
    expect(decodeText(bytes(''), 'a')).toEqual({ text: '', faults: [] });
  });

  test('are lines also where an editor ends them as an old Mac did: a comment does not swallow what follows', () => {
    expect(decodeText(bytes('# ours\rname: Müller\r\r# end'), 'a').text).toBe(
      '# ours\nname: Müller\n\n# end',
    );
    expect(decodeText(bytes('a: 1\r\nb: 2\n'), 'a').text).toBe('a: 1\r\nb: 2\n');
  });

  test.each([
    ['Windows-1252', bytes('name:\n\n  Müller', 'latin1'), 3, 'not UTF-8'],
    [
      'Windows-1252 behind UTF-8',
      Buffer.concat([bytes('ü: 1\n'), bytes('ö: 2\n', 'latin1')]),
      2,
      'not UTF-8',
    ],
    ['a character cut off at the end', Buffer.concat([bytes('a\nb'), Buffer.from([0xc3])]), 2, 'not UTF-8'],
    ['a slash in two bytes', Buffer.from([0x61, 0x0a, 0xc0, 0xaf]), 2, 'not UTF-8'],
    ['UTF-16 of Windows', Buffer.concat([Buffer.from([0xff, 0xfe]), bytes('a: 1', 'utf16le')]), 0, 'UTF-16'],
    ['UTF-16, high byte first', Buffer.from([0xfe, 0xff, 0, 0x61]), 0, 'UTF-16'],
    ['UTF-16 without a mark', bytes('a\nb', 'utf16le'), 1, 'zero byte'],
  ])('%s is refused with its line', (_, file, line, message) => {
    expect(decodeText(file, 'directory.yaml')).toEqual({
      text: undefined,
      faults: [
        {
          file: 'directory.yaml',
          line,
          message: expect.stringContaining(message),
          remedy: expect.stringContaining('UTF-8'),
        },
      ],
    });
  });
});
