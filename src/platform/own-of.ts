/** What a word from outside leads to in a table; every object answers to some words (`constructor`) by itself. */
export function ownOf<T>(known: Readonly<Record<string, T>>, word: string): T | undefined {
  return Object.hasOwn(known, word) ? known[word] : undefined;
}
