import { plainKey, TOKEN } from './json-tokens.ts';

const DEPTH: Partial<Record<string, number>> = { '{': 1, '[': 1, '}': -1, ']': -1 };
const ENDS_MEMBER = new Set([',', '}']);

/**
 * The text of a JSON object without its members of some keys, however often they stand there and are spelled. All else stays as
 * it was written: read and written anew, large numbers would be rounded and keys that look like numbers moved.
 */
export function withoutMembers(json: string, keys: readonly string[]): string {
  const kept: string[] = [];
  let depth = 0;
  let start = json.indexOf('{') + 1;
  let key: string | undefined;
  for (const { 0: sign, index, groups } of json.matchAll(TOKEN)) {
    if (depth === 1 && groups?.colon) key = plainKey(groups.text ?? '');
    if (depth === 1 && ENDS_MEMBER.has(sign)) {
      if (key !== undefined && !keys.includes(key)) kept.push(json.slice(start, index));
      start = index + 1;
      key = undefined;
    }
    depth += DEPTH[sign] ?? 0;
  }
  return `{${kept.join(',')}}`;
}
