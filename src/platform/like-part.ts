/**
 * What was typed as a part of a pattern of `like`. Between words any space may stand, and what else there is: a page shows two
 * spaces, or one that breaks no line, as one, and nobody would find by it what they see.
 */
export function likePart(typed: string): string {
  return typed.replaceAll(/[\\%_]/g, '\\$&').replaceAll(/\s+/gu, '_%');
}

/**
 * The condition that a column is like a pattern, however its letters are spelt: `mueller` finds "Müller", and `Søren` "Soeren".
 * What was typed literally is found, too, where it begins inside of such a pair: `el` stands in "Samuel".
 * @param pattern what has the pattern, made with `likePart`
 */
export function isLike(column: string, pattern: string): string {
  return `(${column} ilike ${pattern} or search_folded(${column}) like search_folded(${pattern}))`;
}
