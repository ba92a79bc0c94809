const [CARRIAGE_RETURN, LINE_FEED, TAB, SPACE] = [13, 10, 9, 32];

/**
 * Puts characters together again that a calendar file's folds have cut in two, as programs do that count in bytes (RFC 5545,
 * 3.1). Lines stay lines.
 */
export function mendFolds(bytes: Uint8Array): Uint8Array {
  const mended = new Uint8Array(bytes.length);
  let written = 0;
  for (let read = 0; read < bytes.length; ) {
    const begin = foldEnd(bytes, read);
    let end = begin;
    // the second and later bytes of a character
    while (begin > read && ((bytes[end] ?? 0) & 0xc0) === 0x80) end += 1;
    mended.set(bytes.subarray(begin, end), written);
    written += end - begin;
    const plain = bytes.subarray(read, Math.max(begin, read + 1));
    mended.set(plain, written);
    written += plain.length;
    read = Math.max(end, read + 1);
  }
  return mended;
}

/** Where a fold that begins here ends: a line's end and a blank. The same place if none begins. */
function foldEnd(bytes: Uint8Array, at: number): number {
  const feed = bytes[at] === CARRIAGE_RETURN ? at + 1 : at;
  if (bytes[feed] !== LINE_FEED) return at;
  const blank = bytes[feed + 1];
  return blank === SPACE || blank === TAB ? feed + 2 : at;
}
