import { plainKey, TOKEN } from './json-tokens.ts';

/** An object or a list that has been opened and not closed yet. */
interface Open {
  /** the keys of an object so far; null: a list */
  keys: Set<string> | null;
  /** the key or place that is being told */
  at: string | number;
}

/**
 * The keys that stand twice in one object of a text in JSON, each with the way to it: `shifts.0.from`. Readers of JSON keep one
 * of the two and do not say so; which of them was meant nobody knows. What is no JSON may be handed in, too.
 * @param most no more of them are looked for: the ways through thousands of brackets are as long as the text, each
 */
export function doubledKeys(json: string, most = Number.POSITIVE_INFINITY): string[] {
  const open: Open[] = [];
  const doubled: string[] = [];
  for (const { 0: sign, groups } of json.matchAll(TOKEN)) {
    const begun = begin(sign);
    if (begun) open.push(begun);
    else if (sign === '}' || sign === ']') open.pop();
    else if (sign === ',') countOn(open.at(-1));
    else if (groups?.colon && isDoubled(open.at(-1), plainKey(groups.text ?? '')))
      doubled.push(open.map(({ at }) => at).join('.'));
    if (doubled.length === most) break;
  }
  return doubled;
}

function begin(sign: string): Open | null {
  if (sign === '{') return { keys: new Set(), at: '' };
  return sign === '[' ? { keys: null, at: 0 } : null;
}

function countOn(inner: Open | undefined): void {
  if (typeof inner?.at === 'number') inner.at += 1;
}

function isDoubled(inner: Open | undefined, key: string): boolean {
  if (!inner?.keys) return false;
  const before = inner.keys.size;
  inner.at = key;
  return inner.keys.add(key).size === before;
}
