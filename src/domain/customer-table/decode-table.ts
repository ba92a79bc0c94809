/** What cannot be read as a table: the file of a spreadsheet itself, or text of which letters are lost. */
export type UnreadableTable = 'workbook' | 'damaged';

/** How Excel's own files begin (`.xlsx`, `.xls`), and those of LibreOffice. */
const WORKBOOKS = ['504b0304', 'd0cf11e0'];

/**
 * Reads the bytes of a table that a spreadsheet has written: UTF-8, UTF-16, else Windows-1252, in which every byte is a
 * character and which German spreadsheets write.
 */
export function decodeTable(
  bytes: Uint8Array,
): { text: string; unreadable?: never } | { text?: never; unreadable: UnreadableTable } {
  if (WORKBOOKS.includes(Buffer.from(bytes.subarray(0, 4)).toString('hex')))
    return { unreadable: 'workbook' };
  const wide = wideEncodingOf(bytes);
  if (wide) return { text: new TextDecoder(wide).decode(bytes) };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    if (isDamagedUtf8(bytes)) return { unreadable: 'damaged' };
    return { text: new TextDecoder('windows-1252').decode(bytes) };
  }
}

/** By its mark; where there is none, by the half of the first letter that is nothing. */
function wideEncodingOf([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if ((first === 0xff && second === 0xfe) || (first && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second)) return 'utf-16be';
  return null;
}

/**
 * Whether what is not UTF-8 was so before it was cut off, or glued to something else: most of its letters are. Read by
 * Windows-1252, its umlauts would be two letters each.
 */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes).replace(/\ufffd$/, '');
  const lost = text.split('\ufffd').length - 1;
  const kept = text.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0;
  return kept > lost;
}
