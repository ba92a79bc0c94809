import type { Engineer } from './engineer-store.ts';

/** What engineers are called, by their keys: of several of one name each with the key, and whoever is not among them by the key alone. */
export function namesByKey(engineers: readonly Pick<Engineer, 'key' | 'name'>[]): (key: string) => string {
  const namesakes = Map.groupBy(engineers, ({ name }) => name);
  const isAlone = (name: string) => namesakes.get(name)?.length === 1;
  const names = new Map(engineers.map(({ key, name }) => [key, isAlone(name) ? name : `${name} (${key})`]));
  return (key) => names.get(key) ?? key;
}
