import type { Fault } from '../../platform/errors.ts';
import type { Directory } from './directory.ts';

/**
 * People who are served in another language than the one that stands beside them, each a warning there.
 * @param spoken the languages that the hotline speaks, the usual one first; none: they are not known
 */
export function unspokenLanguages(
  { customers, engineers }: Directory,
  spoken: readonly string[],
  faultAt: (path: readonly PropertyKey[], message: string, remedy: string) => Fault,
): Fault[] {
  if (spoken.length === 0) return [];
  const message = `is spoken nowhere in the flows: ${spoken[0]} is heard and read instead.`;
  const remedy = `Write one of ${spoken.join(', ')}, or add its prompts.`;
  const contacts = [...customers].flatMap(([number, { contacts }]) =>
    contacts.flatMap(({ language }, index) =>
      spoken.includes(language) ? [] : [['customers', number, 'contacts', index, 'language']],
    ),
  );
  // whoever is spoken to in another of their languages has nothing to miss
  const paged = [...engineers].flatMap(([key, { languages }]) =>
    languages.some((language) => spoken.includes(language)) ? [] : [['engineers', key, 'languages']],
  );
  return [...paged, ...contacts].map((path) => faultAt(path, message, remedy));
}
