/** An engineer as calendars may name them. */
export interface KnownEngineer {
  readonly key: string;
  readonly name: string;
  readonly email?: string | undefined;
}

/**
 * Finds out which engineers a text names as a whole, forgiving of case and punctuation.
 * @returns their keys
 */
export function engineersNamed(text: string, engineers: readonly KnownEngineer[]): string[] {
  const words = wordsOf(text);
  return engineers.filter((engineer) => aliasesOf(engineer).includes(words)).map(({ key }) => key);
}

/**
 * Finds out which engineers a title mentions, such as "On call: Anna Weber (front)".
 * @returns their keys
 */
export function engineersMentioned(title: string, engineers: readonly KnownEngineer[]): string[] {
  const words = wordsOf(title);
  const mentioned = engineers.flatMap((engineer) =>
    aliasesOf(engineer)
      .filter((alias) => contains(words, alias))
      .map((alias) => ({ key: engineer.key, alias })),
  );
  // "Ben Anders" does not also mean the engineer whose key is "ben".
  const longest = mentioned.filter(
    ({ alias }) => !mentioned.some((other) => other.alias !== alias && contains(other.alias, alias)),
  );
  return [...new Set(longest.map(({ key }) => key))];
}

function aliasesOf({ key, name, email = '' }: KnownEngineer): string[] {
  return [key, name, email].map(wordsOf).filter((alias) => alias !== '');
}

function contains(words: string, alias: string): boolean {
  return ` ${words} `.includes(` ${alias} `);
}

function wordsOf(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}
