import type { Resting } from './decide-rest.ts';

/** Whom a step pages, and whom it leaves to rest. */
export interface Spared<Person> {
  paged: readonly Person[];
  /** they are in rest, and others are paged in their place */
  spared: readonly Person[];
}

/**
 * Whom a step pages of those it means: whoever is in rest is left out as long as anybody else can be reached. Paging is never
 * held back for it.
 * @param isReached whether there is a phone for somebody
 */
export function decideSpared<Person extends { readonly engineer: string | null }>(
  meant: readonly Person[],
  resting: Resting,
  isReached: (person: Person) => boolean,
): Spared<Person> {
  const rests = ({ engineer }: Person) => engineer !== null && resting.has(engineer);
  const others = meant.filter((person) => !rests(person));
  return others.some(isReached)
    ? { paged: others, spared: meant.filter(rests) }
    : { paged: meant, spared: [] };
}
