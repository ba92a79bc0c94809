import type { Fault } from './errors.ts';

export type DecodedText = { text: string; faults: [] } | { text: undefined; faults: [Fault] };

const REMEDY = 'Save the file as UTF-8; every editor offers that when it saves.';
const LINE_FEED = 10;
const LONE_RETURN = /\r(?!\n)/g;

/**
 * Reads the bytes of a file as UTF-8, with or without a byte order mark. A carriage return alone ends a line, as editors that save
 * for an old Mac write it: to what reads the text, the whole would be one line, and behind a # nothing. Other encodings are never guessed: a wrong guess
 * turns somebody's name into another.
 */
export function decodeText(bytes: Uint8Array, file: string): DecodedText {
  const refused = (message: string, line: number): DecodedText => ({
    text: undefined,
    faults: [{ file, line, message, remedy: REMEDY }],
  });
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return refused('The file is UTF-16, not UTF-8.', 0);
  }
  const zero = bytes.indexOf(0);
  if (zero !== -1) return refused('The file is not UTF-8: here is a zero byte.', lineAt(bytes, zero));
  const text = utf8(bytes);
  if (text !== undefined) return { text: text.replaceAll(LONE_RETURN, '\n'), faults: [] };
  return refused('The file is not UTF-8: here are letters in another encoding.', firstBadLine(bytes));
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** No byte of a longer character is a line feed, so each line can be judged on its own. */
function firstBadLine(bytes: Uint8Array): number {
  let begin = 0;
  for (let line = 1; begin < bytes.length; line += 1) {
    const feed = bytes.indexOf(LINE_FEED, begin);
    const end = feed === -1 ? bytes.length : feed;
    if (utf8(bytes.subarray(begin, end)) === undefined) return line;
    begin = end + 1;
  }
  return 0;
}

function lineAt(bytes: Uint8Array, offset: number): number {
  return bytes.subarray(0, offset).filter((byte) => byte === LINE_FEED).length + 1;
}
