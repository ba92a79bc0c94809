import { createHash } from 'node:crypto';
import type { Directory } from '../directory-entry/directory.ts';
import type { Rehearsed } from '../rehearsal/rehearsed.ts';

/** SHA-256 of everything that the figures depend on; who is a contact, and by which PIN, is no part of it. */
export function fingerprintOfRehearsed({ directory, absences, optedOut }: Rehearsed): string {
  const plain = (_: string, value: unknown) => (value instanceof Map ? [...value] : value);
  const { customers, ...rules } = directory as Directory<unknown>;
  const headers = [...customers].map(([number, { header }]) => [number, header]);
  return createHash('sha256')
    .update(JSON.stringify({ rules, headers, absences, optedOut }, plain))
    .digest('hex');
}
