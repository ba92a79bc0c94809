import { createHash } from 'node:crypto';

/**
 * A short name for what an entry says, as it was read from the database. A form carries it along, so that whoever saves
 * learns that somebody else, or an import, has changed the entry meanwhile.
 */
export function fingerprintOf(entry: unknown): string {
  return createHash('sha256').update(JSON.stringify(entry)).digest('base64url').slice(0, 16);
}
