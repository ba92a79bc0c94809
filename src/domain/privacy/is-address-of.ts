/** Shorter words of a name (de, van, Li) are in many addresses. */
const MIN_LETTERS = 3;
const SPELLINGS: readonly (readonly [string, string])[] = [
  ['ä', 'ae'],
  ['ö', 'oe'],
  ['ü', 'ue'],
];

/** Whether an e-mail address names somebody: a word of their name stands before the @, with or without its dots. */
export function isAddressOf(address: string, name: string): boolean {
  const local = lettersOf(address.split('@')[0] ?? '');
  return name
    .toLowerCase()
    .split(/[\s.-]+/)
    .flatMap((word) => [lettersOf(word), lettersOf(spelt(word))])
    .some((word) => word.length >= MIN_LETTERS && local.includes(word));
}

function spelt(word: string): string {
  return SPELLINGS.reduce((text, [letter, letters]) => text.replaceAll(letter, letters), word);
}

function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll('ß', 'ss').normalize('NFD').replaceAll(/\P{L}/gu, '');
}
