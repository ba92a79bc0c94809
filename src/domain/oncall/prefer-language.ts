/**
 * Puts engineers who speak the caller's language first and otherwise keeps the order. Nobody is left out: an engineer
 * who answers in another language is better than none.
 * @param language a language tag such as `de` or `de-AT`, of which only the language counts; null if it is not known
 */
export function preferLanguage<Engineer extends { readonly languages: readonly string[] }>(
  engineers: readonly Engineer[],
  language: string | null,
): Engineer[] {
  if (language === null || engineers.length < 2) return [...engineers];
  const wanted = languageOf(language);
  const speaks = ({ languages }: Engineer) => languages.some((spoken) => languageOf(spoken) === wanted);
  return [...engineers.filter(speaks), ...engineers.filter((engineer) => !speaks(engineer))];
}

function languageOf(tag: string): string {
  return (tag.split('-', 1)[0] as string).toLowerCase();
}
