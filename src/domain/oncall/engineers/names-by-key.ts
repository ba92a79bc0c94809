import type { Engineer } from './engineer-store.ts';

/** What engineers are called, by their keys; whoever is not among them goes by the key. */
export function namesByKey(engineers: readonly Pick<Engineer, 'key' | 'name'>[]): (key: string) => string {
  const names = new Map(engineers.map(({ key, name }) => [key, name]));
  return (key) => names.get(key) ?? key;
}
