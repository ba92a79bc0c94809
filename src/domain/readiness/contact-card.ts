/** RFC 2426, 2.6: a line has at most 75 octets; a fold adds a space to the next. */
const MAX_OCTETS = 74;

/**
 * The hotline as a contact, in version 3.0, which every phone reads (RFC 2426; the values are written the same in RFC 6350).
 * @param card.numbers E.164, all that the hotline calls and writes from
 */
export function contactCard({
  name,
  note,
  numbers,
}: {
  name: string;
  note: string;
  numbers: readonly string[];
}): string {
  const lines = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    'PRODID:-//Priority hotline//EN',
    `UID:priority-hotline${numbers[0] ?? ''}`,
    `N:${escaped(name)};;;;`,
    `FN:${escaped(name)}`,
    ...numbers.map((number) => `TEL;TYPE=WORK,VOICE,PREF:${number}`),
    `NOTE:${escaped(note)}`,
    'END:VCARD',
  ];
  return `${lines.map(fold).join('\r\n')}\r\n`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/g, '\\$&').replaceAll(/\r?\n/g, '\\n');
}

/** Never inside a character, however many octets it has. */
function fold(line: string): string {
  const parts = [''];
  for (const character of line) {
    const last = parts.at(-1) ?? '';
    if (Buffer.byteLength(last + character) > MAX_OCTETS) parts.push(character);
    else parts[parts.length - 1] = last + character;
  }
  return parts.join('\r\n ');
}
