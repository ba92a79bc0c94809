import { hash } from 'node:crypto';

/** Where short things that are hashed are put together: a buffer for each takes as long as its digest. */
const room = Buffer.alloc(4096);
/** of UTF-8, of a code unit */
const MAX_BYTES = 3;

/**
 * SHA-256 over some bytes and the text behind them.
 * @param bytes as letters, one a byte: given and taken so, many short ones take half the time that they take in buffers
 */
export function digestOf(bytes: string, text: string, form: 'binary' | 'base64'): string {
  if (bytes.length + text.length * MAX_BYTES > room.length)
    return hash('sha256', Buffer.concat([Buffer.from(bytes, 'binary'), Buffer.from(text)]), form);
  const begin = room.write(bytes, 'binary');
  return hash('sha256', room.subarray(0, begin + room.write(text, begin)), form);
}
