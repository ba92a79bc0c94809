const MAX_LENGTH = 40;
const MAX_KEYS = 1000;

const FOLDED: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', æ: 'ae', ø: 'o' };

/**
 * The keys an entry can have that people call by this name, the first first: `support-sued`, `support-sued-2` …
 * @param other what it is called if nothing of the name can stand in a key
 */
export function* keysOfName(name: string, other: string): Generator<string> {
  const folded = name.toLowerCase().replace(/[äöüßæø]/g, (letter) => FOLDED[letter] ?? letter);
  const plain = folded.normalize('NFD').replaceAll(/\p{M}/gu, '').normalize('NFC');
  const words = plain.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replace(/^-/, '');
  const key = [...words].slice(0, MAX_LENGTH).join('').replace(/-$/, '') || other;
  yield key;
  for (let count = 2; count <= MAX_KEYS; count += 1) yield `${key}-${count}`;
}
