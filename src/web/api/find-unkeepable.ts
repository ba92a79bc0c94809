import { isKeepable } from '../keepable.ts';

/**
 * Looks for a text that could not be kept, in what a schema has let through: no schema has to think of it.
 * @returns the place of the first one; null: all can be kept
 */
export function findUnkeepable(value: unknown): string | null {
  if (typeof value === 'string') return isKeepable(value) ? null : '';
  if (typeof value !== 'object' || value === null || value instanceof Date) return null;
  for (const [name, part] of Object.entries(value)) {
    const place = findUnkeepable(part);
    if (place !== null) return place === '' ? name : `${name}.${place}`;
  }
  return null;
}
